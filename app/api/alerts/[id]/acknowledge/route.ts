import { AcknowledgeRequest } from '#contracts/alert-actions';
import { apiRedis } from '#infra/api-redis';
import { acknowledge, unacknowledge } from '#stores/alert-actions';
import { type IdContext, readBody, respondToChange } from '../../../respond.ts';
import { answerOf } from '../answer.ts';

export const dynamic = 'force-dynamic';

/** POST /api/alerts/ID/acknowledge {by?, note?}: the alert as it is now; 409 unless it fires. */
export function POST(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const said = await readBody(request, AcknowledgeRequest);
    const { id } = await params;
    return answerOf(id, await acknowledge(apiRedis(), id, said));
  });
}

/** DELETE /api/alerts/ID/acknowledge {by?, note?}: takes it back; 409 where there is none. */
export function DELETE(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const said = await readBody(request, AcknowledgeRequest);
    const { id } = await params;
    return answerOf(id, await unacknowledge(apiRedis(), id, said));
  });
}
