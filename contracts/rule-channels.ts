/**
 * Ids of the channels that a rule tells, of those that there are (`known`); null: all. Where none of those that it names is
 * left, all are told rather than nobody; naming none at all is a choice.
 */
export function channelsTold(named: string[] | null, known: ReadonlySet<string>): string[] | null {
  return hasLostChannels(named, known) ? null : (named?.filter((id) => known.has(id)) ?? null);
}

/** Whether all channels that a rule names have been removed. */
export function hasLostChannels(named: string[] | null, known: ReadonlySet<string>): boolean {
  return named !== null && named.length > 0 && !named.some((id) => known.has(id));
}
