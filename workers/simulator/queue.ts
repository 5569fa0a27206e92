import { DelayedError, type Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ProducerQueue } from '#infra/kafka';
import { globalKeys } from '#infra/keys';
import { createRepeatGuard, type Logger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { openSimulations } from '#stores/simulations';
import { failSimulation, type Outcome, runSimulation } from './run.ts';

const NAME = 'simulations';
const AT_ONCE = 4;
/** A dead simulator's runs are taken up again after at most these two together. */
const LOCK_MS = 4_000;
const STALLED_EVERY_MS = 2_000;
const LOOK_EVERY_MS = 250;
/** While Redis or Kafka fails a run is tried again, for a minute. */
const ATTEMPTS = 120;
const BACKOFF_MS = 500;

const JOB = {
  attempts: ATTEMPTS,
  backoff: { type: 'fixed', delay: BACKOFF_MS },
  removeOnComplete: true,
  removeOnFail: true,
};

/**
 * Runs every open simulation, on one simulator at a time. The record of a simulation says that it is wanted; its job
 * in the queue only says who is at it, and is made again when it is missing.
 */
export function startQueue(redis: Redis, producer: ProducerQueue, log: Logger): { stop: () => Promise<void> } {
  let stopping = false;
  // Connections of BullMQ's own, one of them blocking: no time limit on commands.
  const connection = createRedis(log, { commandTimeout: undefined, socketTimeout: undefined });
  const prefix = globalKeys().queuePrefix;
  const queue = new Queue(NAME, { connection, prefix });

  async function run(job: Job<{ id: string }>, token?: string): Promise<void> {
    const { id } = job.data;
    log.info({ id }, 'Simulation runs');
    let outcome: Outcome | 'failed' = 'failed';
    try {
      outcome = await runSimulation({ redis, producer, isStopping: () => stopping }, id);
    } finally {
      log.info({ id, outcome }, 'Simulation left');
    }
    if (outcome === 'released') {
      await job.moveToDelayed(Date.now() + 100, token);
      throw new DelayedError();
    }
  }

  const worker = new Worker(NAME, run, {
    connection,
    prefix,
    concurrency: AT_ONCE,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_EVERY_MS,
    maxStalledCount: Number.MAX_SAFE_INTEGER,
  });
  const isNew = createRepeatGuard();
  const onError = ({ message: error }: Error) => {
    if (isNew(error)) log.warn({ error }, 'The queue of simulations did not answer, trying again');
  };
  queue.on('error', onError);
  worker.on('error', onError);
  worker.on('failed', (job, error) => {
    log.error({ id: job?.data.id, error: error.message, attempt: job?.attemptsMade }, 'A simulation failed');
    if (job && job.attemptsMade >= ATTEMPTS) void failSimulation(redis, job.data.id, error.message).catch(onError);
  });

  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    try {
      for (const id of await openSimulations(redis)) await queue.add('run', { id }, { ...JOB, jobId: id });
    } catch (error) {
      log.debug({ error: String(error) }, 'Could not look for simulations, trying again');
    } finally {
      looking = false;
    }
  }, LOOK_EVERY_MS);

  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      await worker.close();
      await queue.close();
      await connection.quit();
    },
  };
}
