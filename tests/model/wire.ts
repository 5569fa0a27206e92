import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

type Arg = string | number | Buffer;
type Call = (...args: Arg[]) => Promise<unknown>;

/** A connection whose commands sent with `call`, as scripts are, go through `around`; all else goes as it is. */
function intercept(redis: Redis, around: (send: Call) => Call): Redis {
  const send: Call = (...args) => Reflect.apply(redis.call, redis, args) as Promise<unknown>;
  const call = around(send);
  return new Proxy(redis, {
    get(target, property) {
      if (property === 'call') return call;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

type Hooks = {
  /** How often each script is sent; the last answer is the one that arrives. */
  times?: number;
  before?: () => Promise<void>;
  onReply?: (reply: unknown, args: Arg[]) => void;
  onError?: (error: unknown) => void;
};

/** Sends scripts several times, as after a time-out, and tells what Redis answered each time. */
export function wire(redis: Redis, { times = 1, before, onReply, onError }: Hooks): Redis {
  return intercept(redis, (send) => async (...args) => {
    await before?.();
    try {
      let reply: unknown;
      for (let time = 0; time < times; time += 1) {
        reply = await send(...args);
        onReply?.(reply, args);
      }
      return reply;
    } catch (error) {
      if (!String(error).includes('NOSCRIPT')) onError?.(error);
      throw error;
    }
  });
}

export type Patch = { find: RegExp; replace: string };

/** A connection on which a script is another one: for controls, which show that the property can fail. */
export function withPatchedScript(redis: Redis, script: string, patches: Patch[]): Redis {
  const text = readFileSync(`infra/lua/${script}.lua`, 'utf8');
  const sha = createHash('sha1').update(text).digest('hex');
  const patched = patches.reduce((before, { find, replace }) => {
    if (!find.test(before))
      throw new Error(`${find} is not in ${script}.lua any more; correct tests/model/controls.ts`);
    return before.replace(find, replace);
  }, text);
  return intercept(
    redis,
    (send) =>
      (command, hash, ...rest) =>
        command === 'EVALSHA' && hash === sha ? send('EVAL', patched, ...rest) : send(command, hash as Arg, ...rest),
  );
}
