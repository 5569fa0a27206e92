import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/** Follows the resident memory of processes, by name; a name's successors after a restart count as the same. */
export class PeakMemory {
  readonly peaksMb: Record<string, number> = {};
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pids: () => Record<string, number | undefined>) {
    this.timer = setInterval(() => this.look(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const [name, pid] of Object.entries(this.pids())) {
      if (!pid) continue;
      try {
        const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
        this.peaksMb[name] = Math.max(this.peaksMb[name] ?? 0, Math.round(kilobytes / 1_024));
      } catch {
        // It ended between the listing and the look.
      }
    }
  }
}
