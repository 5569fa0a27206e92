import type { KnownBlock } from '@slack/types';
import type { Alert } from '#contracts/alert';
import type { Notice } from '#contracts/channel';
import { factsOf, groupTitle, limitOf, lineOf, measured, titleOf } from './words.ts';

/** Slack refuses a header that is longer, https://docs.slack.dev/reference/block-kit/blocks/header-block */
const MAX_HEADER_CHARS = 150;

const MARKS = { firing: '🔴', acknowledged: '👀', resolved: '✅' } as const;

/** A message of an incoming webhook; `text` is what notifications and screen readers say. */
export type SlackMessage = { text: string; blocks: KnownBlock[] };

/** What Slack shows of an alert; without one it is a test. */
export function slackMessage(notice: Notice, alert: Alert | null, link: string, repeat = 0): SlackMessage {
  if (notice === 'test' || !alert) {
    const text = 'A test from Yeoul: alerts will arrive here.';
    return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] };
  }
  const title = `${MARKS[notice]} ${titleOf(notice, alert)}${repeat > 0 ? ', still' : ''}`;
  return {
    text: `${escapeText(title)} · ${measured(alert, alert.value)}, limit ${limitOf(alert)}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, MAX_HEADER_CHARS) } },
      { type: 'section', fields: factsOf(notice, alert).map(([name, value]) => field(name, value)) },
      ...(alert.note ? [section(alert.note)] : []),
      { type: 'actions', elements: buttonsOf(notice, alert, link) },
    ],
  };
}

/** Slack takes fifty blocks; a list that long is not read. */
const MOST_LISTED = 10;

/** One message of alerts that began together: each leads to its own page, the button to all. */
export function slackGroup(alerts: Alert[], linkTo: (alert: Alert | null) => string): SlackMessage {
  const title = groupTitle(alerts);
  const lines = alerts.slice(0, MOST_LISTED).map((alert) => line(alert, linkTo(alert)));
  const rest = alerts.length - lines.length;
  return {
    text: `${MARKS.firing} ${title}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: `${MARKS.firing} ${title}`.slice(0, MAX_HEADER_CHARS) } },
      { type: 'section', fields: lines },
      ...(rest > 0 ? [section(`and ${rest} more`)] : []),
      { type: 'actions', elements: [button('Open all', linkTo(null))] },
    ],
  };
}

const button = (text: string, url: string) => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text },
  url,
});

function buttonsOf(notice: Notice, { runbookUrl }: Alert, link: string) {
  return [
    button('Open', link),
    ...(notice === 'firing' ? [button('Acknowledge', `${link}?acknowledge`)] : []),
    ...(runbookUrl ? [button('Runbook', runbookUrl)] : []),
  ];
}

const field = (name: string, value: string) => ({
  type: 'mrkdwn' as const,
  text: `*${escapeText(name)}*\n${escapeText(value)}`,
});

function line(alert: Alert, link: string) {
  const links = [
    `<${link}?acknowledge|Acknowledge>`,
    ...(alert.runbookUrl ? [`<${escapeUrl(alert.runbookUrl)}|Runbook>`] : []),
  ];
  const text = `*<${link}|${escapeText(titleOf('firing', alert))}>*\n${escapeText(lineOf(alert))}\n${links.join(' · ')}`;
  return { type: 'mrkdwn' as const, text };
}

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'plain_text', text } });

/** The three characters that Slack's own marks begin with. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An address ends a link where it has one of its marks. */
const escapeUrl = (url: string) => escapeText(url).replaceAll('|', '%7C');
