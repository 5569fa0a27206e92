import { readOptions } from '#tests/chaos/options';
import { printReport, writeReport } from '#tests/chaos/report';
import { ChaosRun } from '#tests/chaos/run';
import { patchedBuild } from '#tests/helpers/control';
import { ensureBuilt } from './build.ts';
import { say } from './report.ts';

/**
 * `npm run chaos -- --minutes M --seed S --rate R [--faults a,b] [--control NAME]`: see docs/reliability.md.
 * Ends with 0 when nothing was lost or doubled under every fault; with --control, when the harness caught the control.
 */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  await ensureBuilt();
  const control = options.control ? await patchedBuild(options.control) : undefined;
  try {
    const report = await new ChaosRun(options, control?.root).run();
    printReport(report);
    writeReport(report);
    if (!control) return report.wrong.length + report.problems.length === 0 ? 0 : 1;
    const isCaught = report.wrong.length > 0;
    say(isCaught ? `✓ The control ${options.control} was caught` : `✗ The control ${options.control} was not caught`);
    return isCaught ? 0 : 1;
  } finally {
    await control?.remove();
  }
}
