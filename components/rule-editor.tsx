'use client';

import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { callApi } from '#hooks/api';
import { changed, draftOf, fieldsOf, limitText, type RuleDraft, type RuleFields } from '#hooks/rule-draft';
import { useCall } from '#hooks/use-call';
import { useTrial } from '#hooks/use-trial';
import { BacktestPanel } from './backtest-panel.tsx';
import { MessagePreview } from './message-preview.tsx';
import { RuleFaults } from './rule-faults.tsx';
import { RuleOptions } from './rule-options.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { useRuleText } from './rule-text.tsx';
import { RuleUnsaved } from './rule-unsaved.tsx';

type Props = {
  /** null: it is new. */
  rule: Rule | null;
  begin: RuleFields;
  /** What was typed in vain when another had saved the rule. */
  unsaved?: RuleDraft | null;
  onReload: (typed: RuleDraft) => void;
  onDropUnsaved?: () => void;
};

/** Writes a rule: its sentence, what it would have done, and who is told. */
export function RuleEditor({ rule, begin, unsaved = null, onReload, onDropUnsaved = () => {} }: Props) {
  const t = useTranslations('rules');
  const text = useRuleText();
  const router = useRouter();
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(begin));
  const { run, busy, error } = useCall();
  const { fields, wrong } = fieldsOf(draft);
  const trial = useTrial(fields);
  const change = (part: Partial<RuleDraft>) => setDraft((now) => changed(now, part));
  const form = { draft, wrong, onChange: change };
  const save = async () => {
    const isDone = await run(() =>
      rule
        ? callApi(`/api/rules/${rule.id}`, 'PUT', { ...fields, version: rule.version })
        : callApi('/api/rules', 'POST', fields),
    );
    if (isDone) router.push('/rules');
  };
  const remove = async () => {
    if (rule && (await run(() => callApi(`/api/rules/${rule.id}`, 'DELETE')))) router.push('/rules');
  };
  const isOwn = rule && !DEFAULT_RULES.some(({ id }) => id === rule.id);
  return (
    <form
      className="rulepage"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (fields) void save();
      }}
    >
      <div className="rulemain">
        {unsaved && (
          <RuleUnsaved
            typed={unsaved}
            saved={draftOf(begin)}
            onTake={() => [setDraft(unsaved), onDropUnsaved()]}
            onDrop={onDropUnsaved}
          />
        )}
        <section className="panel cond">
          <header>
            <h2>{t('form.condition')}</h2>
            {rule && <span className="t3 fs12 end">{t('version', { version: rule.version })}</span>}
          </header>
          <RuleSentence {...form} />
          <div className="t2 fs12 sentence" aria-live="polite">
            {fields ? text.sentence(fields) : <RuleFaults draft={draft} wrong={wrong} />}
          </div>
        </section>
        <BacktestPanel
          fields={fields}
          trial={trial}
          onLimit={(limit) => fields && change({ limit: limitText(fields, limit) })}
        />
      </div>
      <RuleOptions {...form}>{fields && <MessagePreview fields={fields} result={trial.known} />}</RuleOptions>
      <footer className="panel rulefoot">
        {error === null ? (
          <span className={fields ? 't2 fs12 grow' : 'row gap-1.5 red fs12 grow'}>
            {!fields && <TriangleAlert className="flex-none" size={14} aria-hidden="true" />}
            {fields ? t('evaluated') : t('wrong', { count: wrong.length })}
          </span>
        ) : (
          <p className="red fs12 grow" role="alert">
            {t('notSaved', { message: error })}{' '}
            {rule && (
              <button type="button" className="btn sm" onClick={() => onReload(draft)}>
                {t('reload')}
              </button>
            )}
          </p>
        )}
        {isOwn && (
          <button type="button" className="btn" disabled={busy} onClick={() => void remove()}>
            {t('remove')}
          </button>
        )}
        <Link className="btn" href="/rules">
          {t('cancel')}
        </Link>
        <button type="submit" className="btn primary" disabled={busy || !fields}>
          {t('save')}
        </button>
      </footer>
    </form>
  );
}
