import { z } from 'zod';
import { CHANNEL_KINDS } from './channel.ts';
import { SEVERITIES } from './rule.ts';
import { MAX_REPEAT_MINUTES, MIN_REPEAT_MINUTES } from './rule-limits.ts';

const ONE = '[^\\s,@<>"]+@[^\\s,@<>"]+';
/** `mailto:` and one to ten addresses, parted by commas. */
const MAILTO = new RegExp(`^mailto:${ONE}(,${ONE}){0,9}$`);

const Address = z
  .string()
  .max(2_000)
  .refine((url) => MAILTO.test(url) || (/^https?:\/\//.test(url) && URL.canParse(url)), 'must be an https address');
const Severities = z.array(z.enum(SEVERITIES)).min(1, 'choose at least one').max(SEVERITIES.length);

const Fields = {
  kind: z.enum(CHANNEL_KINDS),
  name: z.string().trim().min(1, 'must not be empty').max(80),
  enabled: z.boolean(),
  severities: Severities,
  repeatMinutes: z.int().min(MIN_REPEAT_MINUTES).max(MAX_REPEAT_MINUTES).nullable().default(null),
  afterMinutes: z.int().min(0).max(240).default(0),
  quiet: z
    .strictObject({
      start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00'),
      minutes: z.int().min(1).max(1_439),
      severities: Severities,
    })
    .nullable()
    .default(null),
};

/** Whoever takes the webhook's requests knows it too; there is no way to read it back. */
const Secret = z.string().min(16, 'must be at least 16 characters').max(200);

/** Body of POST /api/channels. */
export const NewChannel = z.strictObject({ ...Fields, url: Address, secret: Secret.nullable() });
export type NewChannel = z.infer<typeof NewChannel>;

/** Body of PUT /api/channels/ID: the version that the editor saw, and all fields; address and secret only where they change. */
export const ChannelEdit = z.strictObject({
  ...Fields,
  version: z.int().min(1),
  url: Address.optional(),
  secret: Secret.nullable().optional(),
});
export type ChannelEdit = z.infer<typeof ChannelEdit>;
