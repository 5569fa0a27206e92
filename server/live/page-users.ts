import { CATEGORIES, categoryOf, FUNNEL, KNOWN_NAMES } from '#contracts/categories';
import type { Focus } from '#contracts/focus';
import type { SeriesOfEvent, UserSeries } from '#server/consume/fold';

const byMinute = (id: string): UserSeries => ({ id, sizeSeconds: 60 });
const OF_CATEGORY = new Map<string, UserSeries>(CATEGORIES.map((each) => [each, byMinute(`category.${each}`)]));
const OF_STEP = new Map<string, UserSeries>(FUNNEL.map((name) => [name, byMinute(`event.${name}`)]));

const ofName = (name: string) =>
  [OF_CATEGORY.get(categoryOf(name)), OF_STEP.get(name)].filter((series) => series !== undefined);
// Looked up for every event.
const OF_NAME = new Map(KNOWN_NAMES.map((name) => [name, ofName(name)]));
const OF_OTHERS = ofName('');

/** The users that the live page shows of this focus: of a category, or of a step of the funnel; null of any other. */
export function pageUsers({ by, value }: Focus): UserSeries | null {
  if (by === 'category') return OF_CATEGORY.get(value) ?? null;
  return (by === 'event' && OF_STEP.get(value)) || null;
}

/** What else an event of this name counts for, with those of them that its user is one of. */
export function withPageUsers(series: SeriesOfEvent, name: string): SeriesOfEvent {
  return { ...series, users: [...(OF_NAME.get(name) ?? OF_OTHERS), ...series.users] };
}
