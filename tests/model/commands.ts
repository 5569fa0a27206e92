import fc from 'fast-check';
import { drafts, produce } from './records.ts';
import type { System } from './system.ts';

type Action = { name: string; run: (system: System) => Promise<void> | void };
export type Command = fc.AsyncCommand<System, System>;

const action = <T>(
  name: string,
  values: fc.Arbitrary<T>,
  run: (system: System, values: T) => Promise<void> | void,
): fc.Arbitrary<Action> =>
  values.map((chosen) => ({
    name: `${name} ${fc.stringify(chosen)}`,
    run: (system) => run(system, chosen),
  }));

/** Mostly the first, so that it comes far; the other one grows old meanwhile. */
const relay = fc.constantFrom(0, 0, 0, 1);
const consumer = fc.nat(2);
const back = fc.constantFrom(0, 0, 1, 1, 2, 4);
const few = fc.integer({ min: 1, max: 4 });
const times = fc.constantFrom(1, 1, 1, 2);

const relayOf = (system: System, index: number) => system.relays[index] as System['relays'][number];
const consumerOf = (system: System, index: number) => system.consumers[index] as System['consumers'][number];

const writing = action('produce', drafts, ({ kafka, startSecond }, chosen) =>
  produce(kafka.slots, chosen, startSecond),
);
const retention = action('retention', fc.constantFrom(1, 1, 2, 4), ({ kafka }, count) => kafka.retain(count));
const relayStep = action('relay step', fc.tuple(relay, few, times), (system, [which, records, sends]) =>
  relayOf(system, which).step(records, sends),
);
const rollBack = action('roll back', back, (system, count) => system.rollBack(count));
const appendLate = action('append arrives late', fc.tuple(relay, back), (system, [which, count]) =>
  relayOf(system, which).arriveLate(count),
);
const apply = (name: string, isAnswered: boolean) =>
  action(name, fc.tuple(fc.nat(5), times), async (system, [pick, sends]) => {
    const holders = system.holders();
    const holder = holders[pick % holders.length];
    await holder?.consumer.apply(holder.batch, sends, isAnswered);
  });

/** What may happen between two steps of an alignment. */
const nothing = fc.constant<Action>({ name: 'nothing', run: () => {} });
const meanwhile = fc.oneof({ weight: 3, arbitrary: nothing }, writing, retention, relayStep, rollBack, appendLate);
const relayTake = fc.tuple(relay, meanwhile, meanwhile).map(
  ([which, ...between]): Action => ({
    name: `relay take ${which}, meanwhile ${between.map(({ name }) => name).join(', then ')}`,
    run: (system) => relayOf(system, which).take(between.map((each) => async () => each.run(system))),
  }),
);

const WEIGHTS: [weight: number, arbitrary: fc.Arbitrary<Action>][] = [
  [12, writing],
  [24, relayStep],
  [4, relayTake],
  [2, action('relay crash', relay, (system, which) => relayOf(system, which).crash())],
  [1, action('relay gives back', relay, (system, which) => relayOf(system, which).giveBack())],
  [4, appendLate],
  [2, retention],
  [18, action('read', fc.tuple(consumer, few), (system, [which, count]) => consumerOf(system, which).read(count))],
  [24, apply('apply', true)],
  [2, apply('apply and die', false)],
  [
    4,
    action('apply arrives late', fc.tuple(consumer, back), (system, [which, count]) =>
      consumerOf(system, which).arriveLate(count),
    ),
  ],
  [6, action('claim', fc.tuple(consumer, few), (system, [which, count]) => consumerOf(system, which).claim(count))],
  [2, action('die', consumer, (system, which) => consumerOf(system, which).crash())],
  [
    2,
    action('forget others', fc.tuple(consumer, consumer, few), (system, [which, reader, count]) =>
      consumerOf(system, which).forgetOthers(() => consumerOf(system, reader).read(count)),
    ),
  ],
  [8, action('snapshot', fc.constant(0), ({ snapshots, ledger }) => snapshots.take(ledger))],
  [6, rollBack],
  [1, action('Redis loses all', fc.constant(0), (system) => system.loseAll())],
  [2, action('time passes', fc.integer({ min: 1, max: 1_500 }), (system, seconds) => system.pass(seconds))],
];

/** One command of a sequence: an action, and the books balance after it. */
export const anyCommand: fc.Arbitrary<Command> = fc
  .oneof(...WEIGHTS.map(([weight, arbitrary]) => ({ weight, arbitrary })))
  .map(({ name, run }) => ({
    check: () => true,
    run: async (_model, system) => {
      await run(system);
      await system.checkBooks();
    },
    toString: () => name,
  }));
