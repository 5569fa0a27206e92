import { z } from 'zod';

/** An address list like `host:port,host:port`. */
const Brokers = z
  .string()
  .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, 'must be host:port, several parted by commas')
  .transform((text) => text.split(','));

/** Zod would say that it received NaN. */
const whole = () => z.coerce.number('must be a whole number').int('must be a whole number');

const TimeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { message: 'must be an IANA time zone such as Asia/Seoul' },
);

/** `host` or `host:port`, as addresses have them: without the port that their protocol has anyway. */
const Hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  );

/** The write key until one is set. It may be shown; those that are set may not. */
export const LOCAL_WRITE_KEY = 'local';

const Env = z.object({
  KAFKA_BROKERS: Brokers.default(['127.0.0.1:9092']),
  KAFKA_TOPIC: z.string().min(1).default('events'),
  KAFKA_DLQ_TOPIC: z.string().min(1).default('events.dlq'),
  /** Group whose committed offsets show operators' tools where the relays are; relays' own groups begin with it. */
  KAFKA_GROUP: z.string().min(1).default('yeoul-relay'),
  KAFKA_PARTITIONS: whole().min(1).max(256).default(6),
  KAFKA_REPLICATION: whole().min(1).max(9).default(1),
  KAFKA_RETENTION_HOURS: whole().min(1).default(168),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be redis://host:port or rediss://host:port' })
    .default('redis://127.0.0.1:6379'),
  KEY_PREFIX: z
    .string()
    .regex(/^[\w.-]+:$/, 'must be a word that ends in a colon')
    .default('yeoul:'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole().min(0).max(65_535).default(3_000),
  COLLECTOR_PORT: whole().min(0).max(65_535).default(3_100),
  /** The collector's address as senders know it, shown to them. */
  COLLECTOR_URL: z
    .url({ protocol: /^https?$/, error: 'must be http://… or https://…' })
    .default('http://127.0.0.1:3100'),
  /** What senders identify themselves with at the collector; parted by commas. */
  WRITE_KEYS: z
    .string()
    .min(1)
    .default(LOCAL_WRITE_KEY)
    .transform((text) => text.split(',').filter(Boolean)),
  /** The pages' address as people have it, for links in notices. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be http://… or https://…' })
    .default('http://127.0.0.1:3000')
    .transform((url) => url.replace(/\/$/, '')),
  /** `host` or `host:port` that notices may go to though it is private or without https; parted by commas. */
  NOTIFY_ALLOWED_HOSTS: Hosts,
  /** Where set, webhooks and Slack go to these and to those of NOTIFY_ALLOWED_HOSTS, and nowhere else; parted by commas. */
  NOTIFY_ONLY_HOSTS: Hosts,
  /** The server that takes e-mail, user and password included; without it there is none. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://… or smtps://…' }).optional(),
  /** Who e-mail is from. */
  SMTP_FROM: z.string().min(3).default('Yeoul <yeoul@localhost>'),
  /** Where a worker serves /metrics; 0 takes any free port. */
  METRICS_PORT: whole().min(0).max(65_535).default(0),
  /** Further origins that may open a socket, besides the page's own; parted by commas. */
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Entries one partition's stream may hold before the relay pauses it. */
  STREAM_MAX_ENTRIES: whole().min(1_000).default(50_000),
  SECONDS_KEPT_HOURS: whole().min(3).max(48).default(3),
  MINUTES_KEPT_DAYS: whole().min(1).max(60).default(8),
  HOURS_KEPT_DAYS: whole().min(1).max(1_000).default(400),
  /** A messageId is remembered at least this long and at most twice as long. */
  DEDUPE_WINDOW_SECONDS: whole().min(60).default(3_600),
  /** Events stamped further ahead than this are counted as future. More would push the last two hours out of web's memory. */
  FUTURE_LIMIT_SECONDS: whole().min(0).max(120).default(60),
  /** Distinct event names one window may hold before unknown ones are counted as `(other)`. */
  NAMES_PER_WINDOW: whole().min(50).max(5_000).default(200),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as KRW')
    .default('KRW'),
  TIME_ZONE: TimeZone.default('Asia/Seoul'),
  PROJECT_NAME: z.string().min(1).max(40).default('demo.shop'),
});
export type Env = z.infer<typeof Env>;

let cached: Env | undefined;

/** Settings of this process, parsed once. Throws one error that names every wrong setting. */
export function env(): Env {
  if (!cached) cached = parseEnv(process.env);
  return cached;
}

export function parseEnv(source: NodeJS.ProcessEnv): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(present);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Settings are wrong; correct these environment variables:\n${faults.join('\n')}`);
}
