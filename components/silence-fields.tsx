'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { MAX_NOTE_CHARS } from '#contracts/alert';
import { type Rule, SEVERITIES } from '#contracts/rule';
import type { SilenceDraft, SilenceField } from '#hooks/silence-draft';
import { useAlertText } from './alert-text.tsx';
import { ChoiceField, Field, TextField } from './form-field.tsx';
import { SilenceTimes } from './silence-times.tsx';

type Props = {
  draft: SilenceDraft;
  wrong: SilenceField[];
  rules: Rule[];
  onChange: (change: Partial<SilenceDraft>) => void;
};

/** Which alerts, and when. */
export function SilenceFields({ rules, ...props }: Props) {
  const { draft, onChange } = props;
  const t = useTranslations('silences.fields');
  const id = useId();
  const note = { id: `${id}-note`, wrong: false, value: draft.note, maxLength: MAX_NOTE_CHARS };
  return (
    <>
      <MatcherFields {...props} rules={rules} />
      <ChoiceField
        label={t('kind')}
        options={(['once', 'weekly'] as const).map((kind) => ({ value: kind, text: t(kind) }))}
        isOn={(kind) => kind === draft.kind}
        onPress={(kind) => onChange({ kind })}
      />
      <SilenceTimes {...props} />
      <TextField {...note} label={t('note')} onChange={(value) => onChange({ note: value })} />
    </>
  );
}

function MatcherFields({ draft, rules, onChange }: Props) {
  const t = useTranslations('silences.fields');
  const severity = useTranslations('alerts.severity');
  const { name } = useAlertText();
  const id = useId();
  return (
    <>
      <Field id={`${id}-rule`} label={t('rule')}>
        <select
          id={`${id}-rule`}
          className="input"
          value={draft.ruleId}
          onChange={(event) => onChange({ ruleId: event.target.value })}
        >
          <option value="">{t('any')}</option>
          {rules.map((rule) => (
            <option key={rule.id} value={rule.id}>
              {name({ ruleId: rule.id, ruleName: rule.name })}
            </option>
          ))}
        </select>
      </Field>
      <ChoiceField
        label={t('severity')}
        options={[
          { value: 'any' as const, text: t('any') },
          ...SEVERITIES.map((each) => ({ value: each, text: severity(each) })),
        ]}
        isOn={(each) => each === (draft.severity ?? 'any')}
        onPress={(each) => onChange({ severity: each === 'any' ? null : each })}
      />
      <TextField
        id={`${id}-key`}
        label={t('key')}
        placeholder={t('any')}
        wrong={false}
        maxLength={256}
        value={draft.key}
        onChange={(key) => onChange({ key })}
      />
    </>
  );
}
