import { expect, test } from 'vitest';
import { parseEvent } from './event.ts';

const valid = {
  type: 'track',
  event: 'Product Viewed',
  messageId: 'm-1',
  userId: 'u-1',
  timestamp: '2026-11-22T05:32:08.120Z',
  properties: { name: '옹기 머그' },
  context: { simulated: true },
};

const parse = (change: Record<string, unknown>) => parseEvent(JSON.stringify({ ...valid, ...change }));

test('reads what the pipeline needs', () => {
  expect(parse({})).toEqual({
    ok: true,
    event: {
      name: 'Product Viewed',
      category: 'browse',
      messageId: 'm-1',
      user: 'u-1',
      timestampMs: Date.parse(valid.timestamp),
      simulated: true,
      properties: { name: '옹기 머그' },
    },
  });
});

test.each([
  ['page', 'Page Viewed'],
  ['screen', 'Screen Viewed'],
  ['identify', 'Identify'],
])('names a %s call %s', (type, name) => {
  expect(parse({ type, event: undefined })).toMatchObject({ ok: true, event: { name } });
});

test('takes anonymousId where userId is missing, and no messageId', () => {
  expect(parse({ userId: undefined, anonymousId: 'a-1', messageId: undefined })).toMatchObject({
    ok: true,
    event: { user: 'a-1', messageId: null },
  });
});

test.each([
  [{ type: 'click' }, 'type'],
  [{ type: 'toString' }, 'type'],
  [{ event: '' }, 'event'],
  [{ event: 42 }, 'event'],
  [{ event: 'x'.repeat(10_000) }, 'event'],
  [{ messageId: 7 }, 'messageId'],
  [{ userId: 7 }, 'userId'],
  [{ userId: undefined }, 'anonymousId'],
  [{ timestamp: 1_700_000_000 }, 'timestamp'],
  [{ timestamp: 'yesterday' }, 'timestamp'],
  [{ timestamp: '2026' }, 'timestamp'],
  [{ timestamp: '2026-13-45T00:00:00Z' }, 'timestamp'],
  [{ properties: [] }, 'properties'],
  [{ context: 'x' }, 'context'],
])('rejects %j with the path %s', (change, path) => {
  expect(parse(change)).toMatchObject({ ok: false, reject: { path } });
});

test.each([
  '',
  'null',
  '[]',
  '7',
  'not json',
  '\u0000\uffff',
  `${'['.repeat(200_000)}`,
  '{"__proto__":{"type":"track"}}',
])('rejects a body that is no event', (body) => {
  expect(parseEvent(body).ok).toBe(false);
});

test('rejects 900 KB of nested arrays without an exception', () => {
  const half = 450_000;
  expect(parseEvent('['.repeat(half) + ']'.repeat(half))).toMatchObject({ ok: false, reject: { reason: 'too large' } });
});
