import { type Processor, Queue, Worker, type WorkerOptions } from 'bullmq';
import { globalKeys } from '#infra/keys';
import { createRepeatGuard, type Logger } from '#infra/logger';
import { createRedis } from '#infra/redis';

/** A BullMQ queue and this process's worker on it; `onError` tells of a Redis that does not answer, which is tried again. */
export function startJobs<T>(
  log: Logger,
  name: string,
  run: Processor<T>,
  options: Omit<WorkerOptions, 'connection' | 'prefix'>,
) {
  // Connections of BullMQ's own, one of them blocking: no time limit on commands.
  const connection = createRedis(log, { commandTimeout: undefined, socketTimeout: undefined });
  const prefix = globalKeys().queuePrefix;
  const queue = new Queue<T>(name, { connection, prefix });
  const worker = new Worker<T>(name, run, { connection, prefix, ...options });
  const isNew = createRepeatGuard();
  const onError = ({ message: error }: Error) => {
    if (isNew(error)) log.warn({ error }, `The queue of ${name} did not answer, trying again`);
  };
  queue.on('error', onError);
  worker.on('error', onError);
  return {
    queue,
    worker,
    onError,
    async stop() {
      await worker.close();
      await queue.close();
      await connection.quit();
    },
  };
}
