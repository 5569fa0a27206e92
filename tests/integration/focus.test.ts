import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { FocusSeries } from '#contracts/focus';
import type { FeedBatch, FeedEvent, Snapshot } from '#contracts/socket';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import { until } from '#tests/helpers/until';

function event(name: string, properties: Record<string, unknown> = {}) {
  const timestamp = new Date().toISOString();
  return { key: 'u', value: JSON.stringify({ type: 'track', event: name, userId: 'u', timestamp, properties }) };
}

const realOf = ({ points }: FocusSeries) => points.reduce((sum, { real }) => sum + real, 0);

test('a socket gets the series of its focus at once and each second, and matching events alone', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  await produce(stack, [...eventsOfNow(30, 'views'), event('Cart Viewed'), event('Product Viewed', { name: 'mug' })]);
  await untilCounted(stack, 32);
  const socket = io(stack.url, { transports: ['websocket'] });
  onCleanup(() => socket.disconnect());
  const series: FocusSeries[] = [];
  let feed: FeedEvent[] = [];
  socket.on('focus', (one: FocusSeries) => series.push(one));
  socket.on('event', ({ events }: FeedBatch) => feed.push(...events));
  const subscribe = async (focus?: FocusSeries['focus']): Promise<Snapshot> => {
    const answer = await socket.timeout(5_000).emitWithAck('subscribe', { range: '5m', feed: true, focus });
    return answer.data;
  };

  const first = await until('the answer itself has the series', async () => {
    const snapshot = await subscribe({ by: 'category', value: 'cart' });
    return snapshot.focus && realOf(snapshot.focus) === 1 && snapshot;
  });
  expect(first.feed.map(({ name }) => name)).toEqual(['Cart Viewed']);
  expect((await subscribe()).feed).toHaveLength(10);
  await subscribe({ by: 'category', value: 'cart' });
  await produce(stack, [event('Cart Viewed'), ...eventsOfNow(30, 'more')]);
  await until('the series has the new event', async () => realOf(series.at(-1) as FocusSeries) === 2);
  await untilCounted(stack, 63);
  await until('the feed has it', async () => feed.length > 0);
  expect(feed.map(({ name }) => name)).toEqual(['Cart Viewed']);

  const product = await subscribe({ by: 'product', value: 'mug' });
  series.length = 0;
  feed = [];
  await until('the other series comes', async () => series.length > 1);
  expect(new Set(series.map(({ focus }) => focus.value))).toEqual(new Set(['mug']));
  expect(product.focus).toMatchObject({ seconds: 60, range: '5m' });
  expect(realOf(series.at(-1) as FocusSeries)).toBe(1);

  const all = await subscribe();
  expect(all.focus).toBeNull();
  await produce(stack, [event('Product Shared')]);
  await until('the feed has all again', async () => feed.some(({ name }) => name === 'Product Shared'));
});
