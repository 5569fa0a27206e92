'use client';

import { BellOff, Check, CircleDashed, CircleHelp, CircleX, Contrast, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type Alert, type AlertEntry, isCalling } from '#contracts/alert';
import { decimalsApart, writtenLimit } from '#contracts/rule-limits';
import { DEFAULT_RULES } from '#contracts/rules';
import { isClearing } from '#hooks/breach';
import { useLive } from '#hooks/use-live';
import { useIsQuiet } from '#hooks/use-silences';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';

/** How an alert's name, value, limit and reason are written, by the kind of its rule. */
export function useAlertText() {
  const t = useTranslations('alerts');
  const text = useMeasureText();
  const name = ({ ruleId, ruleName }: Pick<Alert, 'ruleId' | 'ruleName'>) => {
    const key = `rules.${ruleId}` as Parameters<typeof t.has>[0];
    return isShippedName(ruleId, ruleName) && t.has(key) ? t(key) : ruleName;
  };
  /** A value, told apart from what it is compared with. */
  const measured = ({ measure, threshold }: Alert, value: number, against = threshold) =>
    text.value(measure, value, decimalsApart(value, against));
  /** What a value is compared with, told apart from it. */
  const limit = (alert: Alert, threshold = alert.threshold, value = alert.value) =>
    text.limit(alert.measure, writtenLimit(alert, threshold), decimalsApart(value, threshold));
  /** "limit 58 / min vs usual", "lower limit 10 / min": from which side it counts, and where it comes from. */
  const against = (alert: Alert, threshold = alert.threshold, value = alert.value) => {
    const limited = t(alert.direction === 'below' ? 'limit_below' : 'limit', {
      limit: limit(alert, threshold, value),
    });
    return alert.compare.to === 'number' ? limited : `${limited} ${t(`versus.${alert.compare.to}`)}`;
  };
  /** The same, or that the value is within it again: else it would stand against a limit that it is not beyond. */
  const held = (alert: Alert, threshold = alert.threshold, value = alert.value) => {
    const limited = against(alert, threshold, value);
    return isClearing(alert) ? t('within', { against: limited }) : limited;
  };
  const what = ({ measure }: Alert) => {
    if (measure.kind === 'ratio') return text.ratio(measure);
    if (measure.kind === 'value') return text.quantity(measure.quantity);
    return measure.kind === 'noData' && measure.names ? measure.names.join(' + ') : '';
  };
  const reason = (alert: Alert, threshold = alert.threshold, value = alert.value): string => {
    if (alert.state === 'noData') return t('reason.missing', { what: what(alert) });
    if (alert.state === 'error') return t('reason.broken', { reason: lastStateOf(alert)?.note ?? '' });
    const kind = alert.measure.kind === 'noData' && alert.measure.names ? 'noDataOf' : alert.measure.kind;
    const values = {
      limit: limit(alert, threshold, value),
      against: held(alert, threshold, value),
    };
    return t(`reason.${kind}`, { ...values, what: what(alert), key: unbroken(alert.key ?? '') });
  };
  /** Between a value and its reason: "31.4%, limit 20%", but "2 m 04 s without an event". */
  const joint = ({ measure, state }: Alert) =>
    measure.kind === 'noData' || measure.kind === 'books' || state === 'noData' || state === 'error' ? ' ' : ', ';
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
    peak: (alert: Alert) => {
      const isUsual = alert.compare.to !== 'number';
      const value = measured(alert, alert.peak, alert.peakThreshold);
      if (isUsual) return t('furthest', { value: `${value}, ${against(alert, alert.peakThreshold, alert.peak)}` });
      if (alert.measure.kind === 'noData') return t('peak_noData', { value });
      return t(alert.direction === 'below' ? 'peak_below' : 'peak', { value });
    },
    reason,
    joint,
    against: (alert: Alert) => held(alert),
    /** Why it fired, with what its peak was compared with. */
    reasonOfPeak: (alert: Alert) => reason(alert, alert.peakThreshold, alert.peak),
  };
}

/** A browser would break an ID at its hyphens. */
const unbroken = (id: string) => id.replaceAll('-', '-\u2060');

const lastStateOf = ({ timeline }: Alert) => timeline.findLast(({ kind }) => kind === 'state');

/** The entry of the acknowledgement that holds. */
function acknowledgementOf({ state, timeline }: Alert): AlertEntry | undefined {
  return state === 'acknowledged'
    ? timeline.findLast(({ kind, state: to }) => kind === 'state' && to === 'acknowledged')
    : undefined;
}

/** What people have named themselves is shown as they wrote it. */
const isShippedName = (ruleId: string, ruleName: string) =>
  DEFAULT_RULES.some(({ id, name }) => id === ruleId && name === ruleName);

type IconProps = { alert: Pick<Alert, 'state' | 'severity'>; isQuiet?: boolean; size?: number };

/** Icon of the state, or that it calls in silence: never colour alone. */
export function AlertIcon({ alert, isQuiet = false, size = 16 }: IconProps) {
  if (isQuiet) return <BellOff size={size} className="t2" aria-hidden="true" />;
  if (alert.state === 'resolved') return <Check size={size} className="grn" aria-hidden="true" />;
  if (alert.state === 'acknowledged') return <Contrast size={size} className="t2" aria-hidden="true" />;
  if (alert.state === 'pending') return <CircleDashed size={size} className="t2" aria-hidden="true" />;
  if (alert.state === 'noData') return <CircleHelp size={size} className="amb" aria-hidden="true" />;
  if (alert.state === 'error') return <CircleX size={size} className="amb" aria-hidden="true" />;
  return <TriangleAlert size={size} className={alert.severity === 'critical' ? 'red' : 'amb'} aria-hidden="true" />;
}

export const toneOf = ({ severity }: Pick<Alert, 'severity'>) => (severity === 'critical' ? 'red' : 'amb');

/** The colour of an alert's value: none where nobody is called, or where it is within its limit again. */
export function useValueTone(): (alert: Alert) => '' | ReturnType<typeof toneOf> {
  const isQuiet = useIsQuiet();
  return (alert) => (isCalling(alert) && !isQuiet(alert) && !isClearing(alert) ? toneOf(alert) : '');
}

export const TONE_COLORS = { red: 'var(--danger)', amb: 'var(--warn)' };

/** Firing first, then acknowledged, then pending; real before simulated, critical before warning, then the oldest. */
export function byUrgency(a: Alert, b: Alert): number {
  return rank(a) - rank(b) || sinceOf(a) - sinceOf(b) || a.id.localeCompare(b.id);
}

/** The same, where what a silence keeps quiet is no more urgent than what somebody has acknowledged. */
export function useUrgency(): (a: Alert, b: Alert) => number {
  const isQuiet = useIsQuiet();
  const tier = (alert: Alert) => (isQuiet(alert) ? STATE_RANK.acknowledged : STATE_RANK[alert.state]);
  return (a, b) => tier(a) - tier(b) || byUrgency(a, b);
}

/** An alert that ended without ever firing is pushed once, to be taken off the lists. */
export const isListed = ({ state, firingAt }: Alert) => state !== 'resolved' || firingAt !== null;

const STATE_RANK = { firing: 0, noData: 0, error: 0, acknowledged: 4, pending: 8, resolved: 12 };

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
