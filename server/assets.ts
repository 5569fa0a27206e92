import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';

const URL_PREFIX = '/_next/static/';
const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
};

type Asset = { body: Buffer; type: string };

/**
 * Answers requests for the pages' scripts and styles that the build has compressed, and leaves all else to `next`, which
 * can only gzip, anew for each request: Brotli makes a sixth less of them, and is done once.
 */
export function withAssets(folder: string, next: RequestListener): RequestListener {
  const assets = readAssets(folder);
  return (request, response) => {
    const asset = assets.get(request.url ?? '');
    const acceptsBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    if (!asset || !acceptsBrotli || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next(request, response);
      return;
    }
    response.writeHead(200, {
      'content-type': asset.type,
      'content-encoding': 'br',
      'content-length': asset.body.length,
      // Their names change with their contents.
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    response.end(request.method === 'HEAD' ? undefined : asset.body);
  };
}

/** By path; only files that were there at the start are ever sent. Some 400 KB. */
function readAssets(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  if (!existsSync(folder)) return assets;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.br')) continue;
    const plain = name.slice(0, -'.br'.length);
    const type = TYPES[path.extname(plain)];
    const url = URL_PREFIX + plain.split(path.sep).join('/');
    if (type) assets.set(url, { body: readFileSync(path.join(folder, name)), type });
  }
  return assets;
}
