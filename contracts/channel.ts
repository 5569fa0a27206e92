import type { Severity } from './rule.ts';

export const CHANNEL_KINDS = ['slack', 'webhook', 'email'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What channels are told of an alert: that it fires, that somebody has it, that it is over; `test`: of none. */
export type Notice = 'firing' | 'acknowledged' | 'resolved' | 'test';

/** A place outside that is told of real alerts of these severities. */
export type Channel = {
  id: string;
  /** 1 when made, one more with each edit. */
  version: number;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  severities: Severity[];
  /** Told again so often while it fires and nobody has it; null: once. */
  repeatMinutes: number | null;
  /** Told only of what nobody has acknowledged within so many minutes; 0: at once. */
  afterMinutes: number;
  /** Each day from `start` ("22:00" by the clock of TIME_ZONE) for so many minutes what is of these severities waits. */
  quiet: { start: string; minutes: number; severities: Severity[] } | null;
  /** A secret: who has it can write there. Of e-mail `mailto:` and who gets it, parted by commas. */
  url: string;
  /** What a webhook is signed with; null: it is not. Another secret. */
  secret: string | null;
};

/** A channel without its secrets, as browsers see it, and what came of the newest delivery. */
export type ChannelView = Omit<Channel, 'url' | 'secret'> & { host: string; newest: Delivery | null };

/** One time that a notice was sent: when (ISO 8601 UTC), and what came back, as a delivery says it. */
export type Try = { at: string; status: number | null; answer: string };

/**
 * One notice to one channel: how far it is, how often it was tried, and what the other side said last.
 * `status`: of HTTP, null where there was no answer; `answer`: its first characters, or the fault. `tries`: each time that it was
 * sent, the newest 20, oldest first. Times are ISO 8601 UTC.
 */
export type Delivery = {
  id: string;
  channelId: string;
  channelName: string;
  notice: Notice;
  alertId: string | null;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  status: number | null;
  answer: string;
  tries: Try[];
  at: string;
};
