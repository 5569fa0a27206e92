import type { Rule } from '#contracts/rule';
import { RuleEdit } from '#contracts/rule-edit';
import { apiRedis } from '#infra/api-redis';
import { editRule, findRule, isShipped, removeRule } from '#stores/rules';
import { HttpError, type IdContext, readBody, respond, respondToChange } from '../../respond.ts';
import { checkChannels } from '../channels.ts';

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
    await checkChannels(edit);
    const edited = await editRule(apiRedis(), rule.id, edit);
    if (edited) return Response.json(edited);
    throw new HttpError(409, 'conflict', 'Somebody else has edited this rule meanwhile: load it again, and edit that.');
  });
}

/** DELETE /api/rules/ID: its open alerts end. A rule that came with Yeoul can only be turned off. */
export function DELETE(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const { id } = await ruleOf((await params).id);
    if (isShipped(id)) throw new HttpError(409, 'shipped', 'This rule came with Yeoul: turn it off instead.');
    await removeRule(apiRedis(), id);
    return new Response(null, { status: 204 });
  });
}

async function ruleOf(id: string): Promise<Rule> {
  const rule = await findRule(apiRedis(), id);
  if (!rule) throw new HttpError(404, 'not_found', `There is no rule ${id}; GET /api/rules lists them.`);
  return rule;
}
