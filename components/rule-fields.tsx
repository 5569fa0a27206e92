'use client';

import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS, type Rule, SEVERITIES } from '#contracts/alert';
import type { DraftField, RuleDraft } from '#hooks/rule-draft';
import { Switch } from './ui/switch.tsx';

type Props = { rule: Rule; draft: RuleDraft; wrong: DraftField[]; onChange: (change: Partial<RuleDraft>) => void };

/** All of a rule that can be edited. */
export function RuleFields({ rule, draft, wrong, onChange }: Props) {
  const t = useTranslations('rules.fields');
  const severity = useTranslations('alerts.severity');
  const id = useId();
  const text = (field: 'name' | 'limit' | 'forSeconds' | 'resolveAfterSeconds' | 'runbookUrl') => ({
    id: `${id}-${field}`,
    value: draft[field],
    wrong: wrong.includes(field),
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <>
      <div className="row">
        <label className="fs12 t2 grow" htmlFor={`${id}-enabled`}>
          {t('enabled')}
        </label>
        <Switch id={`${id}-enabled`} checked={draft.enabled} onCheckedChange={(enabled) => onChange({ enabled })} />
      </div>
      <Text {...text('name')} label={t('name')} maxLength={MAX_RULE_NAME_CHARS} />
      <div className="row">
        <span className="fs12 t2 grow">{t('severity')}</span>
        <fieldset className="seg sm" aria-label={t('severity')}>
          {SEVERITIES.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === draft.severity}
              onClick={() => onChange({ severity: each })}
            >
              {severity(each)}
            </button>
          ))}
        </fieldset>
      </div>
      <Text {...text('limit')} label={t(`limit_${rule.measure.kind}`)} inputMode="decimal" />
      <Text {...text('forSeconds')} label={t('forSeconds')} inputMode="numeric" />
      <Text {...text('resolveAfterSeconds')} label={t('resolveAfterSeconds')} inputMode="numeric" />
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
      <Text {...text('runbookUrl')} label={t('runbookUrl')} inputMode="url" />
    </>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="field">
      <label className="fs12 t2" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}

type TextProps = {
  id: string;
  label: string;
  value: string;
  wrong: boolean;
  inputMode?: 'decimal' | 'numeric' | 'url';
  maxLength?: number;
  onChange: (value: string) => void;
};

function Text({ id, label, wrong, onChange, ...input }: TextProps) {
  return (
    <Field id={id} label={label}>
      <input
        {...input}
        id={id}
        className="input"
        autoComplete="off"
        aria-invalid={wrong}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
