'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { CHANNEL_KINDS } from '#contracts/channel';
import { SEVERITIES } from '#contracts/rule';
import type { ChannelDraft } from '#hooks/channel-draft';
import { ChannelTimes } from './channel-times.tsx';
import { ChoiceField, SwitchField, TextField } from './form-field.tsx';

type Props = {
  draft: ChannelDraft;
  wrong: (keyof ChannelDraft)[];
  /** Where it goes now; null for a new one. */
  host: string | null;
  onChange: (change: Partial<ChannelDraft>) => void;
};

/** All of a channel that can be edited; what is secret can be replaced, not read. */
export function ChannelFields({ draft, wrong, host, onChange }: Props) {
  const t = useTranslations('channels');
  const severity = useTranslations('alerts.severity');
  const id = useId();
  const text = (field: 'name' | 'url' | 'secret') => ({
    id: `${id}-${field}`,
    value: draft[field],
    wrong: wrong.includes(field) && draft[field] !== '',
    onChange: (value: string) => onChange({ [field]: value }),
  });
  const { severities } = draft;
  return (
    <>
      <SwitchField
        id={`${id}-enabled`}
        label={t('fields.enabled')}
        checked={draft.enabled}
        onChange={(enabled) => onChange({ enabled })}
      />
      <ChoiceField
        label={t('fields.kind')}
        options={CHANNEL_KINDS.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
        isOn={(kind) => kind === draft.kind}
        onPress={(kind) => onChange({ kind })}
      />
      <TextField {...text('name')} label={t('fields.name')} maxLength={80} />
      <TextField
        {...text('url')}
        label={t(`fields.url_${draft.kind}`)}
        placeholder={host ? t('fields.kept', { host }) : draft.kind === 'email' ? 'oncall@example.com' : 'https://'}
        inputMode={draft.kind === 'email' ? 'email' : 'url'}
        maxLength={2_000}
      />
      {draft.kind === 'webhook' && (
        <TextField
          {...text('secret')}
          label={t('fields.secret')}
          placeholder={host ? t('fields.secretKept') : ''}
          type="password"
          maxLength={200}
        />
      )}
      <ChoiceField
        label={t('fields.severities')}
        options={SEVERITIES.map((each) => ({ value: each, text: severity(each) }))}
        isOn={(each) => severities.includes(each)}
        onPress={(each) =>
          onChange({ severities: SEVERITIES.filter((other) => severities.includes(other) !== (other === each)) })
        }
      />
      <ChannelTimes draft={draft} wrong={wrong} onChange={onChange} />
    </>
  );
}
