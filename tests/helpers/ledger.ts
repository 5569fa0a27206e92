import type { Counts } from '#contracts/api';
import type { OutgoingRecord } from '#infra/kafka';

/** What the pipeline must show of the records written: counted cells by second and name, and what became of the rest. */
export type Ledger = {
  records: OutgoingRecord[];
  cells: Map<string, number>;
  counted: number;
  duplicates: number;
  late: number;
  future: number;
  malformed: Set<string>;
};

const NAMES = [
  'Product Viewed',
  'Product Added',
  'Checkout Started',
  'Order Completed',
  'Products Searched',
  'Legacy Ping',
];
const MALFORMED = [
  (n: number) => `not json ${n}`,
  (n: number) => JSON.stringify({ type: 'track', event: 42, userId: `bad-${n}`, timestamp: new Date(n).toISOString() }),
  (n: number) => JSON.stringify({ type: 'track', event: 'Product Viewed', userId: `bad-${n}`, timestamp: n }),
  (n: number) =>
    JSON.stringify({ type: 'track', event: `x${n}`.repeat(5_000), userId: 'bad', timestamp: '2026-01-01T00:00:00Z' }),
  (n: number) => `{"n":${n},"__proto__":{"type":"track"}}`,
  (n: number) => `${n}${'['.repeat(2_000)}`,
];

/**
 * Records in the order to write them: 1 % duplicates, 0.5 % malformed, 1 % an hour late (they still reach their
 * second), 0.1 % from 1970 and 0.1 % from 2099; a tenth have no messageId, so that nothing but the pipeline's own
 * exactness keeps them from counting twice. `endSecond` is the newest second of the ordinary ones.
 */
export function makeLedger(count: number, endSecond: number, runId: string): Ledger {
  const ledger: Ledger = {
    records: [],
    cells: new Map(),
    counted: 0,
    duplicates: 0,
    late: 0,
    future: 0,
    malformed: new Set(),
  };
  for (let n = 0; n < count; n += 1) {
    const key = `user-${n % 997}`;
    if (n % 200 === 7) {
      const make = MALFORMED[Math.floor(n / 200) % MALFORMED.length] as (n: number) => string;
      const value = make(n);
      ledger.malformed.add(value);
      ledger.records.push({ key, value });
    } else addEvent(ledger, n, key, endSecond, runId);
  }
  return ledger;
}

function addEvent(ledger: Ledger, n: number, key: string, endSecond: number, runId: string): void {
  const name = NAMES[n % NAMES.length] as string;
  const identified = n % 10 !== 0;
  const kind = n % 1_000 === 501 ? 'late' : n % 1_000 === 502 ? 'future' : 'counted';
  const second = { late: 86_400, future: 4_070_908_800, counted: endSecond - (n % 90) - (n % 100 === 3 ? 3_600 : 0) }[
    kind
  ];
  const value = JSON.stringify({
    type: 'track',
    event: name,
    ...(identified ? { messageId: `${runId}-${n}` } : {}),
    userId: key,
    timestamp: new Date(second * 1_000 + (n % 1_000)).toISOString(),
    properties: { revenue: 100 + (n % 7), query: `한지 ${n % 5}` },
    context: n % 3 === 0 ? { simulated: true } : {},
  });
  ledger.records.push({ key, value });
  ledger[kind] += 1;
  if (kind === 'counted') {
    const cell = cellOf(new Date(second * 1_000).toISOString(), name);
    ledger.cells.set(cell, (ledger.cells.get(cell) ?? 0) + 1);
  }
  if (n % 100 === 51 && identified) {
    ledger.records.push({ key, value });
    ledger.duplicates += 1;
  }
}

export const cellOf = (windowStart: string, name: string) => `${windowStart} ${name}`;

/** Cells in which the counts differ from the ledger. */
export function differences(ledger: Ledger, counts: Counts): string[] {
  const found = new Map<string, number>();
  for (const { name, points } of counts.series) for (const [at, count] of points) found.set(cellOf(at, name), count);
  const cells = new Set([...ledger.cells.keys(), ...found.keys()]);
  return [...cells].flatMap((cell) => {
    const expected = ledger.cells.get(cell) ?? 0;
    const actual = found.get(cell) ?? 0;
    return expected === actual ? [] : [`${cell}: expected ${expected}, found ${actual}`];
  });
}
