import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { path: string; headers: IncomingHttpHeaders; body: string; atMs: number };
/** `nth`: how many requests this path had before. */
type Answer = (response: ServerResponse, nth: number) => void;

const ok: Answer = (response) => response.end('ok');

/** A real server that keeps what it is sent, and answers each path as told; others with 200 and "ok". */
export async function startReceiver(answers: Record<string, Answer> = {}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const path = request.url ?? '';
    const nth = received.filter((each) => each.path === path).length;
    received.push({ path, headers: request.headers, body, atMs: Date.now() });
    (answers[path] ?? ok)(response, nth);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    /** What came to a path, oldest first. */
    at: (path: string) => received.filter((each) => each.path === path),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
