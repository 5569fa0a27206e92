import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { ANY_EVENT, TAIL_FIRST_ROWS, type TailBatch, type TailRow, type TailStart } from '#contracts/tail';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import { until } from '#tests/helpers/until';

/** More than a connection's buffers hold. */
const SNAPSHOTS = 400;
const ROUND = 20;

test('a browser that does not read for a while is told how many rows of its tail it missed', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  await produce(stack, eventsOfNow(ROUND, 'before'));
  await untilCounted(stack, ROUND);
  const socket = io(stack.url, { transports: ['websocket'] });
  onCleanup(() => socket.disconnect());
  let told = 0;
  let missed = 0;
  socket.on('tail', ({ rows, omitted }: TailBatch) => {
    told += rows.length + omitted;
    missed += omitted;
  });
  const { data } = (await socket.emitWithAck('tail', ANY_EVENT)) as { data: TailStart };
  told += data.rows.length;
  expect(told).toBe(ROUND);

  const { ws } = socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
  ws.pause();
  for (let n = 0; n < SNAPSHOTS; n += 1) socket.emit('subscribe', { range: '1h', feed: true }, () => {});
  let sent = ROUND;
  for (let n = 0; n < 10; n += 1) {
    await produce(stack, eventsOfNow(ROUND, `round-${sent}`));
    sent += ROUND;
    await untilCounted(stack, sent);
  }
  ws.resume();
  // Also when nothing comes any more.
  await until('it is told of all rows, or that it missed them', async () => told === sent);
  expect(missed).toBeGreaterThan(0);
});

test('a browser that begins to follow a tail that others follow gets no row twice', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const [other, socket] = [io(stack.url, { transports: ['websocket'] }), io(stack.url, { transports: ['websocket'] })];
  onCleanup(() => [other, socket].map((each) => each.disconnect()));
  await other.emitWithAck('tail', ANY_EVENT);
  let seen = new Set<string>();
  const twice: string[] = [];
  const see = (rows: TailRow[]) => {
    twice.push(...rows.filter(({ id }) => seen.has(id)).map(({ id }) => id));
    for (const { id } of rows) seen.add(id);
  };
  socket.on('tail', ({ rows }: TailBatch) => see(rows));
  for (let round = 1; round <= 15; round += 1) {
    await produce(stack, eventsOfNow(ROUND, `round-${round}`));
    await until('they are counted', async () => {
      // Begun anew again and again, while rows wait for the other browser.
      const { data } = (await socket.emitWithAck('tail', ANY_EVENT)) as { data: TailStart };
      seen = new Set();
      see(data.rows);
      return data.rows.length >= Math.min(ROUND * round, TAIL_FIRST_ROWS);
    });
  }
  expect(twice).toEqual([]);
});

test('each of two servers shows the events that the other one counted as well, and opens them', async () => {
  const stack = await stackForTest({ relay: 1, web: 2 });
  const sockets = stack.urls.map((url) => io(url, { transports: ['websocket'] }));
  onCleanup(() => sockets.map((socket) => socket.disconnect()));
  const seen = await Promise.all(
    sockets.map(async (socket) => {
      const ids = new Set<string>();
      socket.on('tail', ({ rows }: TailBatch) => rows.map(({ id }) => ids.add(id)));
      await socket.emitWithAck('tail', ANY_EVENT);
      return ids;
    }),
  );
  let sent = 0;
  // They learn of each other within a second or so.
  await until('both show the whole of a round', async () => {
    for (const ids of seen) ids.clear();
    sent += ROUND;
    await produce(stack, eventsOfNow(ROUND, `round-${sent}`));
    await untilCounted(stack, sent);
    await until('rows', async () => seen.every(({ size }) => size === ROUND), 1_000).catch(() => {});
    return seen.every(({ size }) => size === ROUND);
  });
  const [one, other] = seen.map((ids) => [...ids].sort());
  expect(one).toEqual(other);
  const counted = stack.urls.map(async (url) => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return Number(/^yeoul_applied_total\S* (\S+)$/m.exec(metrics)?.[1]);
  });
  // Whichever of them is free takes what comes.
  expect(Math.min(...(await Promise.all(counted)))).toBeLessThan(sent);
  for (const socket of sockets)
    for (const id of one ?? []) {
      const { data } = (await socket.emitWithAck('openEvent', id)) as { data: { row: TailRow } | null };
      expect(data?.row.id).toBe(id);
    }
});
