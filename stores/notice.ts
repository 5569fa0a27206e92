import { type Alert, isCalling } from '#contracts/alert';
import type { Notice } from '#contracts/channel';

/**
 * What a change of an alert is to be told as; '' where it is told to nobody. An acknowledgement that is taken back begins
 * anew: those who know that somebody has it learn that nobody has, and others are called if it stays so. Simulated alerts
 * stay inside, unless it was asked for.
 */
export function noticeOf(before: Alert | null, now: Alert): Notice | '' {
  if (!now.notify || before?.state === now.state) return '';
  // One that goes from firing to no data and back has called already.
  if (isCalling(now)) return before && isCalling(before) ? '' : 'firing';
  if (now.state === 'acknowledged') return 'acknowledged';
  return now.state === 'resolved' && now.firingAt ? 'resolved' : '';
}
