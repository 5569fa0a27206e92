import { isKnownName } from '#contracts/categories';
import type { CountedEvent } from '#server/consume/consumer';

/** Longer ones are not kept: with as many as there may be that would be hundreds of MB. */
export const MAX_KEPT_CHARS = 4_096;
/** Of names that senders made up; those without an event for longest leave. */
const MAX_MADE_UP = 100;
const KEPT_OF_NAME = 50;

type Kept = { order: number; value: string };

/** The newest events of each name: of a rare one they are long gone from the newest of all when a rule fires for them. */
export class NewestOfNames {
  private readonly known = new Map<string, Kept[]>();
  private readonly madeUp = new Map<string, Kept[]>();
  private added = 0;

  add({ event: { name }, value }: Pick<CountedEvent, 'event' | 'value'>): void {
    if (value.length > MAX_KEPT_CHARS) return;
    const names = isKnownName(name) ? this.known : this.madeUp;
    const own = names.get(name) ?? [];
    // At the end again: in the order of their newest events.
    names.delete(name);
    names.set(name, own);
    this.added += 1;
    own.push({ order: this.added, value });
    if (own.length > KEPT_OF_NAME) own.shift();
    const [oldest] = this.madeUp.keys();
    if (this.madeUp.size > MAX_MADE_UP && oldest !== undefined) this.madeUp.delete(oldest);
  }

  /** As they came, newest first. */
  of(names: readonly string[]): string[] {
    const all = names.flatMap((name) => this.known.get(name) ?? this.madeUp.get(name) ?? []);
    return all.sort((a, b) => b.order - a.order).map(({ value }) => value);
  }
}
