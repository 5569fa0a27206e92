import type { Traffic } from '#contracts/alert';
import type { AlertInput, UserMinute } from '#server/alerts/input';

/** A synthetic history of events, and the alert input at any moment of it. */
export function createSeries() {
  /** By traffic and second: events of each name. */
  const counts = { real: new Map<number, Map<string, number>>(), simulated: new Map<number, Map<string, number>>() };
  const users: (UserMinute & { traffic: Traffic })[] = [];
  let behindMs = 0;
  let wrongRecords = 0;

  return {
    /** Adds `count` events named `name` in each second from `from`, included, to `to`, excluded. */
    add(name: string, count: number, from: number, to: number, traffic: Traffic = 'real') {
      for (let second = from; second < to; second += 1) {
        const names = counts[traffic].get(second) ?? new Map<string, number>();
        names.set(name, (names.get(name) ?? 0) + count);
        counts[traffic].set(second, names);
      }
    },
    addUser(user: string, minute: number, count: number, traffic: Traffic = 'real') {
      users.push({ user, minute, count, traffic });
    },
    wrong(records: number) {
      wrongRecords = records;
    },
    lag(ms: number) {
      behindMs = ms;
    },
    /** What a server knows when `second` has just ended: later events have not come yet. */
    inputAfter(second: number): AlertInput {
      const sum: AlertInput['sum'] = (names, from, to, traffic) => {
        let total = 0;
        for (let at = from; at < Math.min(to, second + 1); at += 1) {
          for (const [name, count] of counts[traffic].get(at) ?? []) {
            if (names === null || names.includes(name)) total += count;
          }
        }
        return total;
      };
      return {
        nowMs: (second + 1) * 1_000 + 250,
        behindMs,
        wrongRecords,
        sum,
        watermark: (traffic) => {
          const past = [...counts[traffic].keys()].filter((at) => at <= second);
          return past.length === 0 ? null : Math.max(...past);
        },
        topUsers: (traffic) => users.filter((row) => row.traffic === traffic && row.minute <= second),
      };
    },
  };
}
export type Series = ReturnType<typeof createSeries>;
