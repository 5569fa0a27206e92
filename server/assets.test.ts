import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressAssets } from '#scripts/compress';
import { withAssets } from './assets.ts';

const SCRIPT = 'console.log("여울");'.repeat(50);
let folder = '';
const server = createServer();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yeoul-assets-'));
  await mkdir(path.join(folder, 'chunks'));
  await writeFile(path.join(folder, 'chunks', 'a.js'), SCRIPT);
  await writeFile(path.join(folder, 'picture.svg'), '<svg/>');
  await compressAssets(folder);
  server.on(
    'request',
    withAssets(folder, (_, response) => void response.end('from Next.js')),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** As Node sends it: nothing is decompressed, no dots are taken out of the path. */
async function ask(url: string, { method = 'GET', encodings = 'gzip, deflate, br' } = {}) {
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { port, path: url, method, headers: { 'accept-encoding': encodings }, agent: false };
    request(options, resolve).on('error', reject).end();
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { headers: answer.headers, body: Buffer.concat(chunks) };
}

test('a script is sent as the build compressed it, to be kept for ever', async () => {
  const { headers, body } = await ask('/_next/static/chunks/a.js');
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
    'cache-control': expect.stringContaining('immutable'),
    'content-length': String(body.length),
    vary: 'accept-encoding',
  });
  expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
});

test('HEAD has the same headers and no body', async () => {
  const { headers, body } = await ask('/_next/static/chunks/a.js', { method: 'HEAD' });
  expect(headers['content-encoding']).toBe('br');
  expect(body).toHaveLength(0);
});

test.each([
  ['a client that knows no Brotli', '/_next/static/chunks/a.js', { encodings: 'gzip' }],
  ['another method', '/_next/static/chunks/a.js', { method: 'POST' }],
  ['what the build does not compress', '/_next/static/picture.svg', {}],
  ['an unknown file', '/_next/static/chunks/b.js', {}],
  ['the compressed file itself', '/_next/static/chunks/a.js.br', {}],
  ['a way out of the folder', '/_next/static/../static/chunks/a.js', {}],
])('%s goes to Next.js', async (_, url, options) => {
  expect((await ask(url, options)).body.toString()).toBe('from Next.js');
});
