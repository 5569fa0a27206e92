import type { Cluster } from '../cluster.ts';
import type { LedgerProducer } from '../producer.ts';

export type FaultContext = {
  cluster: Cluster;
  producer: LedgerProducer;
  /** One of them, by the run's seed. */
  choose: <T>(choices: readonly T[]) => T;
  /** Waits until everything that Kafka acknowledged is relayed and settled. */
  drained: () => Promise<void>;
};

export type Injected = {
  /** From when the time to the first fresh count is measured (epoch ms): the fault itself unless it says otherwise. */
  since: number;
  /** What it hit, for the log. */
  target: string;
  /** A web process whose own browsers can see nothing until the fault ends. */
  blind?: string;
  /** Resolves when the fault is over, where it lasts. */
  over?: Promise<unknown>;
};

/** Something that goes wrong. `inject` returns when it has gone wrong, and does not wait until it is right again. */
export type Fault = { kind: string; inject: (context: FaultContext) => Promise<Injected> };
