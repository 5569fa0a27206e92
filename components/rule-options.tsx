'use client';

import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS } from '#contracts/alert';
import { MISSING } from '#contracts/rule';
import { Field, SwitchField, TextField } from './form-field.tsx';
import { useMeasureText } from './measure-text.tsx';
import { RuleChannels } from './rule-channels.tsx';
import type { DraftProps } from './rule-sentence.tsx';

const EVENTS = [0, 1, 5, 20];
const REPEATS = [0, 15, 30, 60, 240, 1_440];
const CLEAR = [0, 10, 30, 60, 120, 300, 600, 1_800, 3_600];

/** All of a rule that is not its condition. */
export function RuleOptions({ draft, wrong, onChange, children }: DraftProps & { children: ReactNode }) {
  const t = useTranslations('rules.fields');
  const { length } = useMeasureText();
  const id = useId();
  const clear = CLEAR.includes(draft.resolveAfterSeconds) ? CLEAR : [...CLEAR, draft.resolveAfterSeconds];
  return (
    <section className="panel ruleopts">
      <div className="sec">
        <TextField
          id={`${id}-name`}
          label={t('name')}
          value={draft.name}
          wrong={wrong.includes('name')}
          maxLength={MAX_RULE_NAME_CHARS}
          onChange={(name) => onChange({ name })}
        />
        <SwitchField
          id={`${id}-enabled`}
          label={t('enabled')}
          checked={draft.enabled}
          onChange={(enabled) => onChange({ enabled })}
        />
        <SwitchField
          id={`${id}-simulated`}
          label={t('simulated')}
          checked={draft.traffic.includes('simulated')}
          onChange={(isOn) => onChange({ traffic: isOn ? ['real', 'simulated'] : ['real'] })}
        />
      </div>
      <RuleNotices draft={draft} wrong={wrong} onChange={onChange} />
      {(draft.kind === 'value' || draft.kind === 'ratio') && (
        <MissingChoice draft={draft} wrong={wrong} onChange={onChange} />
      )}
      <div className="sec">
        <Field id={`${id}-clear`} label={t('resolveAfter')}>
          <select
            id={`${id}-clear`}
            className="input"
            value={draft.resolveAfterSeconds}
            onChange={(event) => onChange({ resolveAfterSeconds: Number(event.target.value) })}
          >
            {clear.map((seconds) => (
              <option key={seconds} value={seconds}>
                {length(seconds)}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${id}-note`} label={t('note')}>
          <textarea
            id={`${id}-note`}
            className="input"
            rows={2}
            maxLength={MAX_NOTE_CHARS}
            value={draft.note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        </Field>
        <TextField
          id={`${id}-runbook`}
          label={t('runbookUrl')}
          value={draft.runbookUrl}
          wrong={wrong.includes('runbookUrl')}
          inputMode="url"
          onChange={(runbookUrl) => onChange({ runbookUrl })}
        />
      </div>
      {children}
    </section>
  );
}

/** Who is told, how often, and with what. */
function RuleNotices({ draft, onChange }: DraftProps) {
  const { repeatMinutes, maxEvents } = draft;
  const t = useTranslations('rules.fields');
  const times = useTranslations('channels.fields');
  const repeats = repeatMinutes === null || REPEATS.includes(repeatMinutes) ? REPEATS : [...REPEATS, repeatMinutes];
  const id = useId();
  return (
    <div className="sec">
      <RuleChannels draft={draft} onChange={onChange} />
      <Field id={`${id}-repeat`} label={times('repeat')}>
        <select
          id={`${id}-repeat`}
          className="input"
          value={repeatMinutes ?? ''}
          onChange={({ target: { value } }) => onChange({ repeatMinutes: value === '' ? null : Number(value) })}
        >
          <option value="">{t('asChannels')}</option>
          {repeats.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? times('never') : times('everyMinutes', { minutes })}
            </option>
          ))}
        </select>
      </Field>
      <Field id={`${id}-events`} label={t('maxEvents')}>
        <select
          id={`${id}-events`}
          className="input"
          value={maxEvents}
          onChange={(event) => onChange({ maxEvents: Number(event.target.value) })}
        >
          {EVENTS.map((count) => (
            <option key={count} value={count}>
              {t('events', { count })}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}

function MissingChoice({ draft: { missing }, onChange }: DraftProps) {
  const t = useTranslations('rules.fields');
  const id = useId();
  return (
    <div className="sec">
      <Field id={id} label={t('missing')}>
        <select
          id={id}
          className="input"
          aria-describedby={`${id}-why`}
          value={missing}
          onChange={(event) => {
            const chosen = MISSING.find((each) => each === event.target.value);
            if (chosen) onChange({ missing: chosen });
          }}
        >
          {MISSING.map((each) => (
            <option key={each} value={each}>
              {t(`missingIs.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <p className="t3 fs12" id={`${id}-why`}>
        {t(`missingWhy.${missing}`)}
      </p>
    </div>
  );
}
