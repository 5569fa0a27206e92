import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Channel, ChannelView } from '#contracts/channel';
import type { ChannelEdit, NewChannel } from '#contracts/channel-edit';
import { globalKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { forgetNewest, newestOfChannels } from './deliveries.ts';

export const MAX_CHANNELS = 20;

/** All channels, with their secrets, by name. */
export async function listChannels(redis: Redis): Promise<Channel[]> {
  const texts = await redis.hvals(globalKeys().channels);
  return texts.map(parse).sort((a, b) => a.name.localeCompare(b.name));
}

export const channelIds = async (redis: Redis): Promise<Set<string>> =>
  new Set(await redis.hkeys(globalKeys().channels));

/** All channels as browsers may see them. */
export async function viewChannels(redis: Redis): Promise<ChannelView[]> {
  const [channels, newest] = await Promise.all([listChannels(redis), newestOfChannels(redis)]);
  return channels.map((channel) => viewOf(channel, newest.get(channel.id)));
}

function viewOf({ url, secret: _secret, ...rest }: Channel, newest: ChannelView['newest'] = null): ChannelView {
  const { protocol, host, pathname } = new URL(url);
  return { ...rest, host: protocol === 'mailto:' ? pathname : host, newest };
}

/** One channel with its secrets; null when there is none of this id. */
export async function findChannel(redis: Redis, id: string): Promise<Channel | null> {
  return (await readChannel(redis, id)).channel;
}

/** null: there are as many as there may be. */
export async function addChannel(redis: Redis, fields: NewChannel): Promise<ChannelView | null> {
  const { channels: key } = globalKeys();
  if ((await redis.hlen(key)) >= MAX_CHANNELS) return null;
  const channel: Channel = { id: randomUUID(), version: 1, ...fields };
  await redis.hset(key, channel.id, JSON.stringify(channel));
  return viewOf(channel);
}

/** The channel as it is after the edit; null when it is no longer the version that the editor saw. */
export async function editChannel(redis: Redis, id: string, edit: ChannelEdit): Promise<ChannelView | null> {
  const { channel, seen } = await readChannel(redis, id);
  if (!seen || channel?.version !== edit.version) return null;
  const { url = channel.url, secret = channel.secret, version, ...fields } = edit;
  const next: Channel = { ...channel, ...fields, url, secret, version: version + 1 };
  const written = await runScript(redis, 'compare-and-set', [globalKeys().channels], [id, seen, JSON.stringify(next)]);
  return written === 1 ? viewOf(next) : null;
}

/** False when there was none of this id. */
export async function removeChannel(redis: Redis, id: string): Promise<boolean> {
  await forgetNewest(redis, id);
  return (await redis.hdel(globalKeys().channels, id)) === 1;
}

/** `seen`: what Redis holds of it. */
async function readChannel(redis: Redis, id: string): Promise<{ channel: Channel | null; seen: string | null }> {
  const seen = await redis.hget(globalKeys().channels, id);
  return { channel: seen ? parse(seen) : null, seen };
}

/** What was kept before a channel could wait is told at once, and once. */
function parse(text: string): Channel {
  const kept = JSON.parse(text) as Channel;
  return {
    ...kept,
    repeatMinutes: kept.repeatMinutes ?? null,
    afterMinutes: kept.afterMinutes ?? 0,
    quiet: kept.quiet ?? null,
  };
}
