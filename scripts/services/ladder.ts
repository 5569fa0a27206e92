import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { freePorts, isPortFree } from '../ports.ts';
import { isOurs, stopLeftover, writeAtomically } from '../processes.ts';
import { say, step, UserError } from '../report.ts';
import { dockerAnswers, removeDockerData, startDockerKafka, startDockerRedis } from './docker.ts';
import { ensureTools } from './install.ts';
import { startNativeKafka } from './kafka.ts';
import { startNativeRedis } from './redis.ts';
import type { Service } from './service.ts';

/** Kept between starts: Kafka tells clients its own address, so the port should stay. `owner` is who runs them now. */
const Ports = z.object({ broker: z.number(), controller: z.number(), redis: z.number(), owner: z.number().optional() });
type Ports = z.infer<typeof Ports>;

export type Services = {
  brokers: string[];
  redisUrl: string;
  /** Stops what was started here, Kafka and Redis together; what was given is left alone. */
  stop: () => Promise<void>;
};

function readPorts(file: string): Ports | undefined {
  try {
    return Ports.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The ports of the last start, each replaced when it is taken now. */
async function choosePorts(kept: Ports | undefined): Promise<Ports> {
  const fresh = await freePorts(3);
  const choose = async (port: number | undefined, index: number) => {
    const chosen = port !== undefined && (await isPortFree(port)) ? port : fresh[index];
    if (chosen === undefined) throw new Error('The system gave no port');
    return chosen;
  };
  return {
    broker: await choose(kept?.broker, 0),
    controller: await choose(kept?.controller, 1),
    redis: await choose(kept?.redis, 2),
  };
}

function given(address: string): Service {
  return { kind: 'given', address, stop: async () => {} };
}

/** The pid of another start of this project that runs the services of this folder. */
export function liveOwner(dataFolder: string): number | undefined {
  const owner = readPorts(path.join(dataFolder, 'services.json'))?.owner;
  return owner !== undefined && owner !== process.pid && isOurs(owner, ['scripts/run.mjs']) ? owner : undefined;
}

/** A killed start leaves its Kafka and Redis running; they hold the ports and the data. */
async function stopLeftovers(dataFolder: string): Promise<void> {
  for (const name of ['kafka', 'redis']) {
    if (await stopLeftover(path.join(dataFolder, name, `${name}.pid.json`))) {
      say(`⚠ A ${name} process left behind by an earlier start was stopped`);
    }
  }
}

type Needs = { kafka: boolean; redis: boolean };

async function prepare(needs: Needs): Promise<'docker' | 'native' | 'none'> {
  if (!needs.kafka && !needs.redis) return 'none';
  if (dockerAnswers()) return 'docker';
  say('✓ No Docker engine answers, so native services are used');
  await ensureTools(
    [...(needs.redis ? (['redis-server'] as const) : []), ...(needs.kafka ? (['java', 'mvn'] as const) : [])],
    'Running Kafka and Redis without Docker',
  );
  return 'native';
}

function emptyData(dataFolder: string, way: string): void {
  for (const service of ['kafka', 'redis']) {
    const folder = path.join(dataFolder, service);
    if (way === 'docker') removeDockerData(service, folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

const label = (name: string) => (service: Service) => `${name} is ready at ${service.address} (${service.kind})`;

/** Both at once; when one fails, the other is stopped before the failure is told. */
async function startBoth(kafka: Promise<Service>, redis: Promise<Service>): Promise<[Service, Service]> {
  const results = await Promise.allSettled([kafka, redis]);
  const [first, second] = results;
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const result of results) if (result.status === 'fulfilled') await result.value.stop();
  throw results.find((result) => result.status === 'rejected')?.reason;
}

/**
 * Kafka and Redis for development and tests: each from its environment variable when set, else from Docker when an
 * engine answers, else native. Data and notes are kept in `folder`.
 */
export async function startServices(folder: string, { reset = false } = {}): Promise<Services> {
  const dataFolder = path.resolve(folder);
  const owner = liveOwner(dataFolder);
  if (owner !== undefined) {
    throw new UserError(
      `Another start of this folder is running (pid ${owner}): stop it first with Ctrl-C, or with \`kill ${owner}\`.`,
    );
  }
  const { KAFKA_BROKERS, REDIS_URL } = process.env;
  const way = await prepare({ kafka: !KAFKA_BROKERS, redis: !REDIS_URL });
  await stopLeftovers(dataFolder);
  if (reset) emptyData(dataFolder, way);
  mkdirSync(dataFolder, { recursive: true });
  const portsFile = path.join(dataFolder, 'services.json');
  const ports = await choosePorts(existsSync(portsFile) ? readPorts(portsFile) : undefined);
  writeAtomically(portsFile, JSON.stringify({ ...ports, owner: process.pid }));
  const startKafka = async () => {
    if (KAFKA_BROKERS) return given(KAFKA_BROKERS);
    const folder = path.join(dataFolder, 'kafka');
    return step(
      'Start Kafka',
      () => (way === 'docker' ? startDockerKafka(folder, ports.broker) : startNativeKafka(folder, ports)),
      label('Kafka'),
    );
  };
  const startRedis = async () => {
    if (REDIS_URL) return given(REDIS_URL);
    const folder = path.join(dataFolder, 'redis');
    return step(
      'Start Redis',
      () => (way === 'docker' ? startDockerRedis(folder, ports.redis) : startNativeRedis(folder, ports.redis)),
      label('Redis'),
    );
  };
  const [kafka, redis] = await startBoth(startKafka(), startRedis());
  if (kafka.kind === 'given') say(`✓ Kafka given by KAFKA_BROKERS: ${kafka.address}`);
  if (redis.kind === 'given') say(`✓ Redis given by REDIS_URL: ${new URL(redis.address).host}`);
  return {
    brokers: kafka.address.split(','),
    redisUrl: redis.address,
    stop: async () => {
      await Promise.all([kafka.stop(), redis.stop()]);
      writeAtomically(portsFile, JSON.stringify(ports));
    },
  };
}
