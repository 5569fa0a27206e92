import { DelayedError, type Job as QueueJob, UnrecoverableError } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Channel, Delivery } from '#contracts/channel';
import type { Logger } from '#infra/logger';
import { readAlertEvents } from '#stores/alert-events';
import { findChannel } from '#stores/channels';
import { deliveriesOf, saveDelivery, saveTry } from '#stores/deliveries';
import { startJobs } from '../job-queue.ts';
import { sendEmail } from './email.ts';
import { alertsOf, type Job, messageFor, type Outcome, type Result } from './message.ts';
import { type Answer, Forbidden, post } from './post.ts';
import { withoutSecrets } from './redact.ts';
import { BACKOFF_MS, isInFlight, MAX_PATIENCE_MS, patienceMs, quietUntil, repeatOf, stillToTell } from './timing.ts';

const NAME = 'notifications';
const AT_ONCE = 8;
/** Tries of what fails: about 17 minutes in all. */
const ATTEMPTS = 11;
/** A post takes less, so that what is in flight is delivered by then, or tried again. */
const IN_FLIGHT_MS = 6_000;
const MAX_ANSWER_CHARS = 300;
/** Of a group of alerts: each has 20 of 4 KB at most. */
const MAX_EVENTS_TOGETHER = 100;
/** A job is known for this long after its end, so that an outbox entry that is read twice is sent once. */
const KNOWN = { age: 86_400, count: 10_000 };

const OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: 'exponential', delay: BACKOFF_MS },
  removeOnComplete: KNOWN,
  removeOnFail: KNOWN,
};

/** Sends notices, each in a job of its own, with back-off and as slowly as the other side asks. */
export function startQueue(redis: Redis, log: Logger) {
  async function run(job: QueueJob<Job>, token?: string): Promise<void> {
    const channel = await findChannel(redis, job.data.channelId);
    if (!channel) return giveUp(redis, job.data, null);
    const until = quietUntil(channel, job.data, Date.now());
    if (until !== null) await wait(job, until, token);
    if (await isInFlight(redis, channel, job.data)) await wait(job, Date.now() + IN_FLIGHT_MS, token);
    const wanted = await stillToTell(redis, channel, job.data, job.attemptsStarted <= 1);
    await giveUp(redis, job.data, wanted);
    if (wanted) await tell(job, channel, wanted, token);
  }

  /** Tries it once. */
  async function tell(job: QueueJob<Job>, channel: Channel, wanted: Job, token?: string): Promise<void> {
    const { times, sinceMs } = await countTry(job);
    const save = async (outcome: Result, state: Delivery['state']) => {
      for (const each of toDeliveries(channel, wanted, times, outcome, state)) await saveTry(redis, each);
    };
    // In flight: whoever has to say how it went on waits for it.
    if (wanted.notice === 'firing' && times === 1)
      await saveAll(redis, toDeliveries(channel, wanted, times, NOTHING, 'waiting'));
    const outcome = await attempt(channel, wanted, await eventsFor(redis, wanted));
    const { again: next, answer } = outcome;
    const isLast =
      typeof next === 'number'
        ? Date.now() - sinceMs >= MAX_PATIENCE_MS
        : job.attemptsMade + 1 >= (job.opts.attempts ?? ATTEMPTS);
    const state = next === 'done' ? 'delivered' : next === 'never' || isLast ? 'failed' : 'waiting';
    await save(outcome, state);
    if (outcome.refused) await saveRefused(redis, toDeliveries(channel, wanted, times, outcome.refused, 'failed'));
    // One that was away for long may be there the next time.
    if (state !== 'waiting' && next !== 'never') await repeat(channel, wanted);
    if (state === 'delivered') return;
    if (state === 'failed') {
      log.warn({ channel: channel.name, status: outcome.status, answer }, 'A notice was not delivered');
      throw new UnrecoverableError(answer);
    }
    if (typeof next !== 'number') throw new Error(answer);
    await wait(job, Date.now() + patienceMs(next, times), token);
  }

  async function repeat(channel: Channel, job: Job): Promise<void> {
    const next = repeatOf(channel, job);
    if (next) await add(next.job, next.delayMs);
  }

  const { queue, stop } = startJobs(log, NAME, run, { concurrency: AT_ONCE, maxStalledCount: ATTEMPTS });
  /** One job for each delivery, however often it is asked for. */
  const add = (job: Job, delay = 0) => queue.add('notice', job, { ...OPTIONS, jobId: job.deliveryId, delay });
  return { add, stop };
}

const NOTHING: Result = { status: null, answer: '' };

async function saveAll(redis: Redis, deliveries: Delivery[]): Promise<void> {
  for (const each of deliveries) await saveDelivery(redis, each);
}

/** Beside the delivery to the others. */
const saveRefused = (redis: Redis, deliveries: Delivery[]) =>
  saveAll(
    redis,
    deliveries.map((each) => ({ ...each, id: `${each.id}.refused` })),
  );

/** Gives the job back until then; it is no failure. */
async function wait(job: QueueJob<Job>, untilMs: number, token: string | undefined): Promise<never> {
  await job.moveToDelayed(untilMs, token);
  throw new DelayedError();
}

/** Written before it is sent: a death counts as a try. */
async function countTry(job: QueueJob<Job>): Promise<{ times: number; sinceMs: number }> {
  const { times, sinceMs } = job.data.tried ?? { times: 0, sinceMs: Date.now() };
  const tried = { times: times + 1, sinceMs };
  await job.updateData({ ...job.data, tried });
  return tried;
}

/** Says of alerts that were tried before and are not `wanted` any more that this is so: nothing more comes of them. */
async function giveUp(redis: Redis, job: Job, wanted: Job | null): Promise<void> {
  const { deliveryId, tried } = job;
  if (!tried) return;
  const kept = new Set(wanted ? alertsOf(wanted).map(({ id }) => id) : []);
  for (const { id } of alertsOf(job).filter((alert) => !kept.has(alert.id))) {
    const waiting = (await deliveriesOf(redis, id)).find((each) => each.id === deliveryId && each.state === 'waiting');
    const answer = `no longer to be told; before: ${waiting?.answer}`;
    if (waiting) await saveDelivery(redis, { ...waiting, state: 'failed', answer, at: new Date().toISOString() });
  }
}

/** Those that the rules want to go along when their alerts begin, of all alerts that are told together. */
async function eventsFor(redis: Redis, job: Job): Promise<object[]> {
  if (job.notice !== 'firing') return [];
  const wanted = alertsOf(job).filter(({ maxEvents }) => maxEvents > 0);
  const events = await Promise.all(
    wanted.map(async ({ id, maxEvents }) => (await readAlertEvents(redis, id)).slice(0, maxEvents)),
  );
  return events.flat().slice(0, MAX_EVENTS_TOGETHER);
}

async function attempt(channel: Channel, job: Job, events: object[]): Promise<Outcome> {
  if (channel.kind === 'email') return sendEmail(channel, job);
  const outcome = await attemptPost(channel, job, events);
  return { ...outcome, answer: withoutSecrets(outcome.answer, channel.url).slice(0, MAX_ANSWER_CHARS) };
}

async function attemptPost(channel: Channel, job: Job, events: object[]): Promise<Outcome> {
  try {
    const { body, headers } = messageFor(channel, job, events);
    return outcomeOf(await post(channel.url, body, headers));
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error);
    return { status: null, answer, again: error instanceof Forbidden ? 'never' : null };
  }
}

/** Busy and broken servers are asked again; one that refuses the request would refuse it again. */
function outcomeOf({ status, body, retryAfterMs }: Answer): Outcome {
  if (status >= 200 && status < 300) return { status, answer: body, again: 'done' };
  const isTemporary = status === 408 || status === 429 || status >= 500;
  return { status, answer: body, again: isTemporary ? retryAfterMs : 'never' };
}

/** One for each alert, so that each says what became of it; of a test one for none. */
function toDeliveries(
  { id: channelId, name: channelName }: Channel,
  job: Job,
  attempts: number,
  { status, answer }: Result,
  state: Delivery['state'],
): Delivery[] {
  const { deliveryId: id, notice } = job;
  const alerts = alertsOf(job);
  const at = new Date().toISOString();
  return (alerts.length > 0 ? alerts.map((alert) => alert.id) : [null]).map((alertId) => {
    return { id, channelId, channelName, notice, alertId, state, attempts, status, answer, tries: [], at };
  });
}
