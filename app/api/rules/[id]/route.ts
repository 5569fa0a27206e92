import type { Rule } from '#contracts/alert';
import { RuleEdit } from '#contracts/rule-edit';
import { LIMITS } from '#contracts/rule-limits';
import { apiRedis } from '#infra/api-redis';
import { editRule, findRule } from '#stores/rules';
import { HttpError, type IdContext, readBody, respond, respondToChange } from '../../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/rules/ID */
export function GET(_request: Request, { params }: IdContext): Promise<Response> {
  return respond(async () => Response.json(await ruleOf((await params).id)));
}

/** PUT /api/rules/ID: the rule as it is now; 409 when somebody else has edited the version that was sent. */
export function PUT(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const edit = await readBody(request, RuleEdit);
    const rule = await ruleOf((await params).id);
    checkLimit(rule, edit.limit);
    const edited = await editRule(apiRedis(), rule.id, edit);
    if (edited) return Response.json(edited);
    throw new HttpError(409, 'conflict', 'Somebody else has edited this rule meanwhile: load it again, and edit that.');
  });
}

async function ruleOf(id: string): Promise<Rule> {
  const rule = await findRule(apiRedis(), id);
  if (!rule) throw new HttpError(404, 'not_found', `There is no rule ${id}; GET /api/rules lists them.`);
  return rule;
}

function checkLimit({ measure }: Rule, limit: number): void {
  const { min, max } = LIMITS[measure.kind];
  if (limit >= min && limit <= max) return;
  const message = `must be from ${min} to ${max}`;
  throw new HttpError(400, 'bad_request', `The body is wrong: limit ${message}.`, [{ path: 'limit', message }]);
}
