import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pipeline } from '#contracts/pipeline';
import { freePort, freePorts } from '#scripts/ports';
import { startNativeKafka } from '#scripts/services/kafka';
import { startNativeRedis } from '#scripts/services/redis';
import type { NativeService } from '#scripts/services/service';
import { get } from '#tests/helpers/http';
import { type Stack, startStack } from '#tests/helpers/services';
import { createDoor, type Door } from './door.ts';

/** Streams fill within seconds when nobody reads them. */
export const STREAM_MAX_ENTRIES = 1_000;
/** The third relay joins and leaves. */
export const RELAYS = ['relay', 'relay-2', 'relay-3'];
export const WEBS = ['web', 'web-2'];

/** What connections between processes can be disturbed. */
export type Route = 'relay-redis' | 'relay-kafka' | 'web-redis';

export type Cluster = {
  stack: Stack;
  kafka: NativeService;
  redis: NativeService;
  brokerPort: number;
  redisPort: number;
  redisFolder: string;
  /** A door of each process on the route. */
  doors: Record<Route, { process: string; door: Door }[]>;
  pipeline: () => Promise<Pipeline>;
  stop: () => Promise<void>;
};

/** Starts a Kafka, a Redis, three relays and two webs of one run alone, each behind doors of its own. */
export async function startCluster(random: () => number, projectRoot: string | undefined): Promise<Cluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yeoul-chaos-'));
  const redisFolder = path.join(folder, 'redis');
  const redisPort = await freePort();
  const [broker, controller, ...listeners] = (await freePorts(2 + RELAYS.length)) as [number, number, ...number[]];
  const kafkaDoors = await Promise.all(listeners.map((port) => createDoor(port, random)));
  const proxied = listeners.map((listen, i) => ({ listen, advertised: (kafkaDoors[i] as Door).port }));
  const processes = [...RELAYS, ...WEBS];
  const redisDoors = await Promise.all(processes.map(() => createDoor(redisPort, random)));
  const behind = (names: string[]) =>
    names.map((process) => ({ process, door: redisDoors[processes.indexOf(process)] as Door }));
  const doors: Cluster['doors'] = {
    'relay-redis': behind(RELAYS),
    'web-redis': behind(WEBS),
    'relay-kafka': RELAYS.map((process, i) => ({ process, door: kafkaDoors[i] as Door })),
  };
  const [kafka, redis] = await Promise.all([
    startNativeKafka(path.join(folder, 'kafka'), { broker, controller, proxied }),
    startNativeRedis(redisFolder, redisPort),
  ]);
  const doorOf = (route: Route, name: string) => doors[route].find((each) => each.process === name)?.door.port;
  const stack = await startStack({
    relay: RELAYS.length,
    web: WEBS.length,
    supervise: true,
    projectRoot,
    env: {
      KAFKA_BROKERS: kafka.address,
      REDIS_URL: redis.address,
      STREAM_MAX_ENTRIES: String(STREAM_MAX_ENTRIES),
    },
    envOf: (name): Record<string, string> =>
      name.startsWith('relay')
        ? {
            REDIS_URL: `redis://127.0.0.1:${doorOf('relay-redis', name)}`,
            KAFKA_BROKERS: `127.0.0.1:${doorOf('relay-kafka', name)}`,
          }
        : { REDIS_URL: `redis://127.0.0.1:${doorOf('web-redis', name)}` },
  });
  return {
    stack,
    kafka,
    redis,
    brokerPort: broker,
    redisPort,
    redisFolder,
    doors,
    pipeline: async () => get<Pipeline>(`${await answering(stack)}/api/pipeline`),
    async stop() {
      await stack.stop();
      for (const door of [...kafkaDoors, ...redisDoors]) door.close();
      await Promise.all([kafka.stop(), redis.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A web process that answers. */
export async function answering(stack: Stack): Promise<string> {
  for (const url of stack.urls) {
    const isOk = await fetch(`${url}/api/pipeline`, { signal: AbortSignal.timeout(3_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isOk) return url;
  }
  throw new Error('No web process answers');
}
