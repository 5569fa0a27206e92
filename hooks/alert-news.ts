import { type Alert, isCalling } from '#contracts/alert';

/** Alerts that began to fire between two lists, that somebody acknowledged, and that ended after firing. */
export function alertNews(before: readonly Alert[], after: readonly Alert[]): Alert[] {
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return after.filter((alert) => {
    const { id, state, firingAt } = alert;
    if (isCalling(alert)) return states.get(id) !== state;
    if (state === 'acknowledged') return states.has(id) && states.get(id) !== 'acknowledged';
    return state === 'resolved' && firingAt !== null && states.has(id) && states.get(id) !== 'resolved';
  });
}
