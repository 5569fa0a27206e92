import { z } from 'zod';
import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS, SEVERITIES } from './alert.ts';
import { MAX_RULE_SECONDS } from './rule-limits.ts';

const MAX_URL_CHARS = 500;

const Address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(MAX_URL_CHARS);
const Seconds = z.int('must be whole seconds').min(0).max(MAX_RULE_SECONDS);

/**
 * Body of PUT /api/rules/ID: all that can be edited, and the version that the editor saw. Another version means that
 * somebody else was quicker.
 */
export const RuleEdit = z.strictObject({
  version: z.int().min(1),
  enabled: z.boolean(),
  name: z.string().trim().min(1, 'must not be empty').max(MAX_RULE_NAME_CHARS),
  severity: z.enum(SEVERITIES),
  note: z.string().trim().min(1).max(MAX_NOTE_CHARS).nullable(),
  runbookUrl: Address.nullable(),
  limit: z.number(),
  forSeconds: Seconds,
  resolveAfterSeconds: Seconds,
});
export type RuleEdit = z.infer<typeof RuleEdit>;
