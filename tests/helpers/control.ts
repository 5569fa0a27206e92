import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Patch = { file: string; find: RegExp; replace: string };

/** Faulty variants of the build, each of which a test has to catch. None of them ships. */
const CONTROLS = {
  'count-then-acknowledge': [
    // Counts whatever it is given, without a look at what is pending, and leaves acknowledging to the caller.
    { file: 'infra/lua/apply.lua', find: /if #still - 1 < entries then return still end/, replace: '' },
    { file: 'infra/lua/apply.lua', find: /redis\.call\('XACK'[^\n]*\nredis\.call\('XDEL'[^\n]*\n/, replace: '' },
    {
      file: 'dist/web.js',
      find: /if \(status === "OK"\) return \{ status: "ok" \};/,
      replace: `if (status === "OK") {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const ids = args.slice(9, 9 + args[3]);
        await redis2.xack(keys.events, args[0], ...ids);
        await redis2.xdel(keys.events, ...ids);
        return { status: "ok" };
      }`,
    },
  ],
} satisfies Record<string, Patch[]>;

export const CONTROL_NAMES = Object.keys(CONTROLS) as [keyof typeof CONTROLS];

/** A copy of the build with a control's patches applied; a patch that no longer fits the code is an error. */
export async function patchedBuild(
  control: keyof typeof CONTROLS,
): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(path.join(tmpdir(), 'yeoul-control-'));
  for (const name of ['node_modules', '.next', 'app', 'public', 'package.json', 'next.config.js']) {
    await symlink(path.resolve(name), path.join(root, name));
  }
  for (const name of ['dist', 'infra']) await cp(name, path.join(root, name), { recursive: true });
  for (const { file, find, replace } of CONTROLS[control]) {
    const at = path.join(root, file);
    const text = await readFile(at, 'utf8');
    const parameter = /async function apply\((\w+),/.exec(text)?.[1] ?? 'redis';
    if (!find.test(text))
      throw new Error(`Control ${control}: ${find} is not in ${file} any more; correct tests/helpers/control.ts`);
    await writeFile(at, text.replace(find, replace.replaceAll('redis2', parameter)));
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
