import { NewRule } from '#contracts/rule-edit';
import { MAX_RULES } from '#contracts/rule-limits';
import { apiRedis } from '#infra/api-redis';
import { addRule, listRules } from '#stores/rules';
import { HttpError, readBody, respond, respondToChange } from '../respond.ts';
import { checkChannels } from './channels.ts';

export const dynamic = 'force-dynamic';

/** GET /api/rules: the rules as people have edited them, those that are off included. */
export function GET(): Promise<Response> {
  return respond(async () => Response.json({ rules: await listRules(apiRedis()) }));
}

/** POST /api/rules: 201 and the rule, which is evaluated from the next second on. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const fields = await readBody(request, NewRule);
    await checkChannels(fields);
    const added = await addRule(apiRedis(), fields);
    if (added) return Response.json(added, { status: 201 });
    throw new HttpError(409, 'too_many', `There are ${MAX_RULES} rules already, and no more than that: remove one.`);
  });
}
