import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Redis } from 'ioredis';

const cache = new Map<string, { text: string; sha: string }>();

/** Scripts stand beside this file as plain files; every process runs in the project's folder. */
function load(name: string) {
  let script = cache.get(name);
  if (!script) {
    const text = readFileSync(path.join(process.cwd(), 'infra', 'lua', `${name}.lua`), 'utf8');
    script = { text, sha: createHash('sha1').update(text).digest('hex') };
    cache.set(name, script);
  }
  return script;
}

type Args = (string | number | Buffer)[];

/**
 * Runs `infra/lua/<name>.lua` by its hash, sending the text only when Redis doesn't have it.
 * `asBuffer` gives bulk replies as bytes.
 */
export async function runScript(
  redis: Redis,
  name: string,
  keys: string[],
  args: Args,
  { asBuffer = false } = {},
): Promise<unknown> {
  const { text, sha } = load(name);
  try {
    return asBuffer
      ? await redis.callBuffer('EVALSHA', sha, keys.length, ...keys, ...args)
      : await redis.call('EVALSHA', sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return asBuffer
      ? redis.callBuffer('EVAL', text, keys.length, ...keys, ...args)
      : redis.call('EVAL', text, keys.length, ...keys, ...args);
  }
}
