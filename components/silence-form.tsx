'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Alert, MAX_PERSON_CHARS } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import { matches } from '#contracts/silence';
import { matcherOf, newDraft, type SilenceDraft, silenceOfDraft } from '#hooks/silence-draft';
import { useLive } from '#hooks/use-live';
import { usePerson } from '#hooks/use-person';
import { useSilenceControl } from '#hooks/use-silences';
import { useAlertText } from './alert-text.tsx';
import { TextField } from './form-field.tsx';
import { SilenceFields } from './silence-fields.tsx';

type Props = { nowMs: number; alerts: Alert[]; rules: Rule[] };

/** A new silence, and what it would mute of the alerts that are open. */
export function SilenceForm({ nowMs, alerts, rules }: Props) {
  const t = useTranslations('silences');
  const { timeZone } = useLive().settings;
  const [draft, setDraft] = useState<SilenceDraft>(() => newDraft(nowMs, timeZone));
  const [by, setBy] = usePerson();
  const { busy, error, add } = useSilenceControl();
  const { silence, wrong } = silenceOfDraft(draft, { by, nowMs, timeZone });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (silence && (await add(silence))) setDraft(newDraft(nowMs, timeZone));
  };
  return (
    <form className="sec ruleform" noValidate aria-label={t('new')} onSubmit={(event) => void save(event)}>
      <h3>{t('new')}</h3>
      <SilenceFields
        draft={draft}
        wrong={wrong}
        rules={rules}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <TextField
        id="silence-by"
        label={t('fields.by')}
        wrong={false}
        maxLength={MAX_PERSON_CHARS}
        value={by}
        onChange={setBy}
      />
      <Preview draft={draft} alerts={alerts} />
      {wrong.includes('weekdays') && <p className="t2 fs12">{t('preview.weekday')}</p>}
      {error !== null && (
        <p className="red fs12" role="alert">
          {t('failed', { message: error })}
        </p>
      )}
      <button type="submit" className="btn primary" disabled={busy || silence === null}>
        {t('save')}
      </button>
    </form>
  );
}

function Preview({ draft, alerts }: { draft: SilenceDraft; alerts: Alert[] }) {
  const t = useTranslations('silences.preview');
  const { name } = useAlertText();
  const matcher = matcherOf(draft);
  const muted = matcher ? alerts.filter((alert) => alert.state !== 'resolved' && matches(matcher, alert)) : [];
  return (
    <div className="t2 fs12" data-testid="silence-preview" aria-live="polite">
      {!matcher ? t('choose') : muted.length === 0 ? t('none') : t('some', { count: muted.length })}
      <ul className="muted">
        {muted.map((alert) => (
          <li key={alert.id} className="cut">
            {name(alert)}
            {alert.key && ` · ${alert.key}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
