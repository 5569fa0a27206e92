import { ChaosOptions, readOptions } from '#tests/chaos/options';
import { printReport, writeReport } from '#tests/chaos/report';
import { ChaosRun } from '#tests/chaos/run';
import { patchedBuild } from '#tests/helpers/control';
import { ensureBuilt } from './build.ts';
import { say } from './report.ts';
import type { Tally } from './tally.ts';

/** What `npm test` runs of it: quick faults, and one control. */
const SMOKE = {
  minutes: 0.5,
  rate: 2_500,
  leastFaults: 20,
  leastEvents: 100_000,
  faults: 'relay-kill,relay-leave,relay-join,web-kill,redis-kill,redis-torn',
  report: 'test-results/chaos-smoke.json',
};
const SMOKE_CONTROL = {
  minutes: 0.1,
  rate: 1_000,
  control: 'count-then-acknowledge',
  report: 'test-results/chaos-control.json',
} as const;

/** True when nothing was lost or doubled under every fault; with a control, when it was caught. */
async function endsWell(options: ChaosOptions): Promise<boolean> {
  const control = options.control ? await patchedBuild(options.control) : undefined;
  try {
    const report = await new ChaosRun(options, control?.root).run();
    printReport(report);
    writeReport(report);
    if (!control) return report.wrong.length + report.problems.length === 0;
    const isCaught = report.wrong.length > 0;
    say(isCaught ? `✓ The control ${options.control} was caught` : `✗ The control ${options.control} was not caught`);
    return isCaught;
  } finally {
    await control?.remove();
  }
}

/** Both parts of the smoke, counted as tests. */
export async function runChaosSmoke(): Promise<Tally> {
  const tally: Tally = { passed: 0, failures: [] };
  if (await endsWell(ChaosOptions.parse(SMOKE))) tally.passed += 1;
  else tally.failures.push(`Chaos: the smoke, see above or ${SMOKE.report}`);
  if (await endsWell(ChaosOptions.parse(SMOKE_CONTROL))) tally.passed += 1;
  else tally.failures.push(`Chaos: the control ${SMOKE_CONTROL.control} was not caught`);
  return tally;
}

/**
 * `npm run chaos -- --minutes M --seed S --rate R [--faults a,b] [--control NAME]`: see docs/reliability.md.
 * Ends with 0 when nothing was lost or doubled under every fault; with --control, when the harness caught the control.
 */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  await ensureBuilt();
  return (await endsWell(options)) ? 0 : 1;
}
