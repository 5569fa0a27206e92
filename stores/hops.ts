import type { Redis } from 'ioredis';
import { globalKeys } from '#infra/keys';
import type { Percentiles } from '#infra/latency';
import type { Logger } from '#infra/logger';

/** What a process last said of its own hop; gone when it has been silent for 5 s. Rates are records a second. */
export type HopReport = {
  rate: number;
  /** How long a record is here; null when none came in the last seconds. */
  latency: Percentiles | null;
  /** Of the hop before, which says nothing itself: the relay's of Kafka, the web process's of Redis. */
  latencyBefore?: Percentiles | null;
  lastError: { at: string; message: string } | null;
  /** Collector: records that wait for Kafka, and whether Kafka has taken none of them for a while. */
  waiting?: number;
  isStuck?: boolean;
  /** Relay: when Kafka last answered (epoch ms), and the rate at which its end offsets grew. */
  kafkaAnsweredAt?: number;
  kafkaRate?: number;
  /** Web: connected browsers, and how long what is counted waits until it is sent to them. */
  browsers?: number;
  latencyAfter?: Percentiles | null;
};

const REPORT_EVERY_MS = 1_000;
const REPORT_TTL_MS = 5_000;

async function reportHop(redis: Redis, processId: string, report: HopReport): Promise<void> {
  await redis.set(globalKeys().hop(processId), JSON.stringify(report), 'PX', REPORT_TTL_MS);
}

/** Reports each second until stopped; Redis being away is the clients' own message, not another one here. */
export function startReports(redis: Redis, log: Logger, processId: string, report: () => HopReport) {
  const timer = setInterval(() => {
    void reportHop(redis, processId, report()).catch((error) => log.debug({ error: String(error) }, 'Report failed'));
  }, REPORT_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

/** Reports of these processes; silent ones are left out. */
export async function readHops(redis: Redis, processIds: string[]): Promise<Map<string, HopReport>> {
  const rows = await Promise.all(processIds.map((id) => redis.get(globalKeys().hop(id))));
  return new Map(
    processIds.flatMap((id, index) => {
      const row = rows[index];
      return row ? [[id, JSON.parse(row) as HopReport] as const] : [];
    }),
  );
}
