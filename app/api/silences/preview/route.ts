import { matches } from '#contracts/silence';
import { SilencePreview } from '#contracts/silence-edit';
import { apiRedis } from '#infra/api-redis';
import { listAlerts } from '#stores/alerts';
import { readBody, respondToChange } from '../../respond.ts';

export const dynamic = 'force-dynamic';

const MAX_ALERTS = 200;

/** POST /api/silences/preview {matcher}: the open alerts that such a silence would mute now. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const { matcher } = await readBody(request, SilencePreview);
    const open = await listAlerts(apiRedis(), { filter: 'open', limit: Number.POSITIVE_INFINITY });
    return Response.json({ alerts: open.filter((alert) => matches(matcher, alert)).slice(0, MAX_ALERTS) });
  });
}
