import type { Redis } from 'ioredis';
import { alertKeys } from '#infra/keys';
import { runScript } from '#infra/lua';

/** A server that says nothing for this long is not the one that evaluates any more. */
export const LEASE_MS = 3_000;

/** `token`: fences writes of who held the lease before. `judgedSecond`: what anybody has judged last; null: nothing yet. */
export type Lease = { token: string; judgedSecond: number | null };

/** Takes or renews the lease of the evaluation; null while another server holds it. Notes what its holder has judged. */
export async function holdLease(redis: Redis, owner: string, judgedSecond: number | null): Promise<Lease | null> {
  const [token, judged] = await run(redis, owner, LEASE_MS, judgedSecond);
  return token ? { token, judgedSecond: judged ? Number(judged) : null } : null;
}

/** Gives the lease back, so that another server need not wait for its end. */
export async function endLease(redis: Redis, owner: string): Promise<void> {
  await run(redis, owner, 0, null);
}

function run(redis: Redis, owner: string, ttlMs: number, judged: number | null): Promise<string[]> {
  const { lease, leaseToken, judged: judgedKey } = alertKeys();
  const args = [owner, ttlMs, judged ?? ''];
  return runScript(redis, 'alert-lease', [lease, leaseToken, judgedKey], args) as Promise<string[]>;
}
