import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '#tests/helpers/services';
import { takeScreenshots } from '#tests/pages/screenshots';
import { ensureBuilt } from './build.ts';
import { say, secondsSince, startedAt } from './report.ts';
import { ensureBrowser } from './services/install.ts';
import { startServices } from './services/ladder.ts';

const FOLDER = 'screenshots';

/**
 * `npm run screenshots -- [--only REGEXP]`: every page in every state, theme, language and width, into the folder
 * `screenshots`; or the states of these names alone.
 */
export async function main(args: string[]): Promise<number> {
  const { only } = parseArgs({ args, options: { only: { type: 'string' } } }).values;
  await ensureBrowser('Taking screenshots');
  await ensureBuilt();
  const folder = mkdtempSync(path.join(tmpdir(), 'yeoul-screenshots-'));
  try {
    const services = await startServices(folder);
    Object.assign(process.env, { KAFKA_BROKERS: services.brokers.join(','), REDIS_URL: services.redisUrl });
    try {
      const stack = await startStack({ relay: 1, web: 1, simulator: 1, collector: 1 });
      try {
        const count = await takeScreenshots(stack, FOLDER, only ? new RegExp(only) : null);
        say(`✓ ${count} screenshots in ${FOLDER}/ (${secondsSince(startedAt)})`);
      } finally {
        await stack.stop();
      }
    } finally {
      await services.stop();
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
