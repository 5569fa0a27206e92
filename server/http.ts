import { createServer, type RequestListener, type Server } from 'node:http';
import type { Registry } from 'prom-client';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
} as const;

/** The web process's HTTP server: /metrics itself, all else Next.js. */
export function createHttpServer(next: RequestListener, registry: Registry): Server {
  return createServer(async (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
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
