import type { Redis } from 'ioredis';
import { type Alert, isCalling } from '#contracts/alert';
import { type Silence, silenceOf } from '#contracts/silence';
import { env } from '#infra/env';
import { openRecords } from '#stores/alerts';
import { type Known, type OutboxEntry, outboxLength } from '#stores/outbox';
import { listSilences } from '#stores/silences';
import { forgetWithheld, keepTold, releaseAlert, withheldAlerts } from '#stores/withheld';

/** What is kept quiet at one moment. */
export type Quiet = { silences: Silence[]; withheld: Map<string, Known>; nowMs: number };

export async function readQuiet(redis: Redis): Promise<Quiet> {
  const [silences, withheld] = await Promise.all([listSilences(redis), withheldAlerts(redis)]);
  return { silences, withheld, nowMs: Date.now() };
}

/** Whether nobody is told of this: its alert is silenced, or it is of an alert that nobody was told fires. */
export function isQuiet({ notice, alert }: OutboxEntry, quiet: Quiet): boolean {
  if (!alert) return false;
  return isSilenced(alert, quiet) || (notice !== 'firing' && quiet.withheld.get(alert.id) === 'untold');
}

/**
 * Follows silences as they begin and end: keeps which alerts go on in silence, and has channels told of those that
 * still fire when it is over. An acknowledged one is somebody's; it is told if that is taken back.
 */
export async function followSilences(redis: Redis): Promise<void> {
  const quiet = await readQuiet(redis);
  if (quiet.silences.length === 0 && quiet.withheld.size === 0) return;
  const open = (await openRecords(redis)).filter(({ alert }) => alert.notify);
  // After the reads: with nothing left in it, all that these alerts had to say was told or withheld.
  if ((await outboxLength(redis)) > 0) return;
  for (const record of open) {
    const { id, state } = record.alert;
    const isKept = quiet.withheld.has(id);
    if (state === 'pending') continue;
    if (isSilenced(record.alert, quiet)) {
      if (!isKept) await keepTold(redis, record);
    } else if (isKept && isCalling(record.alert)) await releaseAlert(redis, record);
  }
  const isOpen = new Set(open.map(({ alert }) => alert.id));
  await forgetWithheld(
    redis,
    [...quiet.withheld.keys()].filter((id) => !isOpen.has(id)),
  );
}

export const isSilenced = (alert: Alert, { silences, nowMs }: Quiet) =>
  silenceOf(alert, silences, nowMs, env().TIME_ZONE) !== null;
