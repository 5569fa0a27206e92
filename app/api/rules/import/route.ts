import { z } from 'zod';
import { ImportedRule } from '#contracts/rule-edit';
import { MAX_IMPORT_BYTES, MAX_RULES } from '#contracts/rule-limits';
import { apiRedis } from '#infra/api-redis';
import { importRules } from '#stores/rules';
import { check, HttpError, readBody, respondToChange } from '../../respond.ts';

export const dynamic = 'force-dynamic';

const RulesFile = z.object({ rules: z.array(z.unknown()).max(MAX_RULES) });
const Named = z.object({ name: z.string().max(200) });

/** POST /api/rules/import: what GET /api/rules answers, here or elsewhere. All of them are kept, or none when one is wrong. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const { rules } = await readBody(request, RulesFile, MAX_IMPORT_BYTES);
    const imported = await importRules(apiRedis(), rules.map(checkEntry));
    if (imported) return Response.json(imported);
    throw new HttpError(409, 'too_many', `With these there would be more than ${MAX_RULES} rules: remove some.`);
  });
}

function checkEntry(entry: unknown, index: number): ImportedRule {
  const named = Named.safeParse(entry);
  return check(ImportedRule, entry, `Rule ${index + 1}${named.success ? ` (${named.data.name})` : ''} is wrong`);
}
