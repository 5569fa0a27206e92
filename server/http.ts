import { createServer, type RequestListener, type Server } from 'node:http';
import type { Registry } from 'prom-client';
import type { ApiError } from '#contracts/api';
import { isAllowedHost, UNKNOWN_HOST } from '#infra/origins';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
} as const;

/** Answered under any name, as probes come by the names of containers; they tell nothing of the events. */
const OPEN_PATHS = /^\/(metrics|api\/health)(\?|$)/;

/** The web process's HTTP server: /metrics itself, all else Next.js. */
export function createHttpServer(next: RequestListener, registry: Registry): Server {
  return createServer(async (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (!isAllowedHost(request.headers.host) && !OPEN_PATHS.test(request.url ?? '')) {
      const body = { error: { code: 'unknown_host', message: UNKNOWN_HOST } } satisfies ApiError;
      response.writeHead(421, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    if (request.url === '/metrics') {
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
      return;
    }
    next(request, response);
  });
}

/** Resolves when listening; a taken port is an error that names it. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken; set PORT to a free one`) : error);
    });
    server.listen(port, host, resolve);
  });
}
