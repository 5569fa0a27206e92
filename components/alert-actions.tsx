'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Alert, isCalling, MAX_NOTE_CHARS, MAX_PERSON_CHARS } from '#contracts/alert';
import { callApi } from '#hooks/api';
import { useCall } from '#hooks/use-call';
import { usePerson } from '#hooks/use-person';
import { AlertSilence } from './alert-silence.tsx';

type Props = { alert: Alert; onChanged: (alert: Alert) => void };
type Action = 'acknowledge' | 'unacknowledge' | 'comment';

const CALLS = {
  acknowledge: { method: 'POST', path: 'acknowledge' },
  unacknowledge: { method: 'DELETE', path: 'acknowledge' },
  comment: { method: 'POST', path: 'comments' },
} as const;

/** What a person can do about an alert: say "mine", take that back, write down what was found. */
export function AlertActions({ alert, onChanged }: Props) {
  const t = useTranslations('alerts.actions');
  const id = useId();
  const [person, setPerson] = usePerson();
  const [note, setNote] = useState('');
  const { run: call, busy, error } = useCall();
  const main: Action = isCalling(alert) ? 'acknowledge' : 'comment';
  // What was written stays when it fails.
  const run = (action: Action) =>
    call(async () => {
      const { method, path } = CALLS[action];
      const changed = await callApi<Alert>(`/api/alerts/${alert.id}/${path}`, method, { by: person, note });
      setNote('');
      onChanged(changed);
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (main === 'acknowledge' || note.trim()) run(main);
  };
  return (
    <form className="sec act" aria-label={t('label')} onSubmit={submit}>
      <label className="fs12 t2" htmlFor={`${id}-note`}>
        {t('note')}
      </label>
      <textarea
        id={`${id}-note`}
        data-note
        className="input"
        rows={2}
        maxLength={MAX_NOTE_CHARS}
        placeholder={t('noteHint')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="row">
        <input
          className="input grow"
          aria-label={t('person')}
          placeholder={t('person')}
          autoComplete="name"
          maxLength={MAX_PERSON_CHARS}
          value={person}
          onChange={(event) => setPerson(event.target.value)}
        />
        {alert.state === 'acknowledged' && (
          <button type="button" className="btn" disabled={busy} onClick={() => run('unacknowledge')}>
            {t('unacknowledge')}
          </button>
        )}
        {isCalling(alert) && (
          <button type="button" className="btn" disabled={busy || !note.trim()} onClick={() => run('comment')}>
            {t('comment')}
          </button>
        )}
        <button type="submit" className="btn primary" disabled={busy || (main === 'comment' && !note.trim())}>
          {t(main)}
        </button>
      </div>
      <AlertSilence alert={alert} by={person} note={note} onDone={() => setNote('')} />
      {error !== null && (
        <p className="red fs12" role="alert">
          {t('failed', { message: error })}
        </p>
      )}
    </form>
  );
}
