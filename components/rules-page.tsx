'use client';

import { ChevronRight } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'use-intl';
import type { Rule } from '#contracts/rule';
import { useList } from '#hooks/use-list';
import { useLive } from '#hooks/use-live';
import { ListState } from './list-state.tsx';
import { RowButton } from './row-button.tsx';
import { RuleSheet } from './rule-sheet.tsx';
import { useRuleText } from './rule-text.tsx';
import { Shell } from './shell.tsx';

/** What raises an alert, rule by rule; one of them open for editing beside the list. */
export function RulesPage() {
  const t = useTranslations('rules');
  const pages = useTranslations('shell.nav');
  const router = useRouter();
  const openId = useSearchParams().get('id');
  const { list: rules, error, reload, put } = useList<Rule>('rules');
  const opened = rules?.find(({ id }) => id === openId);
  const open = (id: string | null) => router.replace(id ? `/rules?id=${id}` : '/rules', { scroll: false });
  return (
    <Shell page="rules">
      <div className={opened ? 'al-grid with' : 'al-grid'}>
        <section className="panel alist" aria-label={pages('rules')}>
          <ListState
            list={rules}
            error={error}
            texts={{ loading: t('loading'), failed: t('failed', { message: error ?? '' }), retry: t('retry') }}
            onRetry={() => void reload()}
          />
          {rules?.map((rule) => (
            <RuleRow key={rule.id} rule={rule} selected={rule.id === openId} onOpen={() => open(rule.id)} />
          ))}
        </section>
        {opened && <RuleSheet rule={opened} onSaved={put} onReload={reload} onClose={() => open(null)} />}
      </div>
    </Shell>
  );
}

type RowProps = { rule: Rule; selected: boolean; onOpen: () => void };

function RuleRow({ rule, selected, onOpen }: RowProps) {
  const t = useTranslations('rules');
  const severity = useTranslations('alerts.severity');
  const text = useRuleText();
  const firing = useLive().alerts.filter(({ ruleId, state }) => ruleId === rule.id && state === 'firing').length;
  return (
    <div className={selected ? 'ar rule sel' : 'ar rule'} data-rule={rule.id}>
      <div>
        <span className={rule.enabled ? 'pill' : 'pill off'}>{t(rule.enabled ? 'on' : 'off')}</span>
      </div>
      <div style={{ minWidth: 0 }}>
        <div className="nm">
          <RowButton
            text={text.name(rule)}
            label={t('open', { name: text.name(rule) })}
            selected={selected}
            onOpen={onOpen}
          />
          <span className={`sev ${rule.severity === 'critical' ? 'c' : 'w'}`}>{severity(rule.severity)}</span>
        </div>
        <div className="why cut">{text.sentence(rule)}</div>
      </div>
      <div className="since num nw">
        {firing > 0 && <span className="pill firing">{t('firing', { count: firing })}</span>}
      </div>
      <ChevronRight size={16} className="t3 chev" aria-hidden="true" />
    </div>
  );
}
