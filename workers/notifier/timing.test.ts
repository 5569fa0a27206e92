import { expect, test } from 'vitest';
import type { Channel } from '#contracts/channel';
import { alert } from '#tests/helpers/live-messages';
import type { Job } from './message.ts';
import { delayOf, patienceMs, quietUntil, repeatOf } from './timing.ts';

const channel: Channel = {
  id: 'c',
  version: 1,
  kind: 'webhook',
  name: 'c',
  enabled: true,
  severities: ['critical', 'warning'],
  repeatMinutes: null,
  afterMinutes: 0,
  quiet: null,
  url: 'https://c.test/',
  secret: null,
};
const at = '2026-01-31T09:00:00.000Z';
const job: Job = {
  deliveryId: '1-0.c',
  channelId: 'c',
  notice: 'firing',
  alert: alert('a', 'firing', at),
  more: [],
  repeat: 0,
};

test('a channel for what nobody takes waits for that, with what begins alone', () => {
  expect(delayOf(job, channel)).toBe(0);
  expect(delayOf(job, { ...channel, afterMinutes: 10 })).toBe(600_000);
  expect(delayOf({ notice: 'resolved' }, { ...channel, afterMinutes: 10 })).toBe(0);
});

test('in quiet hours what is of their severities waits until they end, over midnight too', () => {
  // 22:00 to 06:00 in Seoul is 13:00 to 21:00 UTC.
  const nightly: Channel = { ...channel, quiet: { start: '22:00', minutes: 480, severities: ['warning'] } };
  const inSeoul = (time: string) => Date.parse(`2026-01-31T${time}:00+09:00`);
  expect(quietUntil(nightly, job, inSeoul('21:59'))).toBeNull();
  expect(quietUntil(nightly, job, inSeoul('22:00'))).toBe(Date.parse('2026-02-01T06:00:00+09:00'));
  expect(quietUntil(nightly, job, inSeoul('05:59'))).toBe(inSeoul('06:00'));
  expect(quietUntil(nightly, job, inSeoul('06:00'))).toBeNull();
  const critical = { ...job, alert: { ...alert('a', 'firing', at), severity: 'critical' as const } };
  expect(quietUntil(nightly, critical, inSeoul('23:00'))).toBeNull();
  expect(quietUntil(nightly, { ...job, notice: 'test', alert: null }, inSeoul('23:00'))).toBeNull();
});

test('repeats are counted, and named so that each is made once', () => {
  const hourly = { ...channel, repeatMinutes: 60 };
  expect(repeatOf(channel, job)).toBeNull();
  const first = repeatOf(hourly, job);
  expect(first).toMatchObject({ delayMs: 3_600_000, job: { repeat: 1, deliveryId: '1-0.c.r1' } });
  expect(repeatOf(hourly, first?.job ?? job)?.job.deliveryId).toBe('1-0.c.r2');
  expect(repeatOf(hourly, { ...job, notice: 'resolved' })).toBeNull();
});

test('a rule says by itself how often it is told again', () => {
  const hourly = { ...channel, repeatMinutes: 60 };
  const of = (repeatMinutes: number | null) => ({ ...alert('a', 'firing', at), repeatMinutes });
  expect(repeatOf(hourly, { ...job, alert: of(0) })).toBeNull();
  expect(repeatOf(channel, { ...job, alert: of(30) })?.delayMs).toBe(1_800_000);
  expect(repeatOf(hourly, { ...job, alert: of(120) })?.delayMs).toBe(7_200_000);
  expect(repeatOf(hourly, { ...job, alert: of(0), more: [of(null), of(15)] })?.delayMs).toBe(900_000);
});

test('who asks to be asked at once waits as after a fault, longer each time, and who asks for more has more', () => {
  expect([1, 2, 3, 50].map((tries) => patienceMs(0, tries))).toEqual([1_000, 2_000, 4_000, 512_000]);
  expect(patienceMs(3_600_000, 1)).toBe(3_600_000);
});
