import type { Redis } from 'ioredis';
import { runScript } from '#infra/lua';

/** Deletes consumers of dead processes from a stream's group, each in a script that sees that it holds nothing. */
export async function forgetIdle(
  redis: Redis,
  { stream, group }: { stream: string; group: string },
  self: string,
  idleMs: number,
): Promise<void> {
  const rows = (await redis.xinfo('CONSUMERS', stream, group)) as (string | number)[][];
  for (const row of rows) {
    const info = new Map<string, string | number>();
    for (let i = 0; i + 1 < row.length; i += 2) info.set(String(row[i]), row[i + 1] as string | number);
    const name = String(info.get('name'));
    if (name !== self && info.get('pending') === 0 && Number(info.get('idle')) > idleMs) {
      await runScript(redis, 'forget-consumer', [stream], [group, name]);
    }
  }
}
