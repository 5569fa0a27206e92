import type { Redis } from 'ioredis';
import type { Behind } from '#contracts/pipeline';
import { globalKeys } from '#infra/keys';

const KEPT_MINUTES = 120;

const minuteNow = () => Math.floor(Date.now() / 60_000) * 60;

/** Notes how far the counts are behind Kafka's time of the records; each minute keeps its worst, of any process. */
export async function noteBehind(redis: Redis, p99Ms: number): Promise<void> {
  await redis.zadd(globalKeys().behind, 'GT', Math.round(p99Ms), minuteNow());
}

/** The last two hours by minute, oldest first; minutes in which nothing was counted are left out. */
export async function readBehind(redis: Redis): Promise<Behind> {
  const key = globalKeys().behind;
  const flat = await redis.zrange(key, 0, -1, 'WITHSCORES');
  const oldest = minuteNow() - KEPT_MINUTES * 60;
  const rows: Behind = [];
  const old: string[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const minute = Number(flat[i]);
    if (minute > oldest) rows.push([minute, Number(flat[i + 1])]);
    else old.push(String(flat[i]));
  }
  if (old.length > 0) await redis.zrem(key, ...old);
  return rows.sort(([a], [b]) => a - b);
}
