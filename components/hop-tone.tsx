import type { Hop } from '#contracts/pipeline';

const TONES: Record<Hop['state'], string> = { ok: 'grn', waiting: 'amb', down: 'red', off: 't3' };

/** The colour of a hop's state, the same wherever it is shown. */
export const hopTone = ({ state }: Pick<Hop, 'state'>) => TONES[state];
