const KEPT_MS = 5_000;
const MAX_SAMPLES = 4_000;

export type Percentiles = { p50Ms: number; p99Ms: number };

/** Latencies of the last seconds, sampled so that memory stays bounded. */
export class Latency {
  private samples: { at: number; ms: number }[] = [];

  /** Adds the time from each of these instants until another one (epoch ms; now unless told), at most ten a call. */
  add(instantsMs: number[], untilMs = Date.now()): void {
    const at = Date.now();
    const step = Math.max(1, Math.ceil(instantsMs.length / 10));
    for (let i = 0; i < instantsMs.length; i += step)
      this.samples.push({ at, ms: Math.max(0, untilMs - (instantsMs[i] as number)) });
    if (this.samples.length > MAX_SAMPLES) this.samples = this.samples.slice(-MAX_SAMPLES / 2);
  }

  /** null when nothing came in the last seconds. */
  percentiles(): Percentiles | null {
    const from = Date.now() - KEPT_MS;
    this.samples = this.samples.filter((sample) => sample.at >= from);
    if (this.samples.length === 0) return null;
    const sorted = this.samples.map((sample) => sample.ms).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
    return { p50Ms: at(0.5), p99Ms: at(0.99) };
  }
}
