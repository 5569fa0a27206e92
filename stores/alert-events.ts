import type { Redis } from 'ioredis';
import { alertEventsKey } from '#infra/keys';

/** Events that are kept with an alert, at most. */
export const MAX_ALERT_EVENTS = 20;
const KEPT_SECONDS = 90 * 86_400;

/** Keeps the events that an alert was raised for, as JSON, newest first. */
export async function saveAlertEvents(redis: Redis, alertId: string, events: string[]): Promise<void> {
  if (events.length === 0) return;
  await redis.set(alertEventsKey(alertId), `[${events.slice(0, MAX_ALERT_EVENTS).join(',')}]`, 'EX', KEPT_SECONDS);
}

/** As they came, newest first; none where none were kept. */
export async function readAlertEvents(redis: Redis, alertId: string): Promise<Record<string, unknown>[]> {
  const text = await redis.get(alertEventsKey(alertId));
  return text ? (JSON.parse(text) as Record<string, unknown>[]) : [];
}
