import { z } from 'zod';
import { MAX_NOTE_CHARS, MAX_PERSON_CHARS } from './alert.ts';

const Text = (maxChars: number) => z.string().trim().max(maxChars, `must have at most ${maxChars} characters`);
const orNull = (text: string) => text || null;

/** Body of POST and DELETE /api/alerts/ID/acknowledge: who, and what they want to say; both may be left out. */
export const AcknowledgeRequest = z.strictObject({
  by: Text(MAX_PERSON_CHARS).default('').transform(orNull),
  note: Text(MAX_NOTE_CHARS).default('').transform(orNull),
});

/** Body of POST /api/alerts/ID/comments. */
export const CommentRequest = AcknowledgeRequest.extend({ note: Text(MAX_NOTE_CHARS).min(1, 'must not be empty') });
