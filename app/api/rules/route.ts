import { listRules } from '#stores/rules';

export const dynamic = 'force-dynamic';

/** GET /api/rules: the rules in force. */
export async function GET(): Promise<Response> {
  return Response.json({ rules: await listRules() });
}
