'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { WEEKDAYS } from '#contracts/silence';
import type { SilenceDraft, SilenceField } from '#hooks/silence-draft';
import { useLive } from '#hooks/use-live';
import { Field, TextField } from './form-field.tsx';
import { useSilenceText } from './silence-text.tsx';

type Props = { draft: SilenceDraft; wrong: SilenceField[]; onChange: (change: Partial<SilenceDraft>) => void };

/** When a silence holds, by the clock of the project's time zone. */
export function SilenceTimes(props: Props) {
  const t = useTranslations('silences.fields');
  const { timeZone } = useLive().settings;
  return (
    <>
      {props.draft.kind === 'once' ? <OnceFields {...props} /> : <WeeklyFields {...props} />}
      <p className="t3 fs12">{t('timeZone', { timeZone })}</p>
    </>
  );
}

function OnceFields({ draft, wrong, onChange }: Props) {
  const t = useTranslations('silences.fields');
  const id = useId();
  return (['from', 'to'] as const).map((field) => (
    <TextField
      key={field}
      id={`${id}-${field}`}
      label={t(field)}
      type="datetime-local"
      wrong={wrong.includes(field)}
      value={draft[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  ));
}

function WeeklyFields({ draft, wrong, onChange }: Props) {
  const t = useTranslations('silences.fields');
  const { weekday } = useSilenceText();
  const id = useId();
  const { weekdays } = draft;
  return (
    <>
      <Field id={`${id}-days`} label={t('weekdays')}>
        <fieldset id={`${id}-days`} className="seg sm days" aria-label={t('weekdays')}>
          {WEEKDAYS.map((day, index) => (
            <button
              key={day}
              type="button"
              aria-pressed={weekdays.includes(day)}
              onClick={() =>
                onChange({ weekdays: WEEKDAYS.filter((other) => weekdays.includes(other) !== (other === day)) })
              }
            >
              {weekday(index)}
            </button>
          ))}
        </fieldset>
      </Field>
      <TextField
        id={`${id}-start`}
        label={t('start')}
        type="time"
        wrong={wrong.includes('start')}
        value={draft.start}
        onChange={(start) => onChange({ start })}
      />
      <TextField
        id={`${id}-minutes`}
        label={t('minutes')}
        inputMode="numeric"
        wrong={wrong.includes('minutes')}
        value={draft.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
    </>
  );
}
