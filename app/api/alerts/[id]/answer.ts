import type { Acted } from '#stores/alert-actions';
import { HttpError } from '../../respond.ts';

export type AlertContext = { params: Promise<{ id: string }> };

const STATUS = { not_found: 404, conflict: 409 };

/** The alert after an action; what was refused is an error answer. */
export function answerOf(acted: Acted): Response {
  if ('refused' in acted) throw new HttpError(STATUS[acted.refused], acted.refused, acted.message);
  return Response.json(acted.alert);
}
