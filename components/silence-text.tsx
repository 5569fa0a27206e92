'use client';

import { BellOff } from 'lucide-react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { dateFormat } from '#contracts/intl-formats';
import { holdsUntil, type Silence, WEEKDAYS } from '#contracts/silence';
import { toLocal } from '#contracts/zoned-time';
import { useLive } from '#hooks/use-live';
import { useSilenceOf } from '#hooks/use-silences';
import { useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';

/** A Sunday, as UTC has it. */
const SUNDAY_MS = Date.UTC(2026, 1, 1);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** How a silence is written: of what it is, when it holds, and until when. */
export function useSilenceText() {
  const t = useTranslations('silences');
  const severityText = useTranslations('alerts.severity');
  const alerts = useAlertText();
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const { dataSecond } = useLive();
  const { time } = useFormats();
  const clock = (epochMs: number) => time(epochMs).slice(0, 5);
  /** "18:00", with the day where that is another. */
  const moment = (epochMs: number) => {
    const day = (ms: number) => toLocal(ms, timeZone).slice(0, 10);
    if (dataSecond !== null && day(dataSecond * 1_000) === day(epochMs)) return clock(epochMs);
    const date = dateFormat(locale, { timeZone, month: 'short', day: 'numeric' }).format(epochMs);
    return `${date} ${clock(epochMs)}`;
  };
  const weekday = (index: number) =>
    dateFormat(locale, { timeZone: 'UTC', weekday: 'short' }).format(SUNDAY_MS + index * DAY_MS);
  return {
    moment,
    weekday,
    name: ({ matcher: { ruleId, severity, key } }: Silence, ruleName: (id: string) => string) =>
      [ruleId && alerts.name({ ruleId, ruleName: ruleName(ruleId) }), severity && severityText(severity), key]
        .filter(Boolean)
        .join(' · '),
    when: ({ when }: Silence) => {
      if (when.kind === 'once')
        return t('when.once', { from: moment(Date.parse(when.from)), to: moment(Date.parse(when.to)) });
      const days = when.weekdays.map((day) => weekday(WEEKDAYS.indexOf(day))).join(', ');
      const end = new Date(Date.parse(`1970-01-01T${when.start}Z`) + when.minutes * MINUTE_MS);
      return t('when.weekly', { days, start: when.start, end: end.toISOString().slice(11, 16) });
    },
    state: ({ when }: Silence): 'holds' | 'waits' | 'ended' => {
      const nowMs = (dataSecond ?? 0) * 1_000;
      if (holdsUntil(when, nowMs, timeZone) !== null) return 'holds';
      return when.kind === 'once' && Date.parse(when.to) <= nowMs ? 'ended' : 'waits';
    },
  };
}

/** A struck bell, and until when channels are told nothing of this alert; nothing where they are told. */
export function SilencedMark({ alert }: { alert: Alert }) {
  const t = useTranslations('silences');
  const text = useSilenceText();
  const silenced = useSilenceOf()(alert);
  if (!silenced) return null;
  return (
    <span className="mute t2 fs12" data-silenced>
      <BellOff size={12} aria-hidden="true" />
      {t('silenced', { time: text.moment(silenced.until) })}
    </span>
  );
}
