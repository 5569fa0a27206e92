import { expect, it } from 'vitest';
import type { AlertState } from '#contracts/alert';
import { alert } from '#tests/helpers/live-messages';
import { noticeOf } from './notice.ts';

const AT = '2026-01-31T09:00:00.000Z';
const of = (state: AlertState) => ({ ...alert('a', state, AT), firingAt: AT });

it.each([
  [null, 'firing', 'firing'],
  [null, 'noData', 'firing'],
  [null, 'pending', ''],
  ['pending', 'firing', 'firing'],
  ['pending', 'noData', 'firing'],
  ['firing', 'noData', ''],
  ['noData', 'firing', ''],
  ['firing', 'error', ''],
  ['firing', 'acknowledged', 'acknowledged'],
  ['acknowledged', 'firing', 'firing'],
  ['noData', 'resolved', 'resolved'],
] as const)('from %s to %s channels are told %j', (before, now, notice) => {
  expect(noticeOf(before && of(before), of(now))).toBe(notice);
});
