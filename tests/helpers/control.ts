import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `replace` may use what `find` captured: the bundler chooses the names of variables. */
type Patch = { file: string; find: RegExp; replace: string };
type Control = {
  /** Faults under which it does wrong. */
  faults: string[];
  patches: Patch[];
};

const PAUSE = 'await new Promise((resolve) => setTimeout(resolve, 200));';
const UNCHECKED_APPLY: Patch[] = [
  // Counts whatever it is given, without a look at what is pending, and leaves acknowledging to the caller.
  { file: 'infra/lua/apply.lua', find: /if #still - 1 < entries then return still end/, replace: '' },
  { file: 'infra/lua/apply.lua', find: /redis\.call\('XACK'[^\n]*\nredis\.call\('XDEL'[^\n]*\n/, replace: '' },
];
const UNCHECKED_APPEND: Patch[] = [
  { file: 'infra/lua/append.lua', find: /if tonumber\(ARGV\[1\]\) > position then[^\n]*\n/, replace: '' },
  { file: 'infra/lua/append.lua', find: /if tonumber\(ARGV\[1\]\) < position then[^\n]*\n/, replace: '' },
];
const APPLY_CALL = /(const \[status, \.\.\.rest\] = await runScript\((\w+), "apply", scriptKeys, args\);)/;

/** Faulty variants of the build, each of which a test has to catch. None of them ships. */
const CONTROLS = {
  'count-then-acknowledge': {
    faults: ['web-kill', 'web-freeze'],
    patches: [
      ...UNCHECKED_APPLY,
      {
        file: 'dist/web.js',
        find: APPLY_CALL,
        replace: `$1
          if (status === "OK") {
            ${PAUSE}
            const ids = args.slice(9, 9 + args[3]);
            await $2.xack(keys.events, args[0], ...ids);
            await $2.xdel(keys.events, ...ids);
          }`,
      },
    ],
  },
  'acknowledge-then-count': {
    faults: ['web-kill'],
    patches: [
      ...UNCHECKED_APPLY,
      {
        file: 'dist/web.js',
        find: APPLY_CALL,
        replace: `const taken = args.slice(9, 9 + args[3]);
          await $2.xack(keys.events, args[0], ...taken);
          await $2.xdel(keys.events, ...taken);
          ${PAUSE}
          $1`,
      },
    ],
  },
  'append-unchecked': {
    faults: ['relay-freeze', 'relay-redis-hang', 'redis-torn'],
    patches: [...UNCHECKED_APPEND, { file: 'infra/lua/append.lua', find: /ARGV\[i\] \.\. '-1'/, replace: "'*'" }],
  },
  'commit-before-append': {
    faults: ['relay-kill', 'redis-kill'],
    patches: [
      ...UNCHECKED_APPEND,
      {
        file: 'dist/relay.js',
        find: /(const answer = await runScript\((\w+), "append",)/,
        replace: `await $2.hset(keys.books, "position", batch.last);
          ${PAUSE}
          $1`,
      },
    ],
  },
  'trim-unread': {
    faults: ['relay-kill', 'redis-kill', 'web-freeze'],
    patches: [{ file: 'infra/lua/append.lua', find: /'XADD', KEYS\[1\],/, replace: "'XADD', KEYS[1], 'MAXLEN', 100," }],
  },
} satisfies Record<string, Control>;

export type ControlName = keyof typeof CONTROLS;
export const CONTROL_NAMES = Object.keys(CONTROLS) as [ControlName, ...ControlName[]];
export const faultsOf = (control: ControlName): string[] => CONTROLS[control].faults;

/** A copy of the build with a control's patches applied; a patch that no longer fits the code is an error. */
export async function patchedBuild(control: ControlName): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(path.join(tmpdir(), 'yeoul-control-'));
  for (const name of ['node_modules', '.next', 'app', 'public', 'package.json', 'next.config.js']) {
    await symlink(path.resolve(name), path.join(root, name));
  }
  for (const name of ['dist', 'infra']) await cp(name, path.join(root, name), { recursive: true });
  for (const { file, find, replace } of CONTROLS[control].patches) {
    const at = path.join(root, file);
    const text = await readFile(at, 'utf8');
    if (!find.test(text))
      throw new Error(`Control ${control}: ${find} is not in ${file} any more; correct tests/helpers/control.ts`);
    await writeFile(at, text.replace(find, replace));
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
