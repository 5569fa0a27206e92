import type { Alert } from '#contracts/alert';
import { measuredText } from '#contracts/measured';
import { decimalsApart, writtenLimit } from '#contracts/rule-limits';
import { env } from '#infra/env';

/** A value of an alert, told apart from what it is compared with. */
export const measured = ({ measure, threshold }: Alert, value: number, against = threshold): string =>
  measuredText(measure, value, env().CURRENCY, decimalsApart(value, against));

/** What happened, to which alert: "Critical: Payment failures", of simulated traffic said as such. */
export function titleOf(notice: 'firing' | 'acknowledged' | 'resolved', alert: Alert): string {
  const what = notice === 'firing' ? calling(alert) : { acknowledged: 'Acknowledged', resolved: 'Resolved' }[notice];
  return `${alert.traffic === 'simulated' ? '[Simulated] ' : ''}${what}: ${alert.ruleName}`;
}

function calling(alert: Alert): string {
  if (alert.state === 'noData') return 'No data';
  if (alert.state === 'error') return 'Can not be evaluated';
  const severity = { critical: 'Critical', warning: 'Warning' }[alert.severity];
  return isGivenBack(alert) ? `${severity}, nobody has it any more` : severity;
}

/** Whether it fires because an acknowledgement was taken back. */
function isGivenBack({ timeline }: Alert): boolean {
  const states = timeline.filter(({ kind }) => kind === 'state').map(({ state }) => state);
  return states.at(-1) === 'firing' && states.at(-2) === 'acknowledged';
}

/** Of alerts that began together. */
export const groupTitle = (alerts: Alert[]) => `${alerts.length} alerts fire together`;

const VERSUS = {
  number: '',
  yesterday: ' vs yesterday',
  lastWeek: ' vs last week',
  mean: ' vs usual',
  spread: ' vs usual',
};

/** What a value is compared with, and where that comes from: "20%", "220 / min vs usual". */
export const limitOf = (alert: Alert, threshold = alert.threshold, value = alert.value) =>
  `${measured(alert, writtenLimit(alert, threshold), value)}${VERSUS[alert.compare.to]}`;

/** "38.5%, limit 20%", with whom it is of. */
export const lineOf = (alert: Alert) =>
  `${measured(alert, alert.value)}, limit ${limitOf(alert)}${alert.key ? ` (${alert.key})` : ''}`;

/** What one wants to know of an alert at once, as names and values. */
export function factsOf(notice: 'firing' | 'acknowledged' | 'resolved', alert: Alert): [name: string, value: string][] {
  const { key, severity, firingAt, resolvedAt, timeline } = alert;
  const since = firingAt ?? alert.pendingAt;
  const isOver = notice === 'resolved';
  const facts: [string, string][] = [
    ['Value', isOver ? `peak ${measured(alert, alert.peak, alert.peakThreshold)}` : measured(alert, alert.value)],
    ['Limit', isOver ? limitOf(alert, alert.peakThreshold, alert.peak) : limitOf(alert)],
    ['Severity', severity],
    ['Since', `${since.slice(0, 19).replace('T', ' ')} UTC`],
  ];
  if (key) facts.push([alert.measure.kind === 'perProduct' ? 'Product' : 'User', key]);
  if (notice === 'acknowledged') facts.push(['By', timeline.at(-1)?.by ?? 'nobody named']);
  if (resolvedAt) facts.push(['Fired for', lasted(since, resolvedAt)]);
  return facts;
}

/** "4 m 04 s" between two ISO times. */
function lasted(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}
