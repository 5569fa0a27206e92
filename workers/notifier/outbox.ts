import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Channel } from '#contracts/channel';
import { createRepeatGuard, type Logger } from '#infra/logger';
import { listChannels } from '#stores/channels';
import { groupsOf, type NoticeGroup, wholeGroups } from '#stores/notice-groups';
import { finishEntries, forgetReaders, type OutboxEntry, openOutbox, readOutbox } from '#stores/outbox';
import { withholdEntry } from '#stores/withheld';
import type { Job } from './message.ts';
import { followSilences, isQuiet, readQuiet } from './silence.ts';
import { delayOf, isFor } from './timing.ts';

const LOOK_EVERY_MS = 100;
const SILENCES_EVERY_MS = 1_000;
/** A notifier that runs looks far more often. */
const FORGET_IDLE_MS = 3_600_000;
/** Rules are judged once a second, all of them within this: what begins in one second is told as one. */
const TOGETHER_MS = 250;

type Add = (job: Job, delayMs?: number) => Promise<unknown>;

/** Turns the entries of the outbox into jobs: one for each channel and what began together. */
export function followOutbox(redis: Redis, log: Logger, consumer: string, add: Add) {
  let stopping = false;
  const isNew = createRepeatGuard();

  async function look(): Promise<void> {
    const read = await readTogether(redis, consumer);
    if (read.length === 0) return;
    const entries = await wholeGroups(redis, read);
    const [channels, quiet] = await Promise.all([listChannels(redis), readQuiet(redis)]);
    const told: OutboxEntry[] = [];
    for (const entry of entries) {
      if (!isQuiet(entry, quiet)) told.push(entry);
      else await withholdEntry(redis, entry);
    }
    const groups = await groupsOf(redis, told);
    const known = new Set(channels.map(({ id }) => id));
    for (const group of groups) {
      // Added before they are forgotten: a death between the two adds the same jobs again, which the queue knows.
      for (const channel of channels) {
        const job = jobOf(group, channel, known);
        if (job) await add(job, delayOf(job, channel));
      }
      await finishEntries(redis, group.entries);
    }
  }

  async function run(): Promise<void> {
    let isOpen = false;
    let silencesAt = 0;
    while (!stopping) {
      try {
        if (!isOpen) {
          await openOutbox(redis);
          await forgetReaders(redis, consumer, FORGET_IDLE_MS);
        }
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

/** What is there; where an alert begins also what begins in the next moment. */
async function readTogether(redis: Redis, consumer: string): Promise<OutboxEntry[]> {
  const entries = await readOutbox(redis, consumer);
  if (!entries.some(({ notice }) => notice === 'firing')) return entries;
  await sleep(TOGETHER_MS);
  return [...entries, ...(await readOutbox(redis, consumer))];
}

/** What one channel is told of a group of entries; null where nothing of it is for this channel. */
function jobOf({ name, entries }: NoticeGroup, channel: Channel, known: ReadonlySet<string>): Job | null {
  const [first, ...more] = entries.filter((entry) => isMeant(entry, channel, known));
  if (!first) return null;
  const { notice, alert } = first;
  // An alert may be there twice: somebody took it and gave it back while no notifier was there.
  const others = new Map(
    more.flatMap((each) => (each.alert && each.alert.id !== alert?.id ? [[each.alert.id, each.alert]] : [])),
  );
  // By the group's own name, whichever of it are for this channel: read again after a death, it is the same job.
  const deliveryId = `${name}.${channel.id}`;
  return { deliveryId, channelId: channel.id, notice, alert, more: [...others.values()], repeat: 0 };
}

function isMeant({ channelId, alert }: OutboxEntry, channel: Channel, known: ReadonlySet<string>): boolean {
  if (channelId !== null) return channel.id === channelId;
  return alert !== null && isFor(alert, channel, known);
}
