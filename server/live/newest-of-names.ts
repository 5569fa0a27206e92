import type { CountedEvent } from '#server/consume/consumer';

/** Longer ones are not kept: with as many as there may be that would be hundreds of MB. */
export const MAX_KEPT_CHARS = 4_096;
const MAX_NAMES = 100;
const KEPT_OF_NAME = 50;

/** The newest events of each name: of a rare one they are long gone from the newest of all when a rule fires for them. */
export class NewestOfNames {
  private readonly kept = new Map<string, { order: number; value: string }[]>();
  private added = 0;

  add({ event: { name }, value }: Pick<CountedEvent, 'event' | 'value'>): void {
    if (value.length > MAX_KEPT_CHARS) return;
    let own = this.kept.get(name);
    if (!own) {
      if (this.kept.size >= MAX_NAMES) return;
      own = [];
      this.kept.set(name, own);
    }
    this.added += 1;
    own.push({ order: this.added, value });
    if (own.length > KEPT_OF_NAME) own.shift();
  }

  /** As they came, newest first. */
  of(names: readonly string[]): string[] {
    const all = names.flatMap((name) => this.kept.get(name) ?? []);
    return all.sort((a, b) => b.order - a.order).map(({ value }) => value);
  }
}
