import { randomInt, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Simulation, SimulationRequest } from '#contracts/simulation';
import { globalKeys } from '#infra/keys';
import { runScript } from '#infra/lua';

const KEPT = 100;
const MAX_OPEN = 20;
const STOP_KEPT_SECONDS = 7_200;

/**
 * Where a run goes on after a crash. Items before `next` were acknowledged; none from `reserved` on was ever sent,
 * so what became of the ones between is known once they have been sent again, with the same message IDs.
 */
export type Progress = {
  simulation: Simulation;
  next: number;
  reserved: number;
  /** The run that may change it; empty until one has begun. */
  owner: string;
};

const keysOf = (id: string) => {
  const { simulations } = globalKeys();
  return { simulation: `${simulations}:${id}`, stop: `${simulations}:stop:${id}` };
};
const indexKey = () => `${globalKeys().simulations}:index`;
const openKey = () => `${globalKeys().simulations}:open`;
const versionKey = () => `${globalKeys().simulations}:version`;

const OVER: readonly Simulation['state'][] = ['done', 'stopped', 'failed'];
export const isOver = (simulation: Simulation) => OVER.includes(simulation.state);

/** Writes down a simulation for a simulator to find; null when too many are open already. */
export async function createSimulation(redis: Redis, request: SimulationRequest): Promise<Simulation | null> {
  if ((await redis.scard(openKey())) >= MAX_OPEN) return null;
  await forgetOld(redis);
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
  await saveProgress(redis, { simulation, next: 0, reserved: 0, owner: '' });
  return simulation;
}

/** Saves the progress if its owner is still the one given; a new owner takes it over. False when another has it. */
export async function saveProgress(
  redis: Redis,
  { simulation, next, reserved, owner }: Progress,
  newOwner = owner,
): Promise<boolean> {
  const { id, createdAt } = simulation;
  const keys = [keysOf(id).simulation, indexKey(), openKey(), versionKey()];
  const args = [owner, newOwner, JSON.stringify(simulation), next, reserved];
  args.push(id, Date.parse(createdAt), isOver(simulation) ? 1 : 0);
  return (await runScript(redis, 'save-simulation', keys, args)) === 1;
}

/** Ids of the simulations that are queued or running. */
export function openSimulations(redis: Redis): Promise<string[]> {
  return redis.smembers(openKey());
}

/** Whether a simulation runs whose alerts are to be told outside. */
export async function isNotifying(redis: Redis): Promise<boolean> {
  const open = await Promise.all((await openSimulations(redis)).map((id) => findSimulation(redis, id)));
  return open.some((simulation) => simulation?.notify);
}

export async function readProgress(redis: Redis, id: string): Promise<Progress | null> {
  const names = ['simulation', 'next', 'reserved', 'owner'] as const;
  const [simulation, next, reserved, owner] = await redis.hmget(keysOf(id).simulation, ...names);
  if (!simulation) return null;
  return {
    simulation: JSON.parse(simulation) as Simulation,
    next: Number(next),
    reserved: Number(reserved),
    owner: owner ?? '',
  };
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

/** Asks the simulator to stop; one that none has begun is stopped at once. Returns it as it is now, null if unknown. */
export async function stopSimulation(redis: Redis, id: string): Promise<Simulation | null> {
  const found = await readProgress(redis, id);
  if (!found || isOver(found.simulation)) return found?.simulation ?? null;
  await redis.set(keysOf(id).stop, '1', 'EX', STOP_KEPT_SECONDS);
  if (found.simulation.state !== 'queued') return found.simulation;
  const simulation: Simulation = { ...found.simulation, state: 'stopped', endedAt: new Date().toISOString() };
  // Not saved when a simulator has begun meanwhile: that one sees the wish itself.
  await saveProgress(redis, { ...found, simulation });
  return findSimulation(redis, id);
}

export async function isStopAsked(redis: Redis, id: string): Promise<boolean> {
  return (await redis.exists(keysOf(id).stop)) === 1;
}

/** Keeps the newest, and those that are not over. */
async function forgetOld(redis: Redis): Promise<void> {
  const [beyond, open] = await Promise.all([redis.zrevrange(indexKey(), KEPT, -1), openSimulations(redis)]);
  const old = beyond.filter((id) => !open.includes(id));
  if (old.length === 0) return;
  await redis
    .multi()
    .zrem(indexKey(), ...old)
    .del(...old.map((id) => keysOf(id).simulation))
    .exec();
}
