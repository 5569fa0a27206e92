import type { Redis } from 'ioredis';
import type { Delivery } from '#contracts/channel';
import { globalKeys } from '#infra/keys';

const KEPT_SECONDS = 90 * 86_400;
/** Of one alert; repeats go on for as long as it does. */
export const MAX_REPEATS = 200;
/** Of one notice; whoever asks for patience is asked for a day. */
const MAX_TRIES = 20;

const keyOf = (alertId: string | null) => `${globalKeys().deliveries}:${alertId ?? 'test'}`;

/** Writes how far a delivery is, with its alert and as its channel's newest. */
export async function saveDelivery(redis: Redis, delivery: Delivery): Promise<void> {
  const text = JSON.stringify(delivery);
  const key = keyOf(delivery.alertId);
  await redis
    .multi()
    .hset(key, delivery.id, text)
    .expire(key, delivery.alertId === null ? 3_600 : KEPT_SECONDS)
    .hset(`${globalKeys().deliveries}:newest`, delivery.channelId, text)
    .exec();
  await dropOldRepeats(redis, key);
}

/** The same after one more try, with those before it. */
export async function saveTry(redis: Redis, delivery: Delivery): Promise<void> {
  const { alertId, id, at, status, answer } = delivery;
  const text = await redis.hget(keyOf(alertId), id);
  const before = text ? parse(text).tries : [];
  await saveDelivery(redis, { ...delivery, tries: [...before, { at, status, answer }].slice(-MAX_TRIES) });
}

/** The newest are kept, and all that is no repeat: whether a channel knows of an alert is read from it. */
async function dropOldRepeats(redis: Redis, key: string): Promise<void> {
  if ((await redis.hlen(key)) <= MAX_REPEATS) return;
  const repeats = (await readAll(redis, key)).filter(({ id }) => /\.r\d+(\.|$)/.test(id));
  const old = repeats.sort((a, b) => b.at.localeCompare(a.at)).slice(MAX_REPEATS);
  if (old.length > 0) await redis.hdel(key, ...old.map(({ id }) => id));
}

const readAll = async (redis: Redis, key: string) => (await redis.hvals(key)).map(parse);

/** What became of an alert's notices, oldest first. */
export async function deliveriesOf(redis: Redis, alertId: string): Promise<Delivery[]> {
  const all = await readAll(redis, keyOf(alertId));
  return all.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** A test's delivery; null while nobody has taken it up. */
export async function findTest(redis: Redis, id: string): Promise<Delivery | null> {
  const text = await redis.hget(keyOf(null), id);
  return text ? parse(text) : null;
}

/** Forgets a channel that is gone. */
export async function forgetNewest(redis: Redis, channelId: string): Promise<void> {
  await redis.hdel(`${globalKeys().deliveries}:newest`, channelId);
}

/** The newest delivery of each channel, by its id. */
export async function newestOfChannels(redis: Redis): Promise<Map<string, Delivery>> {
  const texts = await redis.hgetall(`${globalKeys().deliveries}:newest`);
  return new Map(Object.entries(texts).map(([id, text]) => [id, parse(text)]));
}

/** What an older Yeoul kept has no tries. */
function parse(text: string): Delivery {
  const kept = JSON.parse(text) as Delivery;
  return { ...kept, tries: kept.tries ?? [] };
}
