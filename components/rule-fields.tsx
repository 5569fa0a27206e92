'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS } from '#contracts/alert';
import { type Rule, SEVERITIES } from '#contracts/rule';
import type { DraftField, RuleDraft } from '#hooks/rule-draft';
import { ChoiceField, Field, SwitchField, TextField } from './form-field.tsx';

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
      <SwitchField
        id={`${id}-enabled`}
        label={t('enabled')}
        checked={draft.enabled}
        onChange={(enabled) => onChange({ enabled })}
      />
      <TextField {...text('name')} label={t('name')} maxLength={MAX_RULE_NAME_CHARS} />
      <ChoiceField
        label={t('severity')}
        options={SEVERITIES.map((each) => ({ value: each, text: severity(each) }))}
        isOn={(each) => each === draft.severity}
        onPress={(each) => onChange({ severity: each })}
      />
      <TextField {...text('limit')} label={t(`limit_${rule.measure.kind}`)} inputMode="decimal" />
      <TextField {...text('forSeconds')} label={t('forSeconds')} inputMode="numeric" />
      <TextField {...text('resolveAfterSeconds')} label={t('resolveAfterSeconds')} inputMode="numeric" />
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
      <TextField {...text('runbookUrl')} label={t('runbookUrl')} inputMode="url" />
    </>
  );
}
