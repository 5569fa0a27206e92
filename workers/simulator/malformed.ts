/** Ways in which a record breaks the contract; `n` makes each one different. */
const KINDS: readonly ((n: number, event: Record<string, unknown>) => Buffer | string)[] = [
  (n) => `not json ${n}`,
  () => '',
  (n) => Buffer.from([0xff, 0xfe, 0x00, n & 0xff, (n >> 8) & 0xff]),
  (_n, event) => JSON.stringify({ ...event, event: undefined }),
  (_n, event) => JSON.stringify({ ...event, userId: 42 }),
  (n, event) => JSON.stringify({ ...event, timestamp: n }),
  (_n, event) => JSON.stringify({ ...event, event: 'x'.repeat(10_000) }),
  (n, event) => JSON.stringify({ ...event, event: JSON.parse(`${'['.repeat(1_000)}${n}${']'.repeat(1_000)}`) }),
];

export function malformedValue(n: number, event: Record<string, unknown>): Buffer | string {
  return (KINDS[Math.floor(n / 20) % KINDS.length] as (typeof KINDS)[number])(n, event);
}
