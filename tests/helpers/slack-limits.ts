import { deepStrictEqual, ok } from 'node:assert/strict';
import type { KnownBlock } from '@slack/types';

/** Limits of https://docs.slack.dev/reference/block-kit/blocks */
const LIMITS = { blocks: 50, header: 150, section: 3_000, fields: 10, field: 2_000, button: 75, url: 3_000 };

/** Throws where Slack would refuse a message. */
export function expectSlackTakes(message: { text: string; blocks: KnownBlock[] }): void {
  deepStrictEqual(Object.keys(message).sort(), ['blocks', 'text']);
  ok(message.text.length > 0 && message.blocks.length <= LIMITS.blocks, 'a text, and not too many blocks');
  for (const block of message.blocks) checkBlock(block);
}

function checkBlock(block: KnownBlock): void {
  if (block.type === 'header') {
    atMost(block.text.text, LIMITS.header, 'header');
  } else if (block.type === 'section') {
    atMost(block.text?.text ?? '', LIMITS.section, 'section');
    ok((block.fields?.length ?? 0) <= LIMITS.fields, 'fields of a section');
    for (const { text } of block.fields ?? []) atMost(text, LIMITS.field, 'field');
  } else {
    ok(block.type === 'actions', `a block of type ${block.type}`);
    for (const element of block.elements) {
      ok(element.type === 'button', `an action of type ${element.type}`);
      atMost(element.text.text, LIMITS.button, 'button');
      atMost(element.url ?? '', LIMITS.url, 'url');
    }
  }
}

function atMost(text: string, max: number, what: string): void {
  ok(text.length <= max, `${what} of ${text.length} characters, at most ${max} are allowed`);
}
