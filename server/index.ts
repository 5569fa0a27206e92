import { randomUUID } from 'node:crypto';
import path from 'node:path';
import next from 'next';
import { Counter, Gauge } from 'prom-client';
import { backtestDoor, snapshotDoor } from '#infra/doors';
import { env } from '#infra/env';
import { createLogger } from '#infra/logger';
import { createRegistry } from '#infra/metrics';
import { createRates } from '#infra/rates';
import { createRedis } from '#infra/redis';
import { onShutdown } from '#infra/shutdown';
import { startWatchdog } from '#infra/watchdog';
import { backtest } from '#server/alerts/backtest';
import { createAlertEngine } from '#server/alerts/engine';
import { withAssets } from '#server/assets';
import { type CountedEvent, StreamConsumer } from '#server/consume/consumer';
import { createHttpServer, listen } from '#server/http';
import { eventsOf } from '#server/live/alert-events';
import { Broadcast } from '#server/live/broadcast';
import { Feed } from '#server/live/feed';
import { withPageUsers } from '#server/live/page-users';
import { Peers } from '#server/live/peers';
import { RuleSeries } from '#server/live/rule-series';
import { SendDelay } from '#server/live/send-delay';
import { pageSnapshot } from '#server/live/snapshots';
import { LiveState } from '#server/live/state';
import { Tail } from '#server/live/tail';
import { noteBehind } from '#stores/behind';
import { startReports } from '#stores/hops';
import { startHeartbeat } from '#stores/presence';
import { listRules } from '#stores/rules';

/** A read, a script or a beat that takes this long will never end: each has a time limit of some seconds. */
const STUCK_MS = 20_000;

const log = createLogger('web');
const { HOST, PORT } = env();
const redis = createRedis(log);
const id = `web-${randomUUID()}`;

// Redis Streams → shared aggregates.
const feed = new Feed();
const tail = new Tail();
const delay = new SendDelay();
const ofRules = new RuleSeries();
const show = (counted: CountedEvent) => {
  feed.add(counted);
  tail.add(counted);
};
const peers = new Peers(redis, createRedis(log), log, id, show);
const onEvent = (counted: CountedEvent) => {
  show(counted);
  peers.tell(counted);
};
const hooks = { onEvent, onCounted: () => delay.counted() };
// What only rules ask for is counted with an event or never: the rules have to be known first.
const followRules = async () => ofRules.follow(await listRules(redis));
const consumer = new StreamConsumer(
  redis,
  log,
  hooks,
  (event) => withPageUsers(ofRules.of(event), event.name),
  followRules,
);

// Shared aggregates → this instance's browsers.
const live = new LiveState(redis, ofRules);
let connectedBefore = false;
redis.on('ready', () => {
  if (connectedBefore) live.reset();
  connectedBefore = true;
});

// Pages and API.
const isDevelopment = process.env.YEOUL_DEV === '1';
const app = next({ dev: isDevelopment, hostname: HOST, port: PORT, dir: process.cwd() });
await app.prepare();
const registry = createRegistry('web');
const pages = app.getRequestHandler();
const server = createHttpServer(isDevelopment ? pages : withAssets(path.resolve('.next', 'static'), pages), registry);
const broadcast = new Broadcast(server, { live, feed, tail, delay }, log);
const alerts = createAlertEngine({
  redis,
  log,
  follow: (rules) => live.follow(rules),
  input: (second) => live.alertInput(second),
  countedSecond: () => live.countedSecond(),
  eventsOf: (alert) => eventsOf(tail, alert),
  onAlert: (alert) => broadcast.sendAlert(alert),
});

backtestDoor.open(async (request) => {
  await live.loadFor(request.rule.measure);
  const sources = live.ruleSources();
  return sources && backtest(sources, request, Math.floor(Date.now() / 1_000));
});

snapshotDoor.open((request) => pageSnapshot({ live, tail }, request));

await listen(server, PORT, HOST);
peers.start();
consumer.start();
broadcast.start();
alerts.start();
const heartbeat = startHeartbeat(redis, log, 'web', id);
log.info({ url: `http://${HOST}:${PORT}` }, 'Serving');

const rates = createRates();
const reports = startReports(redis, log, id, () => {
  const behind = consumer.latency.percentiles();
  if (behind) void noteBehind(redis, behind.p99Ms).catch((error) => log.debug({ error: String(error) }, 'Note failed'));
  const [rate] = rates([consumer.stats.applied]) as [number];
  return {
    rate,
    latency: consumer.hopLatency.percentiles(),
    latencyBefore: consumer.redisLatency.percentiles(),
    latencyAfter: delay.latency.percentiles(),
    lastError: consumer.stats.lastError,
    browsers: broadcast.browsers,
  };
});

new Counter({
  name: 'yeoul_applied_total',
  help: 'Stream entries counted and acknowledged by this process',
  registers: [registry],
  collect() {
    this.reset();
    this.inc(consumer.stats.applied);
  },
});
new Gauge({
  name: 'yeoul_browsers',
  help: 'Browsers connected to this process',
  registers: [registry],
  collect() {
    this.set(broadcast.browsers);
  },
});
new Gauge({
  name: 'yeoul_alert_evaluation_ms',
  help: 'Time of the last evaluation of all rules',
  registers: [registry],
  collect() {
    this.set(alerts.stats().lastMs);
  },
});

new Gauge({
  name: 'yeoul_alert_evaluation_lag_seconds',
  help: 'Age of the second that was judged last, where this process evaluates the rules; 0 elsewhere',
  registers: [registry],
  collect() {
    this.set(alerts.stats().lagSeconds);
  },
});
new Gauge({
  name: 'yeoul_alert_leader',
  help: '1 where this process evaluates the rules, 0 elsewhere',
  registers: [registry],
  collect() {
    this.set(alerts.stats().isLeader ? 1 : 0);
  },
});

const watchdogs = [
  startWatchdog(log, 'Live numbers are stuck', STUCK_MS, () => broadcast.lastBeatAt),
  startWatchdog(log, 'Reading the streams is stuck', STUCK_MS, () => consumer.progressAt),
];

onShutdown(log, [
  ...watchdogs.map((watchdog) => ({ name: 'watchdog', close: () => watchdog.stop() })),
  { name: 'reporting', close: () => reports.stop() },
  { name: 'alerts', close: () => alerts.stop() },
  { name: 'browsers', close: () => broadcast.stop() },
  { name: 'consumer', close: () => consumer.stop() },
  { name: 'peers', close: () => peers.stop() },
  { name: 'heartbeat', close: () => heartbeat.stop() },
  { name: 'pages', close: () => app.close() },
  { name: 'redis', close: () => redis.quit() },
]);
