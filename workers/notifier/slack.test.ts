import { expect, it } from 'vitest';
import { alert } from '#tests/helpers/live-messages';
import { slackMessage } from './slack.ts';

const LINK = 'https://yeoul.test/alerts?id=1';
const at = '2026-01-31T09:00:00.000Z';
const firing = {
  ...alert('1', 'firing', at),
  firingAt: at,
  measureKind: 'ratio' as const,
  value: 0.385,
  peak: 0.4,
  threshold: 0.2,
};

/** Limits of https://docs.slack.dev/reference/block-kit/blocks */
const LIMITS = { header: 150, section: 3_000, field: 2_000, button: 75, url: 3_000 };

it.each(['firing', 'acknowledged', 'resolved'] as const)('a message of %s stays within what Slack takes', (notice) => {
  const long = {
    ...firing,
    ruleName: 'x'.repeat(80),
    note: 'n'.repeat(1_000),
    runbookUrl: `https://wiki/${'y'.repeat(480)}`,
    key: 'u'.repeat(256),
    resolvedAt: notice === 'resolved' ? at : null,
  };
  for (const block of slackMessage(notice, long, LINK).blocks) {
    if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(LIMITS.header);
    if (block.type === 'section') {
      expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(LIMITS.section);
      expect(block.fields?.length ?? 0).toBeLessThanOrEqual(10);
      for (const { text } of block.fields ?? []) expect(text.length).toBeLessThanOrEqual(LIMITS.field);
    }
    if (block.type === 'actions') {
      for (const element of block.elements) {
        if (element.type !== 'button') throw new Error(`an action of type ${element.type}`);
        expect(element.text.text.length).toBeLessThanOrEqual(LIMITS.button);
        expect(element.url?.length ?? 0).toBeLessThanOrEqual(LIMITS.url);
      }
    }
  }
});

it('says value against limit, and since when', () => {
  const { text, blocks } = slackMessage('firing', firing, LINK);
  expect(text).toContain('38.5%, limit 20%');
  expect(JSON.stringify(blocks)).toContain('2026-01-31 09:00:00 UTC');
});

it("takes nothing of an event for Slack's own marks", () => {
  const { blocks } = slackMessage('firing', { ...firing, key: '<!channel> & <@U1>' }, LINK);
  expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;');
});
