import { DelayedError, type Job as QueueJob, UnrecoverableError } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Channel, Delivery } from '#contracts/channel';
import type { Logger } from '#infra/logger';
import { readAlertEvents } from '#stores/alert-events';
import { findChannel } from '#stores/channels';
import { saveDelivery } from '#stores/deliveries';
import { startJobs } from '../job-queue.ts';
import { sendEmail } from './email.ts';
import { alertsOf, type Job, messageFor, type Outcome } from './message.ts';
import { type Answer, Forbidden, post } from './post.ts';
import { quietUntil, repeatOf, stillToTell } from './timing.ts';

const NAME = 'notifications';
const AT_ONCE = 8;
/** 1 s, 2 s, 4 s, … between tries: about 17 minutes in all. */
const ATTEMPTS = 11;
const BACKOFF_MS = 1_000;
/** Waits that the other side asked for are no failures, and not without end either. */
const MAX_STARTS = 50;
const MAX_ANSWER_CHARS = 300;
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
    if (!channel) return;
    const until = quietUntil(channel, job.data, Date.now());
    if (until !== null) await wait(job, until, token);
    const wanted = await stillToTell(redis, channel, job.data);
    if (!wanted) return;
    const outcome = await attempt(channel, wanted, await eventsFor(redis, wanted));
    const isLast = job.attemptsMade + 1 >= ATTEMPTS || job.attemptsStarted >= MAX_STARTS;
    const state = outcome.again === 'done' ? 'delivered' : outcome.again === 'never' || isLast ? 'failed' : 'waiting';
    for (const delivery of toDeliveries(channel, wanted, job.attemptsStarted, outcome, state))
      await saveDelivery(redis, delivery);
    if (state === 'delivered') return again(channel, wanted);
    if (state === 'failed') {
      log.warn({ channel: channel.name, status: outcome.status, answer: outcome.answer }, 'A notice was not delivered');
      throw new UnrecoverableError(outcome.answer);
    }
    if (typeof outcome.again !== 'number') throw new Error(outcome.answer);
    await wait(job, Date.now() + outcome.again, token);
  }

  async function again(channel: Channel, job: Job): Promise<void> {
    const repeat = repeatOf(channel, job);
    if (repeat) await add(repeat.job, repeat.delayMs);
  }

  const { queue, stop } = startJobs(log, NAME, run, { concurrency: AT_ONCE, maxStalledCount: ATTEMPTS });
  /** One job for each delivery, however often it is asked for. */
  const add = (job: Job, delay = 0) => queue.add('notice', job, { ...OPTIONS, jobId: job.deliveryId, delay });
  return { add, stop };
}

/** Gives the job back until then; it is no failure. */
async function wait(job: QueueJob<Job>, untilMs: number, token: string | undefined): Promise<never> {
  await job.moveToDelayed(untilMs, token);
  throw new DelayedError();
}

/** Those that the rule wants to go along, when the alert begins. */
async function eventsFor(redis: Redis, { notice, alert }: Job): Promise<object[]> {
  if (notice !== 'firing' || !alert?.maxEvents) return [];
  return (await readAlertEvents(redis, alert.id)).slice(0, alert.maxEvents);
}

async function attempt(channel: Channel, job: Job, events: object[]): Promise<Outcome> {
  if (channel.kind === 'email') return sendEmail(channel, job);
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
  const answer = body.slice(0, MAX_ANSWER_CHARS);
  if (status >= 200 && status < 300) return { status, answer, again: 'done' };
  const isTemporary = status === 408 || status === 429 || status >= 500;
  return { status, answer, again: isTemporary ? retryAfterMs : 'never' };
}

/** One for each alert, so that each says what became of it; of a test one for none. */
function toDeliveries(
  { id: channelId, name: channelName }: Channel,
  job: Job,
  attempts: number,
  { status, answer }: Outcome,
  state: Delivery['state'],
): Delivery[] {
  const { deliveryId: id, notice } = job;
  const alerts = alertsOf(job);
  const at = new Date().toISOString();
  return (alerts.length > 0 ? alerts.map((alert) => alert.id) : [null]).map((alertId) => {
    return { id, channelId, channelName, notice, alertId, state, attempts, status, answer, at };
  });
}
