'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { SEVERITIES } from '#contracts/rule';
import type { ChannelDraft } from '#hooks/channel-draft';
import { ChoiceField, Field, SwitchField } from './form-field.tsx';

const REPEATS = [30, 60, 240];
const AFTER = [0, 5, 10, 30, 60];

type Props = {
  draft: ChannelDraft;
  wrong: (keyof ChannelDraft)[];
  onChange: (change: Partial<ChannelDraft>) => void;
};

/** When a channel is told: at once or later, again, and not at night. */
export function ChannelTimes({ draft, wrong, onChange }: Props) {
  const t = useTranslations('channels.fields');
  const id = useId();
  return (
    <>
      <Field id={`${id}-after`} label={t('after')}>
        <select
          id={`${id}-after`}
          className="input"
          value={draft.afterMinutes}
          onChange={(event) => onChange({ afterMinutes: Number(event.target.value) })}
        >
          {AFTER.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t('afterMinutes', { minutes })}
            </option>
          ))}
        </select>
      </Field>
      <Field id={`${id}-repeat`} label={t('repeat')}>
        <select
          id={`${id}-repeat`}
          className="input"
          value={draft.repeatMinutes ?? ''}
          onChange={({ target: { value } }) => onChange({ repeatMinutes: value === '' ? null : Number(value) })}
        >
          <option value="">{t('never')}</option>
          {REPEATS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t('everyMinutes', { minutes })}
            </option>
          ))}
        </select>
      </Field>
      <SwitchField
        id={`${id}-quiet`}
        label={t('quiet')}
        checked={draft.isQuiet}
        onChange={(isQuiet) => onChange({ isQuiet })}
      />
      {draft.isQuiet && <QuietHours draft={draft} wrong={wrong} onChange={onChange} />}
    </>
  );
}

function QuietHours({ draft, wrong, onChange }: Props) {
  const t = useTranslations('channels.fields');
  const severity = useTranslations('alerts.severity');
  const id = useId();
  const { quietSeverities } = draft;
  const time = (field: 'quietFrom' | 'quietTo') => (
    <Field id={`${id}-${field}`} label={t(field)}>
      <input
        id={`${id}-${field}`}
        className="input"
        type="time"
        aria-invalid={wrong.includes('quietTo')}
        value={draft[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
    </Field>
  );
  return (
    <>
      <div className="quiethours">
        {time('quietFrom')}
        {time('quietTo')}
      </div>
      <ChoiceField
        label={t('quietSeverities')}
        options={SEVERITIES.map((each) => ({ value: each, text: severity(each) }))}
        isOn={(each) => quietSeverities.includes(each)}
        onPress={(each) =>
          onChange({
            quietSeverities: SEVERITIES.filter((other) => quietSeverities.includes(other) !== (other === each)),
          })
        }
      />
    </>
  );
}
