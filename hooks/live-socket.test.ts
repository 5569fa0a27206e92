import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '#contracts/socket';
import { alert, snapshot, tick } from '#tests/helpers/live-messages';
import { type LiveServer, startLiveServer } from '#tests/helpers/live-server';
import { until } from '#tests/helpers/until';
import { FIRST_QUESTION } from './live-address.ts';
import { createLiveSocket, type LinkState, type LiveSocket } from './live-socket.ts';
import type { LiveAction } from './live-state.ts';

let server: LiveServer;
let socket: LiveSocket;
let actions: LiveAction[];
let links: LinkState[];

const answer = (changes: Partial<Snapshot> = {}) => ({ ok: true as const, data: snapshot(changes) });
const linked = () => until('the socket is linked', async () => links.at(-1)?.linked);

beforeEach(async () => {
  actions = [];
  links = [];
  server = await startLiveServer(answer);
  const callbacks = {
    onAction: (action: LiveAction) => actions.push(action),
    onLink: (link: LinkState) => links.push(link),
  };
  socket = createLiveSocket(FIRST_QUESTION, callbacks, server.url);
});
afterEach(async () => {
  socket.stop();
  await server.stop();
});

test('asks for the snapshot of its range, and hands on what is pushed', async () => {
  socket.start();
  await linked();
  expect(server.questions).toEqual([{ range: '15m', feed: true }]);
  server.io.emit('tick', tick());
  await until('the tick came', async () => actions.length === 2);
  expect(actions.map(({ type }) => type)).toEqual(['snapshot', 'tick']);
});

test('a refused question is asked again, and tells why and when', async () => {
  server.answer = () => ({ ok: false, error: 'No numbers yet.' });
  socket.start();
  const refused = await until('it was refused twice', async () =>
    links.find(({ attempt, nextTryAt }) => attempt === 2 && nextTryAt !== null),
  );
  expect(refused).toMatchObject({ linked: false, reason: 'No numbers yet.' });
  expect(refused.nextTryAt).toBeGreaterThan(Date.now() - 1_000);
  server.answer = answer;
  await linked();
  expect(links.at(-1)).toEqual({ linked: true, attempt: 0, nextTryAt: null, reason: null });
});

test('comes back by itself after the server dropped it', async () => {
  socket.start();
  await linked();
  server.io.disconnectSockets(true);
  await until('it noticed', async () => !links.at(-1)?.linked);
  await linked();
  expect(server.questions).toHaveLength(2);
});

test('an alert pushed while a snapshot is on its way is not lost to it', async () => {
  const late = alert('late', 'pending', '2026-01-01T00:00:00.000Z');
  server.answer = () => {
    server.io.emit('alert', late);
    return answer();
  };
  socket.start();
  await linked();
  await until('all came', async () => actions.length === 3);
  expect(actions.at(1)?.type).toBe('snapshot');
  expect(actions.at(2)).toEqual({ type: 'alert', alert: late });
});

test('once stopped it asks no more', async () => {
  socket.start();
  await linked();
  socket.stop();
  await until('the server saw it leave', async () => server.io.engine.clientsCount === 0);
  const known = links.length;
  server.io.emit('tick', tick());
  expect(links).toHaveLength(known);
  expect(server.questions).toHaveLength(1);
});
