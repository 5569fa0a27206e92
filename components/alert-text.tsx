'use client';

import { Check, CircleDashed, Contrast, TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import type { Alert, AlertEntry } from '#contracts/alert';
import { DEFAULT_RULES } from '#contracts/rules';
import { percent } from '#hooks/figure-format';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';

/** How an alert's name, value, limit and reason are written, by the kind of its rule. */
export function useAlertText() {
  const t = useTranslations('alerts');
  const locale = useLocale();
  const { count, duration } = useFormats();
  const name = ({ ruleId, ruleName }: Pick<Alert, 'ruleId' | 'ruleName'>) => {
    const key = `rules.${ruleId}` as Parameters<typeof t.has>[0];
    return isShippedName(ruleId, ruleName) && t.has(key) ? t(key) : ruleName;
  };
  const measured = ({ measureKind }: Pick<Alert, 'measureKind'>, value: number, decimals = 1) => {
    if (measureKind === 'ratio') return percent(value, locale, decimals);
    if (measureKind === 'noData') return duration(value);
    if (measureKind === 'books') return t('value.records', { value: count(value) });
    return t('value.perMinute', { value: count(Math.round(value)) });
  };
  // People set limits as whole percents: "20%", where a measured value is "31.4%".
  const limit = (alert: Pick<Alert, 'measureKind' | 'threshold'>, value = alert.threshold) =>
    measured(alert, value, Number.isInteger(Math.round(value * 1_000) / 10) ? 0 : 1);
  /** Who has it, and what they said; null while nobody has. */
  const acknowledged = (alert: Alert) => {
    const said = acknowledgementOf(alert);
    if (!said) return null;
    const who = said.by === null ? t('acknowledged.nobody') : t('acknowledged.by', { name: said.by });
    return said.note === null ? who : `${who}: ${t('acknowledged.note', { note: said.note })}`;
  };
  return {
    name,
    acknowledged,
    measured,
    value: (alert: Alert) => measured(alert, alert.value),
    limit,
    /** The worst it was: of a silence, how long it lasted. */
    peak: (alert: Alert) =>
      t(alert.measureKind === 'noData' ? 'peak_noData' : 'peak', { value: measured(alert, alert.peak) }),
    reason: (alert: Alert) => t(`reason.${alert.measureKind}`, { limit: limit(alert), key: alert.key ?? '' }),
  };
}

/** The entry of the acknowledgement that holds. */
function acknowledgementOf({ state, timeline }: Alert): AlertEntry | undefined {
  return state === 'acknowledged'
    ? timeline.findLast((entry) => entry.kind !== 'comment' && entry.state === 'acknowledged')
    : undefined;
}

/** What people have named themselves is shown as they wrote it. */
const isShippedName = (ruleId: string, ruleName: string) =>
  DEFAULT_RULES.some(({ id, name }) => id === ruleId && name === ruleName);

/** Icon of the state: never colour alone. */
export function AlertIcon({ alert, size = 16 }: { alert: Pick<Alert, 'state' | 'severity'>; size?: number }) {
  if (alert.state === 'resolved') return <Check size={size} className="grn" aria-hidden="true" />;
  if (alert.state === 'acknowledged') return <Contrast size={size} className="t2" aria-hidden="true" />;
  if (alert.state === 'pending') return <CircleDashed size={size} className="t2" aria-hidden="true" />;
  return <TriangleAlert size={size} className={alert.severity === 'critical' ? 'red' : 'amb'} aria-hidden="true" />;
}

export const toneOf = ({ severity }: Pick<Alert, 'severity'>) => (severity === 'critical' ? 'red' : 'amb');

/** Firing first, then acknowledged, then pending; real before simulated, critical before warning, then the oldest. */
export function byUrgency(a: Alert, b: Alert): number {
  return rank(a) - rank(b) || sinceOf(a) - sinceOf(b) || a.id.localeCompare(b.id);
}

/** An alert that ended without ever firing is pushed once, to be taken off the lists. */
export const isListed = ({ state, firingAt }: Alert) => state !== 'resolved' || firingAt !== null;

const STATE_RANK = { firing: 0, acknowledged: 4, pending: 8, resolved: 12 };

function rank(alert: Alert): number {
  const simulated = alert.traffic === 'simulated' ? 2 : 0;
  const mild = alert.severity === 'critical' ? 0 : 1;
  return STATE_RANK[alert.state] + simulated + mild;
}

/** When the present state began, epoch ms; an acknowledged alert still fires since it began to. */
export function sinceOf({ state, pendingAt, firingAt, resolvedAt }: Alert): number {
  return Date.parse((state === 'resolved' ? resolvedAt : state === 'pending' ? pendingAt : firingAt) ?? pendingAt);
}

/**
 * How long an alert has been in its state; how long it fired once it is resolved. Counted up to the time of the data,
 * not of this computer: without a connection nobody knows whether it still fires.
 */
export function useAlertDuration(): (alert: Alert) => string {
  const { dataSecond } = useLive();
  const { duration } = useFormats();
  return (alert) => {
    const from = alert.resolvedAt ? Date.parse(alert.firingAt ?? alert.pendingAt) : sinceOf(alert);
    const to = alert.resolvedAt ? Date.parse(alert.resolvedAt) : dataSecond && dataSecond * 1_000;
    return to === null ? '–' : duration((to - from) / 1_000);
  };
}
