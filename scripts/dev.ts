import { watch } from 'node:fs';
import { type BuildContext, context } from 'esbuild';
import { bundleOptions, PROCESS_NAMES, type ProcessName } from './bundle.ts';
import { makeFonts } from './fonts.ts';
import { say, step } from './report.ts';
import { runStack } from './stack.ts';

const BUNDLES = 'dist/dev';

/** `npm run dev`: like the demo, but a change restarts the process it is in, and Next.js reloads pages by itself. */
export async function main(args: string[]): Promise<number> {
  let onRebuilt: (name: ProcessName) => void = () => {};
  const contexts: BuildContext[] = [];

  async function watchBundle(name: ProcessName): Promise<void> {
    const options = bundleOptions(name, BUNDLES);
    const report = {
      name: 'report',
      setup: (build: import('esbuild').PluginBuild) =>
        build.onEnd(({ errors }) => {
          for (const { text, location } of errors) say(`✗ ${name}: ${location?.file}:${location?.line} ${text}`);
          if (errors.length === 0) onRebuilt(name);
        }),
    };
    const bundle = await context({ ...options, plugins: [...(options.plugins ?? []), report] });
    contexts.push(bundle);
    await bundle.rebuild();
    await bundle.watch();
  }

  return runStack({
    command: 'dev',
    bundles: BUNDLES,
    env: { NODE_ENV: 'development', YEOUL_DEV: '1', NEXT_TELEMETRY_DISABLED: '1' },
    prepare: async () => {
      await step('Cut the fonts', makeFonts);
      await step('Bundle the processes and watch them', () => Promise.all(PROCESS_NAMES.map(watchBundle)));
    },
    reset: args.includes('--reset'),
    onUp: async (supervisor) => {
      onRebuilt = (name) => {
        say(`↻ ${name} changed`);
        supervisor.restart(name);
      };
      // Lua scripts are read when a process starts and are in no bundle.
      const scripts = watch('infra/lua', () => {
        for (const name of PROCESS_NAMES) supervisor.restart(name);
      });
      return async () => {
        scripts.close();
        await Promise.all(contexts.map((bundle) => bundle.dispose()));
      };
    },
  });
}
