import http from 'node:http';
import https from 'node:https';
import { useAgent as filteringAgent } from 'request-filtering-agent';
import { isVouchedFor, refusalOf } from '#infra/notice-hosts';

const TIME_LIMIT_MS = 5_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_RETRY_AFTER_MS = 3_600_000;

/** `retryAfterMs`: when the other side wants to be asked again; null where it said nothing. */
export type Answer = { status: number; body: string; retryAfterMs: number | null };

const REFUSALS = {
  host: 'is not asked: NOTIFY_ONLY_HOSTS does not have it',
  https: 'is not asked without https, unless NOTIFY_ALLOWED_HOSTS has it',
};

/** An address that nothing is sent to, whatever is there. */
export class Forbidden extends Error {}

/**
 * Posts JSON and reads the answer, 64 KB at most, within 5 s; redirects are answers, not followed. Only https and public
 * addresses, judged after the name was resolved, unless `NOTIFY_ALLOWED_HOSTS` has the host; where `NOTIFY_ONLY_HOSTS` is
 * set, no other host than those of both. Rejects where there is no answer.
 */
export function post(address: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const url = new URL(address);
  const refusal = refusalOf(url);
  if (refusal) return Promise.reject(new Forbidden(`${url.host} ${REFUSALS[refusal]}`));
  const { request } = url.protocol === 'https:' ? https : http;
  const options = {
    method: 'POST',
    agent: isVouchedFor(url) ? undefined : filteringAgent(address),
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(explain(error));
    const sent = request(url, options, (response) => {
      readText(response).then((text) => {
        const retryAfterMs = toMs(response.headers['retry-after']);
        resolve({ status: response.statusCode ?? 0, body: text, retryAfterMs });
      }, fail);
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

async function readText(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

function explain(error: Error): Error {
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return new Error(`no answer within ${TIME_LIMIT_MS / 1_000} s`);
  // The library tells a private address by its message alone.
  return /is not allowed/.test(error.message) ? new Forbidden(error.message) : error;
}

/** Seconds or a date, as HTTP has it. */
function toMs(header: string | undefined): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS);
}
