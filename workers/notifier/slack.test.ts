import { expect, it } from 'vitest';
import type { Alert } from '#contracts/alert';
import { alert } from '#tests/helpers/live-messages';
import { expectSlackTakes } from '#tests/helpers/slack-limits';
import { slackGroup, slackMessage } from './slack.ts';

const linkTo = (of: Alert | null) => `https://yeoul.test/alerts${of ? `/${of.id}` : ''}`;
const LINK = 'https://yeoul.test/alerts/1';
const at = '2026-01-31T09:00:00.000Z';
const firing = {
  ...alert('1', 'firing', at),
  firingAt: at,
  measureKind: 'ratio' as const,
  value: 0.385,
  peak: 0.4,
  threshold: 0.2,
};

it.each(['firing', 'acknowledged', 'resolved'] as const)('a message of %s stays within what Slack takes', (notice) => {
  const long = {
    ...firing,
    ruleName: 'x'.repeat(80),
    note: 'n'.repeat(1_000),
    runbookUrl: `https://wiki/${'y'.repeat(480)}`,
    key: 'u'.repeat(256),
    resolvedAt: notice === 'resolved' ? at : null,
  };
  expectSlackTakes(slackMessage(notice, long, LINK));
});

it('a message of many alerts stays within it too, and says how many it does not list', () => {
  const many = Array.from({ length: 50 }, (_, index) => ({
    ...firing,
    ruleName: 'x'.repeat(80),
    key: `user-${index}`,
  }));
  const message = slackGroup(many, linkTo);
  expectSlackTakes(message);
  expect(message.text).toContain('50 alerts fire together');
  expect(JSON.stringify(message.blocks)).toContain('and 40 more');
  expect(JSON.stringify(message.blocks)).toContain(`<${LINK}?acknowledge|Acknowledge>`);
});

it('says value against limit, and since when', () => {
  const { text, blocks } = slackMessage('firing', firing, LINK);
  expect(text).toContain('38.5%, limit 20%');
  expect(JSON.stringify(blocks)).toContain('2026-01-31 09:00:00 UTC');
});

it('says where a limit comes from, and at the end the one that the peak was beyond', () => {
  const spike = { ...firing, compare: { to: 'mean' as const, minPast: 1, baselineSeconds: 1_800, minMinutes: 15 } };
  expect(slackMessage('firing', spike, LINK).text).toContain('38.5%, limit 20% vs usual');
  const over = { ...spike, state: 'resolved' as const, resolvedAt: at, peakThreshold: 0.3, threshold: 0.5 };
  expect(JSON.stringify(slackMessage('resolved', over, LINK).blocks)).toContain('30% vs usual');
});

it('tells a value from the limit that it is beyond, however near', () => {
  const near = { ...firing, value: 0.20004 };
  expect(slackMessage('firing', near, LINK).text).toContain('20.004%, limit 20%');
  const measure = {
    kind: 'value' as const,
    windowSeconds: 60,
    quantity: { of: 'events' as const, names: null, category: null },
  };
  const spike = { ...firing, measure, value: 54, threshold: 53.7 };
  expect(slackMessage('firing', spike, LINK).text).toContain('54 / min, limit 53 / min');
  const drop = { ...spike, direction: 'below' as const, value: 53 };
  expect(slackMessage('firing', drop, LINK).text).toContain('53 / min, limit 54 / min');
});

it("takes nothing of an event for Slack's own marks", () => {
  const { blocks } = slackMessage('firing', { ...firing, key: '<!channel> & <@U1>' }, LINK);
  expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;');
});

it("takes nothing of a rule's name for them either, alone or among others", () => {
  const named = { ...firing, ruleName: '<!channel> R&D' };
  const group = slackGroup([named, firing], linkTo);
  expect(slackMessage('firing', named, LINK).text).toContain('Warning: &lt;!channel&gt; R&amp;D');
  expect(JSON.stringify(group.blocks)).toContain('Warning: &lt;!channel&gt; R&amp;D');
});
