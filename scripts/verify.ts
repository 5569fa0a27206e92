import { runQuickChecks } from './checks.ts';
import { say } from './report.ts';

/** `npm run verify`: what can be known without Kafka, Redis and a browser. */
export async function main(): Promise<number> {
  const { passed, failed } = await runQuickChecks();
  say(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
