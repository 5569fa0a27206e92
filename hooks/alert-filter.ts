import { type Alert, isCalling } from '#contracts/alert';
import type { Severity } from '#contracts/rule';

export const ALERT_TABS = ['all', 'firing', 'acknowledged', 'pending', 'resolved', 'silenced'] as const;
export type AlertTab = (typeof ALERT_TABS)[number];

/** What of the alerts is shown; `severity` null: any. */
export type AlertFilter = { text: string; severity: Severity | null };
export const NO_FILTER: AlertFilter = { text: '', severity: null };

/**
 * What calls somebody is firing: that it is for want of data, or of a rule that works, makes it no less of an alert. What
 * is silenced is counted apart, so that the counts add up.
 */
export function isUnder(tab: AlertTab, alert: Alert, isSilenced: boolean): boolean {
  if (tab === 'all') return true;
  if (tab === 'silenced') return isSilenced;
  return !isSilenced && (tab === 'firing' ? isCalling(alert) : alert.state === tab);
}

/** `name`: as it is shown, which the server does not know. Searches what the server searches of those that ended. */
export function passes(alert: Alert, name: string, { text, severity }: AlertFilter): boolean {
  if (severity !== null && alert.severity !== severity) return false;
  const { ruleName, key, note, timeline } = alert;
  const texts = [name, ruleName, key, note, ...timeline.flatMap(({ by, note: said }) => [by, said])];
  const wanted = text.trim().toLowerCase();
  return texts.some((each) => each?.toLowerCase().includes(wanted));
}
