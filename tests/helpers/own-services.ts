import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, freePorts } from '#scripts/ports';
import { startNativeKafka } from '#scripts/services/kafka';
import { startNativeRedis } from '#scripts/services/redis';
import type { NativeService } from '#scripts/services/service';
import { freeze, thaw } from './freeze.ts';
import { onCleanup } from './run.ts';

/** A Kafka or Redis of one test alone, which it may stop, freeze and start again; its data stays between starts. */
export type OwnService = {
  /** Known before it runs. */
  address: string;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  freeze: () => Promise<void>;
  thaw: () => void;
};

export async function ownRedis(): Promise<OwnService> {
  const port = await freePort();
  return ownService(`redis://127.0.0.1:${port}`, (folder) => startNativeRedis(folder, port));
}

export async function ownKafka(): Promise<OwnService> {
  const [broker, controller] = (await freePorts(2)) as [number, number];
  return ownService(`127.0.0.1:${broker}`, (folder) => startNativeKafka(folder, { broker, controller }));
}

async function ownService(address: string, launch: (folder: string) => Promise<NativeService>): Promise<OwnService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yeoul-service-'));
  onCleanup(() => rm(folder, { recursive: true, force: true }));
  let running: NativeService | undefined;
  const stop = async () => {
    await running?.stop();
    running = undefined;
  };
  onCleanup(stop);
  const pid = () => {
    const found = running?.pid();
    if (!found) throw new Error(`${address} does not run`);
    return found;
  };
  return {
    address,
    async start() {
      running = await launch(folder);
    },
    stop,
    freeze: () => freeze(pid()),
    thaw: () => thaw(pid()),
  };
}
