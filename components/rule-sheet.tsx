'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { callApi } from '#hooks/api';
import { draftOf, type RuleDraft, ruleOf } from '#hooks/rule-draft';
import { useCall } from '#hooks/use-call';
import { RuleFields } from './rule-fields.tsx';
import { useRuleText } from './rule-text.tsx';
import { Sheet } from './sheet.tsx';

type Props = { rule: Rule; onSaved: (rule: Rule) => void; onReload: () => Promise<void>; onClose: () => void };

/** One rule open for editing: the sentence says what it would be, as it is typed. */
export function RuleSheet({ rule, onSaved, onReload, onClose }: Props) {
  const t = useTranslations('rules');
  const text = useRuleText();
  return (
    <Sheet
      id={rule.id}
      label={text.name(rule)}
      marks={<span className="t3 fs12">{t('version', { version: rule.version })}</span>}
      closeLabel={t('close')}
      onClose={onClose}
    >
      {/* Another version is another draft. */}
      <RuleForm key={`${rule.id} ${rule.version}`} rule={rule} onSaved={onSaved} onReload={onReload} />
    </Sheet>
  );
}

function RuleForm({ rule, onSaved, onReload }: Omit<Props, 'onClose'>) {
  const t = useTranslations('rules');
  const text = useRuleText();
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule));
  const { run, busy, error } = useCall();
  const { edit, wrong } = ruleOf(draft, rule);
  const save = (body: object) =>
    run(async () => onSaved(await callApi<Rule>(`/api/rules/${rule.id}`, 'PUT', { version: rule.version, ...body })));
  return (
    <form
      className="sec ruleform"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (edit) void save(edit);
      }}
    >
      <p className="sentence" aria-live="polite">
        {edit ? text.sentence({ measure: rule.measure, ...edit }) : t('wrong')}
      </p>
      <RuleFields rule={rule} draft={draft} wrong={wrong} onChange={(change) => setDraft({ ...draft, ...change })} />
      {error !== null && (
        <p className="red fs12" role="alert">
          {t('notSaved', { message: error })}{' '}
          <button type="button" className="btn sm" onClick={() => void onReload()}>
            {t('reload')}
          </button>
        </p>
      )}
      <button type="submit" className="btn primary" disabled={busy || edit === null}>
        {t('save')}
      </button>
    </form>
  );
}
