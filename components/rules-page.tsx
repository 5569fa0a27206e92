'use client';

import { ChevronRight, Plus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import type { ChannelView } from '#contracts/channel';
import type { Rule } from '#contracts/rule';
import { hasLostChannels } from '#contracts/rule-channels';
import { useList } from '#hooks/use-list';
import { useLive } from '#hooks/use-live';
import { useCalling } from '#hooks/use-silences';
import { CallingPills } from './calling-pills.tsx';
import { RowsSkeleton } from './list-skeleton.tsx';
import { ListState } from './list-state.tsx';
import { LostChannels } from './lost-channels.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { RowButton } from './row-button.tsx';
import { useRuleText } from './rule-text.tsx';
import { RuleTransfer } from './rule-transfer.tsx';
import { Shell } from './shell.tsx';

/** What raises an alert, rule by rule. */
export function RulesPage() {
  const t = useTranslations('rules');
  const pages = useTranslations('shell.nav');
  const router = useRouter();
  const { list: rules, error, reload } = useList<Rule>('rules');
  const { list: channels } = useList<ChannelView>('channels');
  const known = channels && new Set(channels.map(({ id }) => id));
  return (
    <Shell page="rules">
      <div className="al-grid">
        <section className="panel alist" aria-label={pages('rules')}>
          <header>
            <h2>{pages('rules')}</h2>
            <span className="end row">
              {rules && <RuleTransfer rules={rules} onImported={() => void reload()} />}
              <Link className="btn sm primary" href="/rules/new">
                <Plus size={14} aria-hidden="true" />
                {t('new')}
              </Link>
            </span>
          </header>
          <ListState
            list={rules}
            error={error}
            texts={{ loading: t('loading'), failed: t('failed', { message: error ?? '' }), retry: t('retry') }}
            onRetry={() => void reload()}
            skeleton={<RowsSkeleton rowClass="ar rule" />}
          />
          <PanelBoundary title={pages('rules')}>
            {rules?.map((rule) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                isLost={known !== null && hasLostChannels(rule.channels, known)}
                onOpen={() => router.push(`/rules/${rule.id}`)}
              />
            ))}
          </PanelBoundary>
        </section>
      </div>
    </Shell>
  );
}

/** `isLost`: the channels that it names are gone. */
type RowProps = { rule: Rule; isLost: boolean; onOpen: () => void };

function RuleRow({ rule, isLost, onOpen }: RowProps) {
  const t = useTranslations('rules');
  const severity = useTranslations('alerts.severity');
  const text = useRuleText();
  const { heard, quiet } = useCalling(useLive().alerts.filter(({ ruleId }) => ruleId === rule.id));
  return (
    <div className="ar rule" data-rule={rule.id}>
      <div>
        <span className={rule.enabled ? 'pill' : 'pill off'}>{t(rule.enabled ? 'on' : 'off')}</span>
      </div>
      <div style={{ minWidth: 0 }}>
        <div className="nm">
          <RowButton
            text={text.name(rule)}
            label={t('open', { name: text.name(rule) })}
            selected={false}
            onOpen={onOpen}
          />
          <span className={`sev ${rule.severity === 'critical' ? 'c' : 'w'}`}>{severity(rule.severity)}</span>
        </div>
        <div className="why cut">{text.sentence(rule)}</div>
        {isLost && <LostChannels />}
      </div>
      <div className="since num nw">
        <CallingPills heard={heard} quiet={quiet} />
      </div>
      <ChevronRight size={16} className="t3 chev" aria-hidden="true" />
    </div>
  );
}
