import { NewChannel } from '#contracts/channel-edit';
import { apiRedis } from '#infra/api-redis';
import { addChannel, MAX_CHANNELS, viewChannels } from '#stores/channels';
import { HttpError, readBody, respond, respondToChange } from '../respond.ts';
import { checkAddress } from './address.ts';

export const dynamic = 'force-dynamic';

/** GET /api/channels: who is told of alerts, without the addresses, which are secrets. */
export function GET(): Promise<Response> {
  return respond(async () => Response.json({ channels: await viewChannels(apiRedis()) }));
}

/** POST /api/channels: 201 and the channel. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const fields = await readBody(request, NewChannel);
    checkAddress(fields.kind, fields.url);
    const added = await addChannel(apiRedis(), fields);
    if (added) return Response.json(added, { status: 201 });
    throw new HttpError(
      409,
      'too_many',
      `There are ${MAX_CHANNELS} channels already, and no more than that: remove one.`,
    );
  });
}
