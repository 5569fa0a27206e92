import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { runChaosSmoke } from './chaos.ts';
import { runPlaywright, runQuickChecks, runVitest, timed } from './checks.ts';
import { say, secondsSince, startedAt } from './report.ts';
import { ensureBrowser } from './services/install.ts';
import { startServices } from './services/ladder.ts';
import { addUp, sayTally, type Tally } from './tally.ts';

/** Tests against a Kafka and a Redis of their own, in a folder that is removed afterwards. */
async function runSlowTests(): Promise<Tally> {
  await ensureBrowser('The end-to-end test');
  await ensureBuilt();
  const tallies: Tally[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'yeoul-test-'));
  try {
    const services = await startServices(folder);
    try {
      const env = {
        KAFKA_BROKERS: services.brokers.join(','),
        REDIS_URL: services.redisUrl,
      };
      tallies.push(await runVitest('integration', env), await runPlaywright(env));
    } finally {
      await services.stop();
    }
    // With services of its own.
    tallies.push(await timed('Chaos: a smoke, and a control', runChaosSmoke));
    return addUp(tallies);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npm test`: everything, ending with what failed and a line that counts. */
export async function main(): Promise<number> {
  const tally = addUp([await runQuickChecks(), await runSlowTests()]);
  say(`\nAll in ${secondsSince(startedAt)}`);
  return sayTally(tally);
}
