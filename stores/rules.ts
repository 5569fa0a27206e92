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
  return (await readRule(redis, id)).rule;
}

/** The rule as it is after the edit; null when it is no longer the version that the editor saw. */
export async function editRule(redis: Redis, id: string, { version, ...edit }: RuleEdit): Promise<Rule | null> {
  const { rule, seen } = await readRule(redis, id);
  if (rule?.version !== version) return null;
  const next: Rule = { ...rule, ...edit, version: version + 1 };
  const args = [id, seen ?? '', JSON.stringify(next)];
  return (await runScript(redis, 'compare-and-set', [globalKeys().rules], args)) === 1 ? next : null;
}

/** `seen`: what Redis holds of it; null while nobody has edited it. */
async function readRule(redis: Redis, id: string): Promise<{ rule: Rule | null; seen: string | null }> {
  const seen = await redis.hget(globalKeys().rules, id);
  // A rule is one that came with Yeoul, whatever the hash holds.
  const shipped = DEFAULT_RULES.find((each) => each.id === id) ?? null;
  return { rule: shipped && (parse(seen) ?? shipped), seen };
}

const parse = (text: string | null | undefined) => (text ? (JSON.parse(text) as Rule) : null);
