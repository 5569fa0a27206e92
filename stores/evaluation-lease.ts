import type { Redis } from 'ioredis';
import { alertKeys } from '#infra/keys';
import { runScript } from '#infra/lua';

/** A server that says nothing for this long is not the one that evaluates any more. */
export const LEASE_MS = 3_000;

/** `token`: fences writes of who held the lease before. `judgedSecond`: what anybody has judged last; null: nothing yet. */
export type Lease = { token: string; judgedSecond: number | null };

/**
 * Takes or renews the lease of the evaluation; null while another server holds it. `held`: the lease as this server had it
 * before, with what it has judged since, which is noted.
 */
export async function holdLease(redis: Redis, owner: string, held: Lease | null): Promise<Lease | null> {
  const [token, judged] = await run(redis, owner, LEASE_MS, held);
  return token ? { token, judgedSecond: judged ? Number(judged) : null } : null;
}

/** Gives the lease back, so that another server need not wait for its end, and notes what was judged by it. */
export async function endLease(redis: Redis, owner: string, held: Lease | null): Promise<void> {
  await run(redis, owner, 0, held);
}

function run(redis: Redis, owner: string, ttlMs: number, held: Lease | null): Promise<string[]> {
  const { lease, leaseToken, judged } = alertKeys();
  const args = [owner, ttlMs, held?.token ?? '', held?.judgedSecond ?? ''];
  return runScript(redis, 'alert-lease', [lease, leaseToken, judged], args) as Promise<string[]>;
}
