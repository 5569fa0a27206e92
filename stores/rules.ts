import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Redis } from 'ioredis';
import type { Rule } from '#contracts/rule';
import { channelsTold } from '#contracts/rule-channels';
import type { ImportedRule, NewRule, RuleEdit } from '#contracts/rule-edit';
import { MAX_RULES } from '#contracts/rule-limits';
import { DEFAULT_RULES } from '#contracts/rules';
import { globalKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { channelIds } from './channels.ts';

/** All rules: those that came with Yeoul as people have edited them, then those that people made, by name. */
export async function listRules(redis: Redis): Promise<Rule[]> {
  const kept = await redis.hgetall(globalKeys().rules);
  const shipped = DEFAULT_RULES.map((rule) => parse(kept[rule.id], rule) ?? rule);
  const own = Object.entries(kept)
    .filter(([id]) => !isShipped(id))
    .flatMap(([, text]) => parse(text) ?? []);
  return [...shipped, ...own.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))];
}

/** Whether a rule came with Yeoul: it can be turned off, not removed. */
export const isShipped = (id: string) => DEFAULT_RULES.some((rule) => rule.id === id);

/** One rule; null when there is none of this id. */
export async function findRule(redis: Redis, id: string): Promise<Rule | null> {
  return (await readRule(redis, id)).rule;
}

/** Keeps a rule; null when there are as many as there may be. */
export async function addRule(redis: Redis, fields: NewRule): Promise<Rule | null> {
  if ((await redis.hlen(globalKeys().rules)) >= MAX_RULES) return null;
  const rule: Rule = { ...fields, id: randomUUID(), version: 1 };
  await redis.hset(globalKeys().rules, rule.id, JSON.stringify(rule));
  return rule;
}

/** The rule as it is after the edit; null when it is no longer the version that the editor saw. */
export async function editRule(redis: Redis, id: string, { version, ...edit }: RuleEdit): Promise<Rule | null> {
  const { rule, seen } = await readRule(redis, id);
  if (rule?.version !== version) return null;
  const next: Rule = { ...rule, ...edit, version: version + 1 };
  const args = [id, seen ?? '', JSON.stringify(next)];
  return (await runScript(redis, 'compare-and-set', [globalKeys().rules], args)) === 1 ? next : null;
}

/** How many rules of a file were new, how many were here and are now as in the file, and how many were so already. */
export type Imported = { added: number; updated: number; same: number };

/** Keeps all rules of a file at once; null when they would be more than there may be, and then none. */
export async function importRules(redis: Redis, entries: readonly ImportedRule[]): Promise<Imported | null> {
  const [rules, channels] = await Promise.all([listRules(redis), channelIds(redis)]);
  const here = new Map(rules.map((rule) => [rule.id, rule]));
  // The file may be of another installation, with other channels.
  const known = entries.map((entry) => ({ ...entry, channels: channelsTold(entry.channels, channels) }));
  const next = known.map((entry) => merge(entry, here.get(entry.id ?? '')));
  const changed = next.filter((rule) => rule !== here.get(rule.id));
  const ids = new Set([...(await redis.hkeys(globalKeys().rules)), ...changed.map(({ id }) => id)]);
  if (ids.size > MAX_RULES) return null;
  const texts = changed.flatMap((rule) => [rule.id, JSON.stringify(rule)]);
  if (texts.length > 0) await redis.hset(globalKeys().rules, texts);
  const added = changed.filter(({ id }) => !here.has(id)).length;
  return { added, updated: changed.length - added, same: next.length - changed.length };
}

/** The rule that is here as the file has it, or a new one. */
function merge({ id: _id, version: _version, ...fields }: ImportedRule, here: Rule | undefined): Rule {
  if (!here) return { ...fields, id: randomUUID(), version: 1 };
  const next: Rule = { ...here, ...fields };
  return isDeepStrictEqual(next, here) ? here : { ...next, version: here.version + 1 };
}

/** False where there was none. Its open alerts end with the next evaluation. */
export async function removeRule(redis: Redis, id: string): Promise<boolean> {
  return (await redis.hdel(globalKeys().rules, id)) === 1;
}

/** `seen`: what Redis holds of it; null while nobody has edited it. */
async function readRule(redis: Redis, id: string): Promise<{ rule: Rule | null; seen: string | null }> {
  const seen = await redis.hget(globalKeys().rules, id);
  const shipped = DEFAULT_RULES.find((each) => each.id === id);
  return { rule: parse(seen, shipped) ?? shipped ?? null, seen };
}

/** What an older Yeoul kept lacks what rules have since: that is as it came. */
function parse(text: string | null | undefined, shipped?: Rule): Rule | null {
  if (!text) return null;
  const kept = { repeatMinutes: null, ...(JSON.parse(text) as Partial<Rule>) } as Rule;
  return shipped && !kept.compare ? { ...shipped, ...kept, measure: shipped.measure } : kept;
}
