import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** Processes of the project and the file each starts with. */
export const ENTRIES = {
  web: 'server/index.ts',
  relay: 'workers/relay/index.ts',
  collector: 'workers/collector/index.ts',
  simulator: 'workers/simulator/index.ts',
  notifier: 'workers/notifier/index.ts',
} as const;
export type ProcessName = keyof typeof ENTRIES;
export const PROCESS_NAMES = Object.keys(ENTRIES) as ProcessName[];

/** Bundles our own `#folder/name` imports, which esbuild would take for packages and leave outside. */
const ownImports: Plugin = {
  name: 'own-imports',
  setup(build) {
    const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, string> };
    build.onResolve({ filter: /^#/ }, ({ path: specifier }) => {
      const slash = specifier.indexOf('/');
      const target = imports[`${specifier.slice(0, slash)}/*`];
      return target ? { path: path.resolve(target.replace('*', specifier.slice(slash + 1))) } : undefined;
    });
  },
};

/** esbuild's settings for one process: our code in one file, packages from node_modules. */
export function bundleOptions(name: ProcessName, folder: string): BuildOptions {
  return {
    entryPoints: [ENTRIES[name]],
    outfile: path.join(folder, `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    plugins: [ownImports],
    logLevel: 'silent',
  };
}
