import { setTimeout as sleep } from 'node:timers/promises';
import { freeze, thaw } from '#tests/helpers/freeze';
import { until } from '#tests/helpers/until';
import { type Cluster, RELAYS, WEBS } from '../cluster.ts';
import type { Fault, FaultContext, Injected } from './fault.ts';
import { streamsAreFull } from './redis-state.ts';

/** Longer than the consumer's session in Kafka (10 s) and than the lease (2 s). */
const RELAY_FROZEN_MS = 12_000;
/** Longer than the time after which entries are claimed (2 s). */
const WEB_FROZEN_MS = 5_000;

const running = (cluster: Cluster, names: string[]) => names.filter((name) => cluster.stack.pids[name]);
/** The relays that hold partitions of the topic as it is now, once all are held. */
async function owners(cluster: Cluster): Promise<number> {
  const { partitions, epoch } = await cluster.pipeline();
  const held = partitions.filter((each) => each.epoch === epoch).map(({ owner }) => owner);
  return held.includes(null) ? 0 : new Set(held).size;
}

async function kill({ cluster, choose }: FaultContext, names: string[]): Promise<Injected> {
  const target = choose(running(cluster, names));
  const since = Date.now();
  await cluster.stack.kill(target, 'SIGKILL');
  return { since, target };
}

async function freezeFor({ cluster, choose }: FaultContext, names: string[], lengthMs: number): Promise<Injected> {
  const target = choose(running(cluster, names));
  const pid = cluster.stack.pids[target] as number;
  const since = Date.now();
  await freeze(pid);
  const over = sleep(lengthMs).then(() => thaw(pid));
  return { since, target, over };
}

export const PROCESS_FAULTS: Fault[] = [
  { kind: 'relay-kill', inject: (context) => kill(context, RELAYS) },
  { kind: 'relay-freeze', inject: (context) => freezeFor(context, RELAYS, RELAY_FROZEN_MS) },
  {
    kind: 'relay-leave',
    async inject({ cluster, choose }) {
      const target = choose(running(cluster, RELAYS));
      const since = Date.now();
      await cluster.stack.hold(target);
      return { since, target, over: cluster.stack.restart(target) };
    },
  },
  {
    kind: 'relay-join',
    async inject({ cluster, choose }) {
      const target = choose(running(cluster, RELAYS));
      await cluster.stack.hold(target);
      await until('the others have all partitions', async () => (await owners(cluster)) === RELAYS.length - 1);
      const since = Date.now();
      await cluster.stack.restart(target);
      const over = until('it has its share', async () => (await owners(cluster)) === RELAYS.length);
      return { since, target, over };
    },
  },
  { kind: 'web-kill', inject: (context) => kill(context, WEBS) },
  {
    kind: 'web-freeze',
    async inject(context) {
      const injected = await freezeFor(context, WEBS, WEB_FROZEN_MS);
      return { ...injected, blind: injected.target };
    },
  },
  {
    kind: 'rolling-restart',
    async inject({ cluster }) {
      const since = Date.now();
      const over = (async () => {
        for (const name of [...RELAYS, ...WEBS]) {
          await cluster.stack.restart(name);
          await cluster.stack.untilHealthy();
        }
      })();
      return { since, target: 'all', over };
    },
  },
  {
    kind: 'streams-full',
    async inject({ cluster }) {
      for (const name of WEBS) await cluster.stack.hold(name, 'SIGKILL');
      await until('every stream is full', () => streamsAreFull(cluster));
      const since = Date.now();
      for (const name of WEBS) await cluster.stack.restart(name);
      return { since, target: 'all streams' };
    },
  },
];
