import { DelayedError, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ProducerQueue } from '#infra/kafka';
import type { Logger } from '#infra/logger';
import { openSimulations } from '#stores/simulations';
import { startJobs } from '../job-queue.ts';
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

  const jobs = startJobs(log, NAME, run, {
    concurrency: AT_ONCE,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_EVERY_MS,
    maxStalledCount: Number.MAX_SAFE_INTEGER,
  });
  jobs.worker.on('failed', (job, error) => {
    log.error({ id: job?.data.id, error: error.message, attempt: job?.attemptsMade }, 'A simulation failed');
    if (job && job.attemptsMade >= ATTEMPTS) void failSimulation(redis, job.data.id, error.message).catch(jobs.onError);
  });

  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    try {
      for (const id of await openSimulations(redis)) await jobs.queue.add('run', { id }, { ...JOB, jobId: id });
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
      await jobs.stop();
    },
  };
}
