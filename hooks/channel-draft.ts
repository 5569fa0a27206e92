import type { ChannelKind, ChannelView } from '#contracts/channel';
import type { Severity } from '#contracts/rule';

/** A channel as it is filled in. `url` and `secret`: empty where they stay as they are, or where there is none. */
export type ChannelDraft = {
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  severities: Severity[];
  repeatMinutes: number | null;
  afterMinutes: number;
  /** Quiet hours, by the clock of the project; both kept while they are off. */
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  quietSeverities: Severity[];
  url: string;
  secret: string;
};

export const NEW_CHANNEL: ChannelDraft = {
  kind: 'slack',
  name: '',
  enabled: true,
  severities: ['critical', 'warning'],
  repeatMinutes: null,
  afterMinutes: 0,
  isQuiet: false,
  quietFrom: '22:00',
  quietTo: '08:00',
  quietSeverities: ['warning'],
  url: '',
  secret: '',
};

export function draftOf({ quiet, ...channel }: ChannelView): ChannelDraft {
  const { kind, name, enabled, severities, repeatMinutes, afterMinutes } = channel;
  const fields = { kind, name, enabled, severities, repeatMinutes, afterMinutes, url: '', secret: '' };
  if (!quiet) return { ...NEW_CHANNEL, ...fields };
  const quietTo = clockOf((minuteOf(quiet.start) + quiet.minutes) % DAY_MINUTES);
  return { ...fields, isQuiet: true, quietFrom: quiet.start, quietTo, quietSeverities: quiet.severities };
}

const DAY_MINUTES = 1_440;
const pad = (value: number) => String(value).padStart(2, '0');
const clockOf = (minute: number) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** null: they are off, or begin when they end. */
function quietOf({ isQuiet, quietFrom, quietTo, quietSeverities }: ChannelDraft): ChannelView['quiet'] {
  const minutes = (minuteOf(quietTo) - minuteOf(quietFrom) + DAY_MINUTES) % DAY_MINUTES;
  return isQuiet && minutes > 0 ? { start: quietFrom, minutes, severities: quietSeverities } : null;
}

const MIN_SECRET_CHARS = 16;

export type WrongField = 'quietTo' | 'name' | 'severities' | 'url' | 'secret';

/** Fields that the server would refuse, as far as a page can tell; `isNew`: an address has to be given. */
export function wrongFields(draft: ChannelDraft, isNew: boolean): WrongField[] {
  const { kind, name, severities, url, secret, isQuiet, quietSeverities } = draft;
  return [
    ...(isQuiet && (quietSeverities.length === 0 || quietOf(draft) === null) ? (['quietTo'] as const) : []),
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(severities.length === 0 ? (['severities'] as const) : []),
    ...((isNew || url.trim() !== '') && !isAddress(kind, url.trim()) ? (['url'] as const) : []),
    ...(secret !== '' && secret.length < MIN_SECRET_CHARS ? (['secret'] as const) : []),
  ];
}

/** "a@x.test, b@x.test": who gets the mail. */
const peopleOf = (text: string) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

const isAddress = (kind: ChannelKind, url: string) =>
  kind === 'email' ? url !== '' && peopleOf(url).every((each) => /^[^\s@]+@[^\s@]+$/.test(each)) : URL.canParse(url);

/** Body of the request that makes (`version` null) or edits the channel. */
export function bodyOf(draft: ChannelDraft, version: number | null): object {
  const { kind, name, enabled, severities, repeatMinutes, afterMinutes } = draft;
  const times = { repeatMinutes, afterMinutes, quiet: quietOf(draft) };
  const fields = { kind, name: name.trim(), enabled, severities, ...times };
  const typed = draft.url.trim();
  const url = kind === 'email' && typed ? `mailto:${peopleOf(typed).join(',')}` : typed;
  const secret = kind === 'webhook' ? draft.secret : '';
  if (version === null) return { ...fields, url, secret: secret || null };
  return { ...fields, version, ...(url && { url }), ...(secret && { secret }) };
}
