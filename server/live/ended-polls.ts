import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Io } from './broadcast.ts';

/** What Engine.IO gives its listeners; its own types hide these. https://github.com/socketio/engine.io-protocol */
type EngineRequest = IncomingMessage & { _query: Record<string, string | undefined> };
type EngineSession = { id: string; once: (event: 'close', listener: () => void) => unknown };

const CLOSE_PACKET = '1';

/**
 * A browser that polls, where WebSockets are blocked, may ask in a session that has ended meanwhile: it slept, or this server was
 * started again. Engine.IO answers with 400, which every browser shows as a fault; it is told that the session is closed
 * instead, as it would have been at the time, and begins another.
 */
export function closeEndedPolls({ engine }: Io): void {
  const sessions = new Set<string>();
  engine.on('connection', (session: EngineSession) => {
    sessions.add(session.id);
    session.once('close', () => sessions.delete(session.id));
  });
  engine.use((request: EngineRequest, response: ServerResponse, next: () => void) => {
    const { transport, sid } = request._query;
    if (transport !== 'polling' || !sid || sessions.has(sid)) return next();
    response.writeHead(200, { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': 'no-store' });
    response.end(request.method === 'GET' ? CLOSE_PACKET : 'ok');
  });
}
