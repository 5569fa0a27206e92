import type { Redis } from 'ioredis';
import { globalKeys } from '#infra/keys';

/** What a process last said of its own hop; gone when it has been silent for 5 s. Rates are records a second. */
export type HopReport = {
  rate: number;
  p50Ms: number | null;
  p99Ms: number | null;
  lastError: { at: string; message: string } | null;
  /** Relay: when Kafka last answered (epoch ms), and the rate at which its end offsets grew. */
  kafkaAnsweredAt?: number;
  kafkaRate?: number;
  /** Web: connected browsers. */
  browsers?: number;
};

const REPORT_TTL_MS = 5_000;

export async function reportHop(redis: Redis, processId: string, report: HopReport): Promise<void> {
  await redis.set(globalKeys().hop(processId), JSON.stringify(report), 'PX', REPORT_TTL_MS);
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
