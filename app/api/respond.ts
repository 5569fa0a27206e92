import type { z } from 'zod';
import type { ApiError } from '#contracts/api';
import { createLogger } from '#infra/logger';
import { isAllowedOrigin } from '#infra/origins';

const MAX_BODY_BYTES = 64 * 1024;
const log = createLogger('api');

/** What Next.js gives a handler of `…/[id]`. */
export type IdContext = { params: Promise<{ id: string }> };

/** An error that has an answer of its own; `code` is for programs, `message` for people. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: { path: string; message: string }[],
  ) {
    super(message);
  }
}

/** Runs a handler and turns what it throws into `{error:{code,message,details?}}` with the right status. */
export async function respond(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    return toAnswer(error);
  }
}

/** The same for requests that change something: no page of another origin can make a visitor's browser send one. */
export function respondToChange({ headers }: Request, handle: () => Promise<Response>): Promise<Response> {
  return respond(() => {
    if (isAllowedOrigin(headers.get('origin'), headers.get('host'))) return handle();
    throw new HttpError(
      403,
      'forbidden',
      'Pages of another origin may not do this; ALLOWED_ORIGINS names those that may.',
    );
  });
}

/** The query, checked by a schema; a fault is a 400 that names the parameter. */
export function readQuery<T extends z.ZodType>(request: Request, schema: T): z.infer<T> {
  return check(schema, Object.fromEntries(new URL(request.url).searchParams), 'The query is wrong');
}

/** The JSON body, bounded in size and checked by a schema; a fault is a 400 that names the path. */
export async function readBody<T extends z.ZodType>(
  request: Request,
  schema: T,
  maxBytes = MAX_BODY_BYTES,
): Promise<z.infer<T>> {
  const text = await readText(request, maxBytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HttpError(400, 'bad_request', 'The body must be JSON.', [{ path: '', message: 'not JSON' }]);
  }
  return check(schema, body, 'The body is wrong');
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new HttpError(413, 'too_large', `The body must be at most ${maxBytes} bytes.`);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What comes from outside, checked by a schema; a fault is a 400 that begins with `what`. */
export function check<T extends z.ZodType>(schema: T, value: unknown, what: string): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap(toDetails);
  throw new HttpError(
    400,
    'bad_request',
    `${what}: ${details.map(({ path, message }) => `${path || 'it'} ${message}`).join('; ')}.`,
    details,
  );
}

/** An unknown key is reported at its own path, not at its parent's. */
function toDetails(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known here' }));
}

function toAnswer(error: unknown): Response {
  if (error instanceof HttpError) {
    const { status, code, message, details } = error;
    return Response.json({ error: { code, message, ...(details ? { details } : {}) } } satisfies ApiError, { status });
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (isRedisAway(error)) {
    const message = `Redis does not answer (${reason}). It is tried again by itself; GET /api/health shows when it is back.`;
    return Response.json({ error: { code: 'redis_unavailable', message } } satisfies ApiError, { status: 503 });
  }
  log.error({ err: error }, 'A request failed');
  return Response.json(
    {
      error: { code: 'internal', message: 'The request failed; the log of the web process says why.' },
    } satisfies ApiError,
    { status: 500 },
  );
}

function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'MaxRetriesPerRequestError' ||
    /Connection is closed|enableOfflineQueue|Command timed out|ECONNREFUSED|LOADING/.test(error.message)
  );
}
