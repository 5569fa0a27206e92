import type { Redis } from 'ioredis';
import type { Rule } from '#contracts/alert';
import type { RuleEdit } from '#contracts/rule-edit';
import { DEFAULT_RULES } from '#contracts/rules';
import { globalKeys } from '#infra/keys';
import { runScript } from '#infra/lua';

/** The rules as people have edited them. */
export async function listRules(redis: Redis): Promise<Rule[]> {
  const edited = await redis.hgetall(globalKeys().rules);
  return DEFAULT_RULES.map((rule) => parse(edited[rule.id]) ?? rule);
}

/** One rule; null when there is none of this id. */
export async function findRule(redis: Redis, id: string): Promise<Rule | null> {
  return (await listRules(redis)).find((rule) => rule.id === id) ?? null;
}

/** The rule as it is after the edit; null when it is no longer the version that the editor saw. */
export async function editRule(redis: Redis, id: string, { version, ...edit }: RuleEdit): Promise<Rule | null> {
  const key = globalKeys().rules;
  const seen = await redis.hget(key, id);
  const rule = parse(seen) ?? DEFAULT_RULES.find((each) => each.id === id);
  if (rule?.version !== version) return null;
  const next: Rule = { ...rule, ...edit, version: version + 1 };
  const written = await runScript(redis, 'compare-and-set', [key], [id, seen ?? '', JSON.stringify(next)]);
  return written === 1 ? next : null;
}

const parse = (text: string | null | undefined) => (text ? (JSON.parse(text) as Rule) : null);
