import { randomUUID } from 'node:crypto';
import { parseEvent, type Reject } from '#contracts/event';
import type { OutgoingRecord } from '#infra/kafka';

/** When a request came (epoch ms), and when its sender says that it sent it: their difference is the clocks'. */
export type Arrival = { receivedMs: number; sentAt: unknown };

/** `reject`: why the relay will not count it. */
export type Taken = { record: OutgoingRecord; reject: Reject | null };

/** One message of a request as a record of the topic, with what the Segment spec has the server add. */
export function takeMessage(message: Record<string, unknown>, arrival: Arrival): Taken {
  const { writeKey: _secret, ...sent } = message;
  const value = JSON.stringify({
    ...sent,
    messageId: sent.messageId ?? randomUUID(),
    ...timesOf(sent, arrival),
  });
  const parsed = parseEvent(value);
  return parsed.ok
    ? { record: { key: parsed.event.user, value }, reject: null }
    : { record: { key: null, value }, reject: parsed.reject };
}

/**
 * A sender's clock may be wrong, so only its difference from `sentAt` counts: how long before it was sent an event
 * happened. Segment's rule, with one limit: nothing happens after it was sent.
 * https://segment.com/docs/connections/spec/common/#timestamp-overview
 */
function timesOf(sent: Record<string, unknown>, { receivedMs, sentAt }: Arrival) {
  const receivedAt = new Date(receivedMs).toISOString();
  const { timestamp } = sent;
  if (timestamp === undefined || timestamp === null) return { timestamp: receivedAt, receivedAt };
  const happenedMs = toMs(timestamp);
  const sentMs = toMs(sentAt);
  // What is no time is left as it is, for the relay to reject.
  if (happenedMs === null || sentMs === null) return { receivedAt };
  const corrected = new Date(receivedMs - Math.max(0, sentMs - happenedMs)).toISOString();
  return { timestamp: corrected, originalTimestamp: timestamp, sentAt, receivedAt };
}

function toMs(time: unknown): number | null {
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
