'use client';

import { BellOff } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { type AlertTab, isUnder, NO_FILTER, passes } from '#hooks/alert-filter';
import { useAlerts } from '#hooks/use-alerts';
import { useHistory } from '#hooks/use-history';
import { useSilenceOf } from '#hooks/use-silences';
import { AlertAround } from './alert-around.tsx';
import { AlertFilters } from './alert-filters.tsx';
import { AlertRow } from './alert-row.tsx';
import { AlertSheet } from './alert-sheet.tsx';
import { AlertTabs } from './alert-tabs.tsx';
import { sinceOf, useAlertText, useUrgency } from './alert-text.tsx';
import { EmptyState } from './empty-state.tsx';
import { FiredBefore } from './fired-before.tsx';
import { ListState } from './list-state.tsx';
import { NoticeSwitches } from './notice-switches.tsx';
import { Shell } from './shell.tsx';
import { SilencesSheet } from './silences-sheet.tsx';

/** The alert feed: open ones first, then the newest resolved; one of them open beside the list. */
export function AlertsPage() {
  const t = useTranslations('alerts');
  const pages = useTranslations('shell.nav');
  const router = useRouter();
  const params = useSearchParams();
  const openId = params.get('id');
  const showsSilences = params.has('silences');
  const { alerts, error, reload, put } = useAlerts();
  const [tab, setTab] = useState<AlertTab>('all');
  const [filter, setFilter] = useState(NO_FILTER);
  const text = useAlertText();
  const silences = useTranslations('silences');
  const silenceOf = useSilenceOf();
  const isIn = (alert: Alert, wanted: AlertTab) => isUnder(wanted, alert, silenceOf(alert) !== null);
  const matches = (alert: Alert) => passes(alert, text.name(alert), filter);
  const history = useHistory(filter.text);
  const known = new Set((alerts ?? []).map(({ id }) => id));
  const showsOlder = tab === 'all' || tab === 'resolved';
  const older = showsOlder ? history.older.filter((alert) => !known.has(alert.id) && matches(alert)) : [];
  const isSearching = showsOlder && history.isLoading;
  const urgency = useUrgency();
  const shown = (alerts ?? []).filter((alert) => isIn(alert, tab) && matches(alert)).sort(inFeedOrder(urgency));
  const opened = alerts?.find((alert) => alert.id === openId);
  const open = (id: string | null) => router.replace(id ? `/alerts?id=${id}` : '/alerts', { scroll: false });
  const isOpen = opened !== undefined || showsSilences;
  const focusOnceOpen = useRef<(() => void) | null>(null);
  const openAt = (alert: Alert, focus?: () => void) => {
    if (alert.id === openId) return focus?.();
    focusOnceOpen.current = focus ?? null;
    open(alert.id);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one that is open takes the focus.
  useEffect(() => {
    focusOnceOpen.current?.();
    focusOnceOpen.current = null;
  }, [opened?.id]);
  const filters = <AlertFilters value={filter} onChange={setFilter} />;
  return (
    <Shell page="alerts" controls={filters}>
      {!isOpen && <div className="narrow">{filters}</div>}
      <div className={isOpen ? 'al-grid with' : 'al-grid'}>
        <section className="panel alist" aria-label={pages('alerts')}>
          <div className="tabrow">
            <AlertTabs alerts={(alerts ?? []).filter(matches)} isIn={isIn} value={tab} onChange={setTab} />
            <button
              type="button"
              className="btn sm"
              aria-label={silences('title')}
              onClick={() => router.replace('/alerts?silences', { scroll: false })}
            >
              <BellOff size={14} aria-hidden="true" />
              <span className="desk">{silences('title')}</span>
            </button>
          </div>
          {(alerts === null || shown.length + older.length > 0) && <Columns />}
          <ListState
            list={alerts}
            error={error}
            texts={{
              loading: t('loading'),
              failed: t('failed', { message: error ?? '' }),
              retry: t('retry'),
              empty: t('empty'),
            }}
            onRetry={reload}
          />
          {alerts !== null && alerts.length > 0 && shown.length + older.length === 0 && (
            <EmptyState text={t(isSearching ? 'searching' : 'noMatch')}>
              <button type="button" className="btn sm" onClick={() => [setTab('all'), setFilter(NO_FILTER)]}>
                {t('clear')}
              </button>
            </EmptyState>
          )}
          {shown.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              selected={alert.id === openId}
              onOpen={(focus) => openAt(alert, focus)}
            />
          ))}
          {older.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              selected={false}
              onOpen={() => router.push(`/alerts/${encodeURIComponent(alert.id)}`)}
            />
          ))}
          <div className="foot">
            <span className="grow">
              {shown.length + older.length > 0 &&
                t(showsOlder && history.hasMore ? 'shownSoFar' : 'shown', {
                  shown: shown.length + older.length,
                  total: known.size + older.length,
                })}
            </span>
            {showsOlder && history.hasMore && known.size > 0 && (
              <button type="button" className="btn sm" disabled={history.isLoading} onClick={() => void history.more()}>
                {t('older')}
              </button>
            )}
            <NoticeSwitches />
          </div>
        </section>
        {!opened && showsSilences && <SilencesSheet alerts={alerts ?? []} onClose={() => open(null)} />}
        {opened && (
          <AlertSheet
            alert={opened}
            onChanged={put}
            onClose={() => open(null)}
            around={<AlertAround key={opened.id} alert={opened} isInSheet />}
            before={<FiredBefore key={opened.id} alert={opened} isInSheet />}
          />
        )}
      </div>
    </Shell>
  );
}

function Columns() {
  const t = useTranslations('alerts.columns');
  return (
    <div className="ahd desk">
      <span>{t('state')}</span>
      <span>{t('rule')}</span>
      <span className="num">{t('for')}</span>
      <span />
    </div>
  );
}

const inFeedOrder = (urgency: (a: Alert, b: Alert) => number) => (a: Alert, b: Alert) => {
  const bothResolved = a.state === 'resolved' && b.state === 'resolved';
  return bothResolved ? sinceOf(b) - sinceOf(a) : urgency(a, b);
};
