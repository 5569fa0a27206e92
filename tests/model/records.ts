import fc from 'fast-check';

/** What must become of a record when it is the first with its message ID. */
export type Fate =
  | { kind: 'counted'; second: number; name: string; traffic: 'r' | 's'; revenue: number }
  | { kind: 'late' | 'future' | 'rejected' };

/** A record as a producer wrote it. Its fate is known from how it was made, not from reading its bytes. */
export type Produced = { key: Buffer | null; value: Buffer; timestamp: string; messageId: string | null; fate: Fate };

export type Draft =
  | { kind: 'event'; name: string; secondsAgo: number; simulated: boolean; identified: boolean }
  | { kind: 'late' | 'future'; identified: boolean }
  | { kind: 'malformed'; bytes: number[] }
  /** The same bytes as an earlier record. */
  | { kind: 'copy'; back: number }
  | { kind: 'marker' };

const identified = fc.constantFrom(true, true, false);
const event = fc.record({
  kind: fc.constant('event' as const),
  name: fc.constantFrom('Product Viewed', 'Order Completed', 'Legacy Ping'),
  secondsAgo: fc.nat(2),
  simulated: fc.boolean(),
  identified,
});

export const drafts: fc.Arbitrary<Draft[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: event },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('copy' as const), back: fc.nat(5) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('malformed' as const),
        bytes: fc.array(fc.nat(255), { maxLength: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('late' as const, 'future' as const), identified }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('marker' as const) }) },
  ),
  { minLength: 1, maxLength: 5 },
);

const LATE_SECOND = 86_400;
const FUTURE_SECOND = 4_070_908_800;

/** Adds what the drafts describe to the log's slots; `now` is the second that `secondsAgo` counts from. */
export function produce(slots: (Produced | null)[], drafts: Draft[], now: number): void {
  for (const draft of drafts) slots.push(toRecord(draft, slots, now));
}

function toRecord(draft: Draft, slots: (Produced | null)[], now: number): Produced | null {
  const offset = slots.length;
  switch (draft.kind) {
    case 'marker':
      return null;
    case 'copy':
      return slots.filter((slot) => slot !== null).at(-1 - draft.back) ?? null;
    case 'malformed':
      // An opening brace alone is no JSON, whatever bytes follow.
      return { ...envelope(offset, Buffer.from([123, ...draft.bytes, 123])), fate: { kind: 'rejected' } };
    case 'event': {
      const { name, simulated } = draft;
      const second = now - draft.secondsAgo;
      const revenue = name === 'Order Completed' ? 1_234 : 0;
      const fate: Fate = { kind: 'counted', second, name, traffic: simulated ? 's' : 'r', revenue };
      return eventRecord(offset, draft.identified, second, fate, { name, simulated });
    }
    default: {
      const second = draft.kind === 'late' ? LATE_SECOND : FUTURE_SECOND;
      const fate: Fate = { kind: draft.kind };
      return eventRecord(offset, draft.identified, second, fate, { name: 'Product Viewed', simulated: false });
    }
  }
}

function eventRecord(
  offset: number,
  isIdentified: boolean,
  second: number,
  fate: Fate,
  { name, simulated }: { name: string; simulated: boolean },
): Produced {
  const messageId = isIdentified ? `message-${offset}` : null;
  const body = {
    type: 'track',
    event: name,
    ...(messageId ? { messageId } : {}),
    userId: `user-${offset % 3}`,
    timestamp: new Date(second * 1_000).toISOString(),
    properties: { revenue: 12.34, query: '한지' },
    context: { simulated },
  };
  return { ...envelope(offset, Buffer.from(JSON.stringify(body))), messageId, fate };
}

function envelope(offset: number, value: Buffer) {
  const timestamp = String(1_800_000_000_000 + offset);
  return { key: offset % 4 === 0 ? null : Buffer.from([offset % 256, 255]), value, timestamp, messageId: null };
}
