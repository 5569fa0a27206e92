import type { ParsedEvent } from '#contracts/event';
import type { StreamEntry } from '#stores/streams';
import type { ApplyAnswer } from './apply.ts';
import { type Fold, type FoldLimits, fold, type SeriesOf } from './fold.ts';

/** Entries on their way to being counted: after each answer of `apply` that wrote nothing they are folded again. */
export class Batch {
  private seen: ReadonlySet<string> = new Set<string>();

  /** `entries` are those that are still to be counted, as far as is known. */
  constructor(public entries: StreamEntry[]) {}

  fold(limits: FoldLimits, onEvent?: (event: ParsedEvent, entry: StreamEntry) => void, seriesOf?: SeriesOf): Fold {
    return fold(this.entries, limits, this.seen, onEvent, seriesOf);
  }

  learn(answer: ApplyAnswer): void {
    if (answer.status === 'seen') {
      // All of them, not more of them: when Redis has lost its last second, what was seen may be unseen.
      this.seen = new Set(answer.messageIds);
    } else if (answer.status === 'pending') {
      const pending = new Set(answer.ids);
      this.entries = this.entries.filter((entry) => pending.has(entry.id));
    } else {
      this.entries = [];
    }
  }
}
