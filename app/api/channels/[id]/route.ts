import { ChannelEdit } from '#contracts/channel-edit';
import { apiRedis } from '#infra/api-redis';
import { editChannel, findChannel, removeChannel } from '#stores/channels';
import { listRules } from '#stores/rules';
import { HttpError, type IdContext, readBody, respondToChange } from '../../respond.ts';
import { checkAddress } from '../address.ts';
import { unknownChannel } from './unknown.ts';

export const dynamic = 'force-dynamic';

/** PUT /api/channels/ID: the channel as it is now; 409 when somebody else has edited the version that was sent. */
export function PUT(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const edit = await readBody(request, ChannelEdit);
    const { id } = await params;
    const channel = await findChannel(apiRedis(), id);
    if (!channel) throw unknownChannel(id);
    checkAddress(edit.kind, edit.url ?? channel.url);
    const edited = await editChannel(apiRedis(), id, edit);
    if (edited) return Response.json(edited);
    throw new HttpError(
      409,
      'conflict',
      'Somebody else has edited this channel meanwhile: load it again, and edit that.',
    );
  });
}

/** DELETE /api/channels/ID: nobody is told there any more. Refused while rules name it: they might call nobody then. */
export function DELETE(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const { id } = await params;
    const rules = (await listRules(apiRedis())).filter(({ channels }) => channels?.includes(id));
    if (rules.length > 0) {
      const names = rules.map(({ name }) => `“${name}”`).join(', ');
      throw new HttpError(409, 'in_use', `Rules tell this channel, ${names}: take it out of them first.`);
    }
    if (!(await removeChannel(apiRedis(), id))) throw unknownChannel(id);
    return new Response(null, { status: 204 });
  });
}
