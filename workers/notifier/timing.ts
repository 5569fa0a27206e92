import type { Redis } from 'ioredis';
import { type Alert, isCalling } from '#contracts/alert';
import type { Channel } from '#contracts/channel';
import { holdsUntil, WEEKDAYS } from '#contracts/silence';
import { env } from '#infra/env';
import { findAlert } from '#stores/alerts';
import { deliveriesOf } from '#stores/deliveries';
import { alertsOf, type Job } from './message.ts';
import { isSilenced, readQuiet } from './silence.ts';

const MINUTE_MS = 60_000;

/** For how long a job waits before it is looked at: a channel may be told only of what nobody takes. */
export const delayOf = ({ notice }: Pick<Job, 'notice'>, { afterMinutes }: Channel) =>
  notice === 'firing' ? afterMinutes * MINUTE_MS : 0;

/** Until when a channel wants to hear nothing of this, epoch ms; null: it is told now. */
export function quietUntil({ quiet }: Channel, { alert }: Job, nowMs: number): number | null {
  if (!quiet || !alert || !quiet.severities.includes(alert.severity)) return null;
  const daily = { kind: 'weekly' as const, weekdays: [...WEEKDAYS], start: quiet.start, minutes: quiet.minutes };
  return holdsUntil(daily, nowMs, env().TIME_ZONE);
}

/**
 * What is to be told of a job that may have waited: its alerts as they are now, those that still call; null where nothing
 * is left to say. Whoever was not told that an alert fires is not told how it went on.
 */
export async function stillToTell(redis: Redis, channel: Channel, job: Job): Promise<Job | null> {
  const { alert, notice } = job;
  const mayWait = channel.afterMinutes > 0 || channel.quiet !== null;
  if (!alert || notice === 'test') return job;
  if (notice !== 'firing') return mayWait && !(await wasTold(redis, channel, alert)) ? null : job;
  if (!mayWait && job.repeat === 0) return job;
  const quiet = await readQuiet(redis);
  const now = await Promise.all([alert, ...job.more].map(({ id }) => findAlert(redis, id)));
  const calling = now.filter((each) => each !== null && isCalling(each) && !isSilenced(each, quiet)) as Alert[];
  const [first, ...more] = calling;
  return first ? { ...job, alert: first, more } : null;
}

async function wasTold(redis: Redis, { id }: Channel, alert: Alert): Promise<boolean> {
  const deliveries = await deliveriesOf(redis, alert.id);
  return deliveries.some(
    ({ channelId, notice, state }) => channelId === id && notice === 'firing' && state === 'delivered',
  );
}

/** The job that tells it again; null where once is enough. Its id is of the one before, so that it is made once. */
export function repeatOf(channel: Channel, job: Job): { job: Job; delayMs: number } | null {
  const repeatMinutes = repeatMinutesOf(channel, job);
  if (repeatMinutes === null || job.notice !== 'firing' || !job.alert) return null;
  const repeat = job.repeat + 1;
  const first = job.deliveryId.replace(/\.r\d+$/, '');
  return { job: { ...job, repeat, deliveryId: `${first}.r${repeat}` }, delayMs: repeatMinutes * MINUTE_MS };
}

/** As the rule wants it, else the channel; of alerts that are told together the shortest time. */
function repeatMinutesOf(channel: Channel, job: Job): number | null {
  const times = alertsOf(job).map(({ repeatMinutes }) => repeatMinutes ?? channel.repeatMinutes ?? 0);
  const wanted = times.filter((minutes) => minutes > 0);
  return wanted.length === 0 ? null : Math.min(...wanted);
}
