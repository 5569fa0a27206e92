import { setTimeout as sleep } from 'node:timers/promises';
import type { Route } from '../cluster.ts';
import type { Fault } from './fault.ts';

const LENGTH_MS = { cut: 3_000, hang: 7_000, slow: 4_000 };
const ROUTES: Route[] = ['relay-redis', 'relay-kafka', 'web-redis'];
const DISTURBANCES = ['cut', 'hang', 'slow'] as const;

/** Each connection cut, hung or slowed, of one process that is chosen at random. */
export const CONNECTION_FAULTS: Fault[] = ROUTES.flatMap((route) =>
  DISTURBANCES.map((how) => ({
    kind: `${route}-${how}`,
    async inject({ cluster, choose }) {
      const { process, door } = choose(cluster.doors[route]);
      const since = Date.now();
      door.disturb(how);
      const over = sleep(LENGTH_MS[how]).then(() => door.mend());
      // With its connection to Redis cut a web can show nothing; one that hangs it has to notice by itself.
      const blind = route === 'web-redis' && how === 'cut' ? process : undefined;
      return { since, target: process, over, blind };
    },
  })),
);
