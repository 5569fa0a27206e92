import type { ChannelKind, ChannelView } from '#contracts/channel';
import type { Severity } from '#contracts/rule';

/** A channel as it is filled in. `url` and `secret`: empty where they stay as they are, or where there is none. */
export type ChannelDraft = {
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  severities: Severity[];
  url: string;
  secret: string;
};

export const NEW_CHANNEL: ChannelDraft = {
  kind: 'slack',
  name: '',
  enabled: true,
  severities: ['critical', 'warning'],
  url: '',
  secret: '',
};

export function draftOf({ kind, name, enabled, severities }: ChannelView): ChannelDraft {
  return { kind, name, enabled, severities, url: '', secret: '' };
}

const MIN_SECRET_CHARS = 16;

/** Fields that the server would refuse, as far as a page can tell; `isNew`: an address has to be given. */
export function wrongFields(
  { kind, name, severities, url, secret }: ChannelDraft,
  isNew: boolean,
): (keyof ChannelDraft)[] {
  return [
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
  const { kind, name, enabled, severities } = draft;
  const fields = { kind, name: name.trim(), enabled, severities };
  const typed = draft.url.trim();
  const url = kind === 'email' && typed ? `mailto:${peopleOf(typed).join(',')}` : typed;
  const secret = kind === 'webhook' ? draft.secret : '';
  if (version === null) return { ...fields, url, secret: secret || null };
  return { ...fields, version, ...(url && { url }), ...(secret && { secret }) };
}
