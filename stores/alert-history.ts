import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import { alertKeys } from '#infra/keys';
import { recordsOf } from './alerts.ts';

/** Ended alerts that one question looks at, at most: what is beyond is another question. */
const MAX_LOOKED_AT = 5_000;
const BATCH = 500;

/** `before`: where the answer before ended; null: from the newest. `ruleId`: of this rule alone; null: of any. */
export type HistoryQuery = { text: string; ruleId: string | null; before: string | null; limit: number };
/** `before`: to go on from there; null when there is nothing more. */
export type HistoryPage = { alerts: Alert[]; before: string | null };

/** Ended alerts, newest first, that have the text in their name, key, notes or names of people, whatever the case. */
export async function searchHistory(redis: Redis, query: HistoryQuery): Promise<HistoryPage> {
  const alerts: Alert[] = [];
  let before = query.before;
  for (let looked = 0; looked < MAX_LOOKED_AT; looked += BATCH) {
    const page = await idsBefore(redis, before);
    for (const { alert } of await recordsOf(
      redis,
      page.map(({ id }) => id),
    )) {
      before = cursorOf(page.find(({ id }) => id === alert.id));
      if (isFound(alert, query)) alerts.push(alert);
      if (alerts.length === query.limit) return { alerts, before };
    }
    if (page.length < BATCH) return { alerts, before: null };
    before = cursorOf(page.at(-1));
  }
  return { alerts, before };
}

type Ended = { id: string; second: number };
const cursorOf = (ended: Ended | undefined) => (ended ? `${ended.second}.${ended.id}` : null);

/** The next ones in the order of the set: by second and id, downwards. */
async function idsBefore(redis: Redis, cursor: string | null): Promise<Ended[]> {
  const key = alertKeys().resolved;
  const dot = cursor?.indexOf('.') ?? -1;
  const [second, id] = cursor ? [Number(cursor.slice(0, dot)), cursor.slice(dot + 1)] : [null, ''];
  const found: Ended[] = [];
  for (let offset = 0; found.length < BATCH; offset += BATCH) {
    const rows = await redis.zrevrangebyscore(key, second ?? '+inf', '-inf', 'WITHSCORES', 'LIMIT', offset, BATCH);
    for (let index = 0; index + 1 < rows.length; index += 2) {
      const ended = { id: rows[index] as string, second: Number(rows[index + 1]) };
      if (second === null || ended.second < second || ended.id < id) found.push(ended);
    }
    if (rows.length < 2 * BATCH) break;
  }
  return found.slice(0, BATCH);
}

function isFound(alert: Alert, { text, ruleId }: HistoryQuery): boolean {
  if (ruleId !== null && alert.ruleId !== ruleId) return false;
  const { ruleName, key, note, timeline } = alert;
  const texts = [ruleName, key, note, ...timeline.flatMap(({ by, note: said }) => [by, said])];
  const wanted = text.toLowerCase();
  return wanted === '' || texts.some((each) => each?.toLowerCase().includes(wanted));
}
