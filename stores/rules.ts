import type { Rule } from '#contracts/alert';
import { DEFAULT_RULES } from '#contracts/rules';

/** The rules in force. Asynchronous because rules that people edit will be read from Redis. */
export async function listRules(): Promise<readonly Rule[]> {
  return DEFAULT_RULES;
}
