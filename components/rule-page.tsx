'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import type { RuleDraft, RuleFields } from '#hooks/rule-draft';
import { useList } from '#hooks/use-list';
import { ListState } from './list-state.tsx';
import { MissingPanel } from './missing-panel.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { useRuleText } from './rule-text.tsx';
import { Shell } from './shell.tsx';
import { RuleSkeleton } from './skeleton.tsx';

/** One rule for editing. */
export function RulePage({ id }: { id: string }) {
  const t = useTranslations('rules');
  const { list, error, reload } = useList<Rule>('rules');
  const [unsaved, setUnsaved] = useState<RuleDraft | null>(null);
  const rule = list?.find((each) => each.id === id);
  const text = useRuleText();
  return (
    <Shell page="rules" title={rule && text.name(rule)}>
      <ListState
        list={list}
        error={error}
        texts={{ loading: t('loading'), failed: t('failed', { message: error ?? '' }), retry: t('retry') }}
        onRetry={() => void reload()}
        skeleton={<RuleSkeleton />}
      />
      {list && !rule && <MissingPanel title={t('unknownTitle')} text={t('unknown')} href="/rules" back={t('back')} />}
      {/* Another version is another draft. */}
      {rule && (
        <RuleEditor
          key={rule.version}
          rule={rule}
          begin={fieldsOf(rule)}
          unsaved={unsaved}
          onReload={(typed) => [setUnsaved(typed), void reload()]}
          onDropUnsaved={() => setUnsaved(null)}
        />
      )}
    </Shell>
  );
}

/** What of it people write. */
const fieldsOf = ({ id: _id, version: _version, ...fields }: Rule): RuleFields => fields;

/** A rule that does not exist yet, begun with a template. */
export function NewRulePage() {
  const t = useTranslations('rules');
  const [first] = RULE_TEMPLATES;
  const [chosen, choose] = useState(first?.id);
  const template = RULE_TEMPLATES.find(({ id }) => id === chosen) ?? first;
  if (!template) return null;
  return (
    <Shell page="rules" title={t('new')}>
      <fieldset className="templates" aria-label={t('templates.label')}>
        <span className="t2 fs12">{t('templates.label')}</span>
        {RULE_TEMPLATES.map(({ id }) => (
          <button key={id} type="button" className="btn sm" aria-pressed={id === chosen} onClick={() => choose(id)}>
            {t(`templates.${id}`)}
          </button>
        ))}
      </fieldset>
      <RuleEditor
        key={template.id}
        rule={null}
        begin={{ ...template.fields, name: t(`templates.${template.id}`) }}
        onReload={() => {}}
      />
    </Shell>
  );
}
