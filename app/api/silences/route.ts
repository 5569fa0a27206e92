import { NewSilence } from '#contracts/silence-edit';
import { apiRedis } from '#infra/api-redis';
import { noteSilences } from '#stores/silence-notes';
import { addSilence, listSilences, MAX_SILENCES } from '#stores/silences';
import { HttpError, readBody, respond, respondToChange } from '../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/silences: those that hold, those to come, and those that ended in the last days. */
export function GET(): Promise<Response> {
  return respond(async () => Response.json({ silences: await listSilences(apiRedis()) }));
}

/** POST /api/silences {matcher,when,note?,by?}: 201 and the silence. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const added = await addSilence(apiRedis(), await readBody(request, NewSilence));
    if (added) {
      await noteSilences(apiRedis(), null);
      return Response.json(added, { status: 201 });
    }
    throw new HttpError(409, 'too_many', `There are ${MAX_SILENCES} silences already, and no more than that: end one.`);
  });
}
