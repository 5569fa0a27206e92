import { CommentRequest } from '#contracts/alert-actions';
import { apiRedis } from '#infra/api-redis';
import { comment } from '#stores/alert-actions';
import { type IdContext, readBody, respondToChange } from '../../../respond.ts';
import { answerOf } from '../answer.ts';

export const dynamic = 'force-dynamic';

/** POST /api/alerts/ID/comments {by?, note}: the alert as it is now, in any state. */
export function POST(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const said = await readBody(request, CommentRequest);
    const { id } = await params;
    return answerOf(id, await comment(apiRedis(), id, said));
  });
}
