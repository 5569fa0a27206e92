import { z } from 'zod';
import { apiRedis } from '#infra/api-redis';
import { searchHistory } from '#stores/alert-history';
import { readQuery, respond } from '../../respond.ts';

export const dynamic = 'force-dynamic';

const Query = z.strictObject({
  q: z.string().max(200).default(''),
  rule: z.string().min(1).max(64).optional(),
  before: z
    .string()
    .regex(/^\d{1,12}\.[\w-]{1,64}$/, 'must be what the answer before gave')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * GET /api/alerts/history[?q=&rule=&before=&limit=]: ended alerts, newest first, `{alerts, before}`. A page may hold fewer
 * than were asked for, or none, while there are more: `before` is null only at the end.
 */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const { q, rule, before, limit } = readQuery(request, Query);
    const query = { text: q, ruleId: rule ?? null, before: before ?? null, limit };
    return Response.json(await searchHistory(apiRedis(), query));
  });
}
