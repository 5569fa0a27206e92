'use client';

import { BellOff } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Silence } from '#contracts/silence';
import { dayAt } from '#contracts/zoned-time';
import { useLive } from '#hooks/use-live';
import { useSilenceControl, useSilenceOf } from '#hooks/use-silences';
import { SilencedMark } from './silence-text.tsx';

const HOUR_MS = 3_600_000;
const CHOICES = ['hour', 'hours', 'tomorrow'] as const;

/** Until when each choice lasts, from now on. */
function endOf(choice: (typeof CHOICES)[number], nowMs: number, timeZone: string): number {
  if (choice === 'tomorrow') return dayAt(nowMs, timeZone, { days: 1, minute: 9 * 60 }).at;
  return nowMs + (choice === 'hour' ? 1 : 4) * HOUR_MS;
}

/** One that is of other alerts too, or comes again, is ended where all are listed. */
export function isOwn({ when, matcher: { ruleId, severity, key } }: Silence, alert: Alert): boolean {
  return when.kind === 'once' && ruleId === alert.ruleId && severity === null && key === alert.key;
}

type Props = { alert: Alert; by: string; note: string; onDone: () => void };

/** Has channels told nothing of an open alert for a while, or again. */
export function AlertSilence({ alert, by, note, onDone }: Props) {
  const t = useTranslations('silences');
  const { dataSecond, settings } = useLive();
  const { busy, error, add, end } = useSilenceControl();
  const silenced = useSilenceOf()(alert);
  const box = useRef<HTMLDivElement>(null);
  if (alert.state === 'resolved' || dataSecond === null) return null;
  const silence = async (choice: (typeof CHOICES)[number]) => {
    // By the server's clock: this computer's may be wrong.
    const nowMs = dataSecond * 1_000;
    const to = new Date(endOf(choice, nowMs, settings.timeZone)).toISOString();
    const when = { kind: 'once', from: new Date(nowMs).toISOString(), to } as const;
    const matcher = { ruleId: alert.ruleId, severity: null, key: alert.key };
    if (!(await add({ matcher, when, note: note.trim() || null, by: by.trim() || null }))) return;
    onDone();
    // What was pressed is gone when the page hears of it.
    box.current?.focus();
  };
  const endIt = async (id: string) => {
    if (await end(id)) box.current?.focus();
  };
  return (
    <div ref={box} className="snooze" data-silence tabIndex={-1}>
      {silenced ? (
        <>
          <SilencedMark alert={alert} />
          {isOwn(silenced.silence, alert) && (
            <button type="button" className="btn sm" disabled={busy} onClick={() => void endIt(silenced.silence.id)}>
              {t('snooze.end')}
            </button>
          )}
        </>
      ) : (
        <fieldset aria-label={t('snooze.label')}>
          <span className="mute t2 fs12">
            <BellOff size={14} aria-hidden="true" />
            {t('snooze.label')}
          </span>
          {CHOICES.map((choice) => (
            <button key={choice} type="button" className="btn sm" disabled={busy} onClick={() => void silence(choice)}>
              {t(`snooze.${choice}`)}
            </button>
          ))}
        </fieldset>
      )}
      {error !== null && (
        <p className="red fs12" role="alert">
          {t('failed', { message: error })}
        </p>
      )}
    </div>
  );
}
