import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { exchange, isPortOpen } from '../ports.ts';
import { say } from '../report.ts';
import { KAFKA_VERSION } from './kafka.ts';
import { REDIS_FLAGS } from './redis.ts';
import { logHolds, type Service, spawnLogged, startReady } from './service.ts';

export const REDIS_IMAGE = 'redis:7';
export const KAFKA_IMAGE = `apache/kafka:${KAFKA_VERSION}`;

/** True when a Docker engine answers within 2 s. */
export function dockerAnswers(): boolean {
  const { status } = spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 2_000, killSignal: 'SIGKILL' });
  return status === 0;
}

/** Containers and volumes are named after the data folder, so that two clones never meet. */
export function dockerName(service: string, folder: string): string {
  return `yeoul-${service}-${createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 10)}`;
}

/** Removes a container and its unnamed volumes; the data is in a named one and stays. */
function removeContainer(name: string): void {
  spawnSync('docker', ['rm', '--force', '--volumes', name], { stdio: 'ignore' });
}

/** Removes the data that a container of this folder keeps. */
export function removeDockerData(service: string, folder: string): void {
  const name = dockerName(service, folder);
  removeContainer(name);
  spawnSync('docker', ['volume', 'rm', '--force', name], { stdio: 'ignore' });
}

type Container = {
  service: string;
  label: string;
  folder: string;
  runArgs: string[];
  isReady: () => Promise<boolean>;
};

/**
 * Runs a container in the foreground as a child: it ends with our SIGTERM, which Docker passes on. Removed afterwards all
 * the same: a client that was killed, or told to stop before the container ran, leaves it behind. Resolves with its stop.
 */
async function startContainer({ service, label, folder, runArgs, isReady }: Container): Promise<() => Promise<void>> {
  const name = dockerName(service, folder);
  const logFile = path.join(folder, `${service}.log`);
  const options = {
    name: label,
    say,
    pidFile: path.join(folder, `${service}.pid.json`),
    marks: ['docker', name],
    logFile,
    // The first start downloads the image.
    limitMs: 300_000,
    start: () => {
      removeContainer(name);
      return spawnLogged('docker', ['run', '--rm', '--name', name, ...runArgs], logFile);
    },
    isReady,
  };
  try {
    const managed = await startReady(options);
    return async () => {
      await managed.stop(30_000);
      removeContainer(name);
    };
  } catch (error) {
    removeContainer(name);
    throw error;
  }
}

export async function startDockerRedis(folder: string, port: number): Promise<Service> {
  const volume = ['--volume', `${dockerName('redis', folder)}:/data`];
  const stop = await startContainer({
    service: 'redis',
    label: 'Redis',
    folder,
    runArgs: ['--publish', `127.0.0.1:${port}:6379`, ...volume, REDIS_IMAGE, 'redis-server', ...REDIS_FLAGS],
    isReady: async () => (await exchange(port, 'PING\r\n')).startsWith('+PONG'),
  });
  return { kind: 'docker', address: `redis://127.0.0.1:${port}`, stop };
}

/** Settings of the Kafka image; docker-compose.yml uses the same. */
function kafkaEnvironment(port: number): Record<string, string> {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_MESSAGE_MAX_BYTES: '1179648',
    KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    KAFKA_HEAP_OPTS: '-Xmx512m',
  };
}

export async function startDockerKafka(folder: string, port: number): Promise<Service> {
  const settings = Object.entries(kafkaEnvironment(port)).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const volume = ['--volume', `${dockerName('kafka', folder)}:/var/lib/kafka/data`];
  const logFile = path.join(folder, 'kafka.log');
  const stop = await startContainer({
    service: 'kafka',
    label: 'Kafka',
    folder,
    runArgs: ['--publish', `127.0.0.1:${port}:9092`, ...volume, ...settings, KAFKA_IMAGE],
    isReady: async () => (await isPortOpen(port)) && logHolds(logFile, 'Kafka Server started'),
  });
  return { kind: 'docker', address: `127.0.0.1:${port}`, stop };
}
