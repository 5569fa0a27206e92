import { ensureBuilt } from './build.ts';
import { runStack } from './stack.ts';

/** `npm run demo`: everything on one machine, built for production. `--reset` starts empty. */
export function main(args: string[]): Promise<number> {
  return runStack({
    command: 'demo',
    bundles: 'dist',
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    prepare: ensureBuilt,
    reset: args.includes('--reset'),
  });
}
