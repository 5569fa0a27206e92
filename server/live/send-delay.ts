import { Latency } from '#infra/latency';

/** Beyond this many batches the numbers are not sent at all; what waited longest says enough. */
const MAX_WAITING = 1_000;

/** How long what this process has counted waits until the numbers with it are sent to its browsers. */
export class SendDelay {
  readonly latency = new Latency();
  /** When batches were counted whose numbers were not sent yet (epoch ms), oldest first. */
  private waiting: number[] = [];

  counted(): void {
    if (this.waiting.length < MAX_WAITING) this.waiting.push(Date.now());
  }

  /**
   * Call it before the numbers are read, and what it gives when they are sent: what is counted in between is in the
   * next ones. `isSeen`: whether there was a browser to send them to.
   */
  begin(): (isSeen: boolean) => void {
    const { length } = this.waiting;
    return (isSeen) => {
      const sent = this.waiting.splice(0, length);
      if (isSeen) this.latency.add(sent);
    };
  }
}
