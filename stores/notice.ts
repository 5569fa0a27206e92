import type { Alert } from '#contracts/alert';
import type { Notice } from '#contracts/channel';

/** What a change of an alert is to be told as; '' where it is told to nobody. Simulated alerts stay inside, unless it was asked for. */
export function noticeOf(before: Alert | null, now: Alert): Notice | '' {
  if (!now.notify || before?.state === now.state) return '';
  if (now.state === 'firing' || now.state === 'noData' || now.state === 'error')
    return before?.state === 'acknowledged' ? '' : 'firing';
  if (now.state === 'acknowledged') return 'acknowledged';
  return now.state === 'resolved' && now.firingAt ? 'resolved' : '';
}
