import { randomInt, randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Simulation, SimulationRequest } from '#contracts/simulation';
import { globalKeys } from '#infra/keys';

export const SIMULATION_QUEUE = 'simulations';
const KEPT = 100;
const MAX_WAITING = 20;
const STOP_KEPT_SECONDS = 7_200;

/** Where a run goes on after a crash: every record before `next` was acknowledged. */
export type Progress = { simulation: Simulation; next: number };

const keysOf = (id: string) => {
  const { simulations } = globalKeys();
  return { simulation: `${simulations}:${id}`, stop: `${simulations}:stop:${id}` };
};
const indexKey = () => `${globalKeys().simulations}:index`;
const versionKey = () => `${globalKeys().simulations}:version`;

const OVER: readonly Simulation['state'][] = ['done', 'stopped', 'failed'];
export const isOver = (simulation: Simulation) => OVER.includes(simulation.state);

export function simulationQueue(redis: Redis): Queue {
  return new Queue(SIMULATION_QUEUE, { connection: redis, prefix: globalKeys().queuePrefix });
}

/** Queues a simulation; null when too many are waiting already. */
export async function createSimulation(redis: Redis, request: SimulationRequest): Promise<Simulation | null> {
  const queue = simulationQueue(redis);
  if ((await queue.getWaitingCount()) >= MAX_WAITING) return null;
  const simulation: Simulation = {
    id: randomUUID(),
    scenario: request.scenario,
    rate: request.rate,
    seconds: request.seconds,
    seed: request.seed ?? randomInt(2 ** 32),
    notify: request.notify ?? false,
    state: 'queued',
    sent: 0,
    acknowledged: 0,
    malformed: 0,
    repeated: 0,
    progress: 0,
    createdAt: new Date().toISOString(),
    startedAt: null,
    endedAt: null,
    error: null,
  };
  await saveProgress(redis, { simulation, next: 0 });
  await redis.zadd(indexKey(), Date.now(), simulation.id);
  await forgetOld(redis);
  await queue.add('run', { id: simulation.id }, { jobId: simulation.id, removeOnComplete: true, removeOnFail: true });
  return simulation;
}

export async function saveProgress(redis: Redis, { simulation, next }: Progress): Promise<void> {
  await redis
    .multi()
    .hset(keysOf(simulation.id).simulation, 'simulation', JSON.stringify(simulation), 'next', next)
    .incr(versionKey())
    .exec();
}

export async function readProgress(redis: Redis, id: string): Promise<Progress | null> {
  const [simulation, next] = await redis.hmget(keysOf(id).simulation, 'simulation', 'next');
  return simulation ? { simulation: JSON.parse(simulation) as Simulation, next: Number(next) } : null;
}

export async function findSimulation(redis: Redis, id: string): Promise<Simulation | null> {
  return (await readProgress(redis, id))?.simulation ?? null;
}

/** Newest first. */
export async function listSimulations(redis: Redis, limit: number): Promise<Simulation[]> {
  const ids = await redis.zrevrange(indexKey(), 0, limit - 1);
  const found = await Promise.all(ids.map((id) => findSimulation(redis, id)));
  return found.filter((simulation) => simulation !== null);
}

/** Changes with every change of any simulation. */
export async function simulationsVersion(redis: Redis): Promise<string> {
  return (await redis.get(versionKey())) ?? '0';
}

/** Asks the worker to stop; one that no worker has begun is stopped at once. Returns it as it is now, null if unknown. */
export async function stopSimulation(redis: Redis, id: string): Promise<Simulation | null> {
  const found = await readProgress(redis, id);
  if (!found || isOver(found.simulation)) return found?.simulation ?? null;
  await redis.set(keysOf(id).stop, '1', 'EX', STOP_KEPT_SECONDS);
  if (found.simulation.state !== 'queued') return found.simulation;
  await simulationQueue(redis).remove(id);
  const simulation: Simulation = { ...found.simulation, state: 'stopped', endedAt: new Date().toISOString() };
  await saveProgress(redis, { simulation, next: 0 });
  return simulation;
}

export async function isStopAsked(redis: Redis, id: string): Promise<boolean> {
  return (await redis.exists(keysOf(id).stop)) === 1;
}

async function forgetOld(redis: Redis): Promise<void> {
  const old = await redis.zrevrange(indexKey(), KEPT, -1);
  if (old.length === 0) return;
  await redis
    .multi()
    .zrem(indexKey(), ...old)
    .del(...old.map((id) => keysOf(id).simulation))
    .exec();
}
