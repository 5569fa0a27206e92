import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { runTool } from '../exec.ts';
import { isPortOpen } from '../ports.ts';
import { say, step, UserError } from '../report.ts';
import { logHolds, type NativeService, spawnLogged, startReady } from './service.ts';

export const KAFKA_VERSION = '4.4.0';

/** Jars are the same for every clone, so they are kept once per user. */
function jarsFolder(): string {
  const cache = process.env.YEOUL_CACHE || path.join(homedir(), '.cache', 'yeoul');
  return path.resolve(cache, `kafka-${KAFKA_VERSION}`);
}

/** Gets the broker's jars by Maven unless they are in the cache. A cache folder is there whole or not at all. */
async function fetchJars(): Promise<string> {
  const folder = jarsFolder();
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}.tmp`;
  await step(`Fetch Kafka ${KAFKA_VERSION} from Maven Central (43 MB, once)`, async () => {
    mkdirSync(temporary, { recursive: true });
    const pom = path.resolve('scripts/services/kafka-pom.xml');
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${temporary}`];
    const { code, output } = await runTool('mvn', ['-q', '-B', '-f', pom, ...goal]);
    if (code === 0) return;
    rmSync(temporary, { recursive: true, force: true });
    throw new UserError(
      `Maven could not fetch Kafka: check the network (or set KAFKA_BROKERS to a Kafka of yours) and run this again.\n${output.trim().slice(-1_000)}`,
    );
  });
  try {
    renameSync(temporary, folder);
  } catch (error) {
    // Another start was quicker; its jars are the same.
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/**
 * `proxied`: further listeners whose clients are told another port, that of a proxy before the broker, so that tests
 * can cut one client off.
 */
export type KafkaPorts = { broker: number; controller: number; proxied?: { listen: number; advertised: number }[] };

/** server.properties of a single broker that is also its own controller. */
export function kafkaProperties(dataFolder: string, ports: KafkaPorts): string {
  const proxied = ports.proxied ?? [];
  const on = (port: (each: { listen: number; advertised: number }) => number) =>
    proxied.map((each, i) => `,PROXY${i}://127.0.0.1:${port(each)}`).join('');
  return `${[
    'process.roles=broker,controller',
    'node.id=1',
    // Static voters, not `format --standalone`: that writes the controller's port into the data, and a start after the
    // port was taken by somebody else would wait for ever.
    `controller.quorum.voters=1@127.0.0.1:${ports.controller}`,
    `listeners=PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}${on((each) => each.listen)}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}${on((each) => each.advertised)}`,
    `listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT${proxied.map((_, i) => `,PROXY${i}:PLAINTEXT`).join('')}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    `log.dirs=${dataFolder}`,
    'num.network.threads=2',
    'num.io.threads=4',
    'num.partitions=1',
    'offsets.topic.num.partitions=4',
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    'delete.topic.enable=true',
    // 1 MiB of payload and room for the batch around it.
    'message.max.bytes=1179648',
    'controlled.shutdown.enable=true',
  ].join('\n')}\n`;
}

/** A random id as Kafka writes them. Like Kafka's own it never begins with `-`, which a command line takes for an option. */
export function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

async function format(classPath: string, config: string, dataFolder: string): Promise<void> {
  if (existsSync(path.join(dataFolder, 'meta.properties'))) return;
  const args = ['-Xmx256m', '-cp', classPath, 'kafka.tools.StorageTool', 'format'];
  const { code, output } = await runTool('java', [...args, '-t', newClusterId(), '-c', config]);
  if (code !== 0) throw new UserError(`Kafka's storage could not be prepared in ${dataFolder}:\n${output.trim()}`);
}

/** Starts a Kafka of our own, with its data in `folder`. */
export async function startNativeKafka(folder: string, ports: KafkaPorts): Promise<NativeService> {
  const pidFile = path.join(folder, 'kafka.pid.json');
  const logFile = path.join(folder, 'kafka.log');
  const config = path.join(folder, 'server.properties');
  const dataFolder = path.join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  const classPath = path.join(await fetchJars(), '*');
  writeFileSync(config, kafkaProperties(dataFolder, ports));
  await format(classPath, config, dataFolder);
  const logging = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.log.kafka.server=info'];
  const args = ['-Xmx512m', '-XX:+ExitOnOutOfMemoryError', ...logging, '-cp', classPath, 'kafka.Kafka', config];
  const managed = await startReady({
    name: 'Kafka',
    say,
    pidFile,
    marks: ['kafka.Kafka', config],
    logFile,
    limitMs: 90_000,
    start: () => spawnLogged('java', args, logFile),
    isReady: async () => (await isPortOpen(ports.broker)) && logHolds(logFile, 'Kafka Server started'),
  });
  return { kind: 'native', address: `127.0.0.1:${ports.broker}`, stop: () => managed.stop(30_000), pid: managed.pid };
}
