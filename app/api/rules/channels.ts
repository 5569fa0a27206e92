import type { Rule } from '#contracts/rule';
import { apiRedis } from '#infra/api-redis';
import { channelIds } from '#stores/channels';
import { HttpError } from '../respond.ts';

/** A rule that names only channels that are gone would call nobody. */
export async function checkChannels({ channels }: Pick<Rule, 'channels'>): Promise<void> {
  if (!channels) return;
  const known = await channelIds(apiRedis());
  const unknown = channels.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  const message = `names channels that are not here: ${unknown.join(', ')}`;
  throw new HttpError(
    400,
    'bad_request',
    `The body is wrong: channels ${message}. Choose among those of GET /api/channels.`,
    [{ path: 'channels', message }],
  );
}
