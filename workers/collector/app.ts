import { timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Taken, takeMessage } from './intake.ts';
import { Busy, type Store } from './store.ts';

const MAX_BODY_BYTES = 512 * 1024;
const MAX_MESSAGES = 1_000;
/** Levels of objects within one another; deeper ones would exhaust the stack of whoever writes them as JSON. */
const MAX_DEPTH = 32;
const REQUEST_LIMIT_MS = 15_000;
const CALLS = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;

const Message = z.record(z.string(), z.unknown());
const Batch = z.object({ batch: z.array(Message).min(1).max(MAX_MESSAGES), sentAt: z.unknown().optional() });

/** An answer that says what is wrong with the request, and what to do. */
class Refused extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly details?: { path: string; message: string }[],
  ) {
    super(message);
  }
}

/**
 * Segment's HTTP tracking API: `POST /v1/{track,page,screen,identify,group,alias,batch}`, answered when Kafka has it.
 * `onTrouble` is told of what the operator should know: unknown write keys, and what is not the sender's fault.
 */
export function createApp(store: Store, writeKeys: string[], onTrouble: (message: string) => void): FastifyInstance {
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES, requestTimeout: REQUEST_LIMIT_MS });
  app.addHook('onRequest', async ({ headers }) => {
    if (!hasKey(headers.authorization, writeKeys))
      throw new Refused(
        401,
        'unauthorized',
        'The write key is missing or unknown: send it as the user name of Basic authentication.',
      );
  });
  for (const type of CALLS) {
    app.post(`/v1/${type}`, async ({ body }) => {
      const message = read(Message, body);
      const taken = takeMessage({ ...message, type }, { receivedMs: Date.now(), sentAt: message.sentAt });
      if (taken.reject) throw invalid(taken.reject);
      await store.add([taken.record]);
      return { success: true };
    });
  }
  app.post('/v1/batch', async ({ body }) => {
    const { batch, sentAt } = read(Batch, body);
    const arrival = { receivedMs: Date.now(), sentAt };
    const taken = batch.map((message) => takeMessage(message, arrival));
    // What is wrong goes along: the relay counts it and keeps it in the dead-letter topic with the reason.
    await store.add(taken.map(({ record }) => record));
    const rejected = taken.flatMap(rejectedOf);
    return rejected.length > 0 ? { success: true, rejected } : { success: true };
  });
  app.setNotFoundHandler(() => {
    throw new Refused(404, 'not_found', `There is no such call: POST to /v1/batch or /v1/{${CALLS.join(',')}}.`);
  });
  app.addHook('onError', async (_request, _reply, { statusCode = 500, message }) => {
    if (statusCode === 401 || statusCode >= 500) onTrouble(message);
  });
  app.setErrorHandler((error, _request, reply) => {
    const { status, code, message, details } = toAnswer(error);
    if (status === 401) reply.header('WWW-Authenticate', 'Basic realm="write key"');
    if (status === 503) reply.header('Retry-After', '1');
    reply.status(status).send({ error: { code, message, ...(details && { details }) } });
  });
  return app;
}

const rejectedOf = ({ reject }: Taken, index: number) => (reject ? [{ index, ...reject }] : []);

function invalid({ reason, path }: { reason: string; path: string }): Refused {
  return new Refused(400, 'invalid_event', `The event was not taken: ${path || 'it'} ${reason}.`, [
    { path, message: reason },
  ]);
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  if (!isShallow(body, MAX_DEPTH))
    throw new Refused(400, 'too_deep', `Objects may be within one another ${MAX_DEPTH} levels deep.`);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.slice(0, 10).map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refused(400, 'bad_request', 'The request is not as the tracking API has it.', details);
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}

/** Basic authentication with the key as the user name, as Segment's libraries send it. */
function hasKey(header: string | undefined, writeKeys: string[]): boolean {
  const encoded = /^Basic ([\w+/=-]{1,400})$/.exec(header ?? '')?.[1] ?? '';
  const [given = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return writeKeys.some((key) => isSame(Buffer.from(key), Buffer.from(given)));
}

const isSame = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);

function toAnswer(error: unknown): { status: number; code: string; message: string; details?: Refused['details'] } {
  if (error instanceof Refused) return { status: error.statusCode, ...pick(error) };
  if (error instanceof Busy) return { status: 503, code: 'busy', message: error.message };
  const {
    statusCode = 500,
    code = 'error',
    message,
  } = error as { statusCode?: number; code?: string; message: string };
  // Fastify's own: a body that is too large, no JSON, or of another kind.
  if (statusCode < 500) return { status: statusCode, code: code.toLowerCase(), message };
  throw error;
}

const pick = ({ code, message, details }: Refused) => ({ code, message, details });
