import { apiRedis } from '#infra/api-redis';
import { noteSilences } from '#stores/silence-notes';
import { endSilence } from '#stores/silences';
import { HttpError, type IdContext, respondToChange } from '../../respond.ts';

export const dynamic = 'force-dynamic';

/** DELETE /api/silences/ID: ends it now; what still fires is told. */
export function DELETE(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const { id } = await params;
    const ended = await endSilence(apiRedis(), id);
    if (ended) {
      await noteSilences(apiRedis(), null);
      return new Response(null, { status: 204 });
    }
    throw new HttpError(404, 'not_found', `There is no silence ${id}; GET /api/silences lists them.`);
  });
}
