import type { Redis } from 'ioredis';
import { type Alert, isCalling } from '#contracts/alert';
import type { Channel, Delivery } from '#contracts/channel';
import { channelsTold } from '#contracts/rule-channels';
import { holdsUntil, WEEKDAYS } from '#contracts/silence';
import { env } from '#infra/env';
import { findAlert } from '#stores/alerts';
import { channelIds } from '#stores/channels';
import { deliveriesOf } from '#stores/deliveries';
import { alertsOf, type Job } from './message.ts';
import { isSilenced, readQuiet } from './silence.ts';

const MINUTE_MS = 60_000;
/** 1 s, 2 s, 4 s, … between tries. */
export const BACKOFF_MS = 1_000;
/** Waits that the other side asks for are no failures, and not without end either. */
export const MAX_PATIENCE_MS = 86_400_000;

/** For how long a job waits before it is looked at: a channel may be told only of what nobody takes. */
export const delayOf = ({ notice }: Pick<Job, 'notice'>, { afterMinutes }: Channel) =>
  notice === 'firing' ? afterMinutes * MINUTE_MS : 0;

/** Until when a channel wants to hear nothing of this, epoch ms; null: it is told now. */
export function quietUntil({ quiet }: Channel, { alert }: Job, nowMs: number): number | null {
  if (!quiet || !alert || !quiet.severities.includes(alert.severity)) return null;
  const daily = { kind: 'weekly' as const, weekdays: [...WEEKDAYS], start: quiet.start, minutes: quiet.minutes };
  return holdsUntil(daily, nowMs, env().TIME_ZONE);
}

/** Whether the channel, one of those `known`, is told of such alerts, and the alert's rule tells this channel. */
export const isFor = (
  { channels, severity }: Alert,
  { id, enabled, severities }: Channel,
  known: ReadonlySet<string>,
) => enabled && severities.includes(severity) && (channelsTold(channels, known)?.includes(id) ?? true);

/** Whether a channel that may wait is just being told that the alert fires: only then is clear whether it hears the end. */
export async function isInFlight(redis: Redis, channel: Channel, { notice, alert }: Job): Promise<boolean> {
  if (!alert || notice === 'firing' || !mayWait(channel)) return false;
  return (await firingTold(redis, channel, alert)) === 'waiting';
}

/**
 * What is to be told of a job: its alerts as they are now, those that still are what it says, where it may have waited;
 * null where nothing is left to say. Whoever was not told that an alert fires is not told how it went on. `isFirst`: the
 * job has not been started before.
 */
export async function stillToTell(redis: Redis, channel: Channel, job: Job, isFirst: boolean): Promise<Job | null> {
  const { alert, notice } = job;
  if (!alert || notice === 'test') return job;
  const isFiring = notice === 'firing';
  if (!isFiring && mayWait(channel) && (await firingTold(redis, channel, alert)) !== 'delivered') return null;
  const known = await channelIds(redis);
  const meant = alertsOf(job).filter((each) => isFor(each, channel, known));
  const hasWaited = !isFirst || job.repeat > 0 || (isFiring && mayWait(channel));
  const [first, ...more] = hasWaited ? await asTheyAre(redis, job, meant) : meant;
  return first ? { ...job, alert: first, more } : null;
}

const mayWait = ({ afterMinutes, quiet }: Channel) => afterMinutes > 0 || quiet !== null;

/** Those of them that a silence of now is not of, that still are what the job says, and that no other job has told. */
async function asTheyAre(redis: Redis, job: Job, alerts: Alert[]): Promise<Alert[]> {
  const { notice } = job;
  const quiet = await readQuiet(redis);
  const looked = alerts.map(async (alert) => {
    const now = await findAlert(redis, alert.id);
    if (!now || isSilenced(now, quiet)) return [];
    if (notice !== 'firing') return now.state === notice ? [alert] : [];
    return isCalling(now) && !(await isToldByAnother(redis, now, job)) ? [now] : [];
  });
  return (await Promise.all(looked)).flat();
}

/** Whether the channel has been told that it fires, or is being told so. */
async function firingTold(redis: Redis, { id }: Channel, alert: Alert): Promise<'delivered' | 'waiting' | null> {
  const firing = await firingsOf(redis, alert, id);
  if (firing.some(({ state }) => state === 'delivered')) return 'delivered';
  const isTried = firing.some(({ state, at }) => state === 'waiting' && Date.now() - Date.parse(at) < MAX_PATIENCE_MS);
  return isTried ? 'waiting' : null;
}

/**
 * Whether another job told the same channel: one of a later beginning, as after a silence, whose repeats go on, or, before
 * this one came to it, one of an earlier beginning.
 */
async function isToldByAnother(redis: Redis, alert: Alert, { channelId, deliveryId, repeat }: Job): Promise<boolean> {
  const beganMs = Number.parseInt(deliveryId, 10);
  const told = (await firingsOf(redis, alert, channelId)).filter(({ state }) => state === 'delivered');
  return told.some(
    ({ id, at }) =>
      isLater(firstOf(id), firstOf(deliveryId)) || (repeat === 0 && id !== deliveryId && Date.parse(at) > beganMs),
  );
}

async function firingsOf(redis: Redis, alert: Alert, channelId: string): Promise<Delivery[]> {
  const all = await deliveriesOf(redis, alert.id);
  return all.filter((each) => each.channelId === channelId && each.notice === 'firing');
}

/** The id of the delivery that repeats began with. They begin with an entry of the outbox, and so are in its order. */
const firstOf = (deliveryId: string) => deliveryId.replace(/\.r\d+$/, '');
const isLater = (id: string, than: string) => id.localeCompare(than, 'en', { numeric: true }) > 0;

/** How long the other side is waited for before it is asked again: as it wants, and no less than after a fault. */
export const patienceMs = (askedMs: number, tries: number) =>
  Math.max(askedMs, BACKOFF_MS * 2 ** Math.min(tries - 1, 9));

/** The job that tells it again; null where once is enough. Its id is of the one before, so that it is made once. */
export function repeatOf(channel: Channel, job: Job): { job: Job; delayMs: number } | null {
  const repeatMinutes = repeatMinutesOf(channel, job);
  if (repeatMinutes === null || job.notice !== 'firing' || !job.alert) return null;
  const repeat = job.repeat + 1;
  const deliveryId = `${firstOf(job.deliveryId)}.r${repeat}`;
  return { job: { ...job, repeat, deliveryId, tried: undefined }, delayMs: repeatMinutes * MINUTE_MS };
}

/** As the rule wants it, else the channel; of alerts that are told together the shortest time. */
function repeatMinutesOf(channel: Channel, job: Job): number | null {
  const times = alertsOf(job).map(({ repeatMinutes }) => repeatMinutes ?? channel.repeatMinutes ?? 0);
  const wanted = times.filter((minutes) => minutes > 0);
  return wanted.length === 0 ? null : Math.min(...wanted);
}
