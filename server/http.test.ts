import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpServer, listen } from './http.ts';

const server = createHttpServer((_request, response) => void response.end('{}'), new Registry());
beforeAll(() => listen(server, 0, '127.0.0.1'));
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(path: string, host: string): Promise<{ status: number | undefined; text: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, headers: { host } }, async (response) => {
      const chunks = await response.setEncoding('utf8').toArray();
      resolve({ status: response.statusCode, text: chunks.join('') });
    });
    asked.on('error', reject).end();
  });
}

test.each(['/', '/api/alerts', '/api/healthy'])(
  'a name that leads here by chance is answered nothing at %s',
  async (path) => {
    const { status, text } = await ask(path, 'evil.example:3000');
    expect(status).toBe(421);
    expect(JSON.parse(text)).toMatchObject({ error: { message: expect.stringContaining('PUBLIC_URL') } });
    expect((await ask(path, '192.168.1.5:3000')).status).toBe(200);
  },
);

test.each(['/metrics', '/api/health', '/api/health?full'])('probes may use any name at %s', async (path) => {
  expect((await ask(path, 'web:3000')).status).toBe(200);
});
