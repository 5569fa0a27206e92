import { runQuickChecks } from './checks.ts';
import { sayTally } from './tally.ts';

/** `npm run verify`: what can be known without Kafka, Redis and a browser. */
export async function main(): Promise<number> {
  return sayTally(await runQuickChecks());
}
