import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import type { Channel } from '#contracts/channel';
import { createRepeatGuard, type Logger } from '#infra/logger';
import { listChannels } from '#stores/channels';
import { finishEntry, type OutboxEntry, openOutbox, readOutbox } from '#stores/outbox';
import { withholdEntry } from '#stores/withheld';
import type { Job } from './message.ts';
import { followSilences, isQuiet, readQuiet } from './silence.ts';

const LOOK_EVERY_MS = 100;
const SILENCES_EVERY_MS = 1_000;

/** Turns the entries of the outbox into jobs: one for each channel that is to be told. */
export function followOutbox(redis: Redis, log: Logger, consumer: string, add: (job: Job) => Promise<unknown>) {
  let stopping = false;
  const isNew = createRepeatGuard();

  async function look(): Promise<void> {
    const entries = await readOutbox(redis, consumer);
    if (entries.length === 0) return;
    const [channels, quiet] = await Promise.all([listChannels(redis), readQuiet(redis)]);
    for (const entry of entries) {
      if (isQuiet(entry, quiet)) {
        await withholdEntry(redis, entry);
        continue;
      }
      // Added before it is forgotten: a death between the two adds the same jobs again, which the queue knows.
      for (const job of jobsOf(entry, channels)) await add(job);
      await finishEntry(redis, entry.id);
    }
  }

  async function run(): Promise<void> {
    let isOpen = false;
    let silencesAt = 0;
    while (!stopping) {
      try {
        if (!isOpen) await openOutbox(redis);
        isOpen = true;
        await look();
        if (Date.now() - silencesAt >= SILENCES_EVERY_MS) {
          silencesAt = Date.now();
          await followSilences(redis);
        }
      } catch (error) {
        // Redis may have come back without the group.
        isOpen = false;
        if (isNew(String(error))) log.warn({ error: String(error) }, 'The outbox can not be read, trying again');
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping = true;
      await running;
    },
  };
}

export function jobsOf({ id, notice, alert, channelId }: OutboxEntry, channels: Channel[]): Job[] {
  const isMeant = (channel: Channel) =>
    channelId !== null ? channel.id === channelId : channel.enabled && alert !== null && isOf(alert, channel);
  return channels
    .filter(isMeant)
    .map((channel) => ({ deliveryId: `${id}.${channel.id}`, channelId: channel.id, notice, alert }));
}

/** Whether the rule tells this channel, and the channel wants to know of such. */
const isOf = ({ channels, severity }: Alert, channel: Channel) =>
  channel.severities.includes(severity) && (channels?.includes(channel.id) ?? true);
