import { say } from './report.ts';
import { startServices } from './services/ladder.ts';
import { stopRequested } from './signals.ts';

/** `npm run services`: only Kafka and Redis, until Ctrl-C. `--reset` starts empty. */
export async function main(args: string[]): Promise<number> {
  const services = await startServices('.yeoul', { reset: args.includes('--reset') });
  say('\nFor processes of your own:');
  say(`  export KAFKA_BROKERS=${services.brokers.join(',')}`);
  say(`  export REDIS_URL=${services.redisUrl}`);
  say('Ctrl-C stops both and keeps their data.');
  await stopRequested();
  await services.stop();
  say('✓ Stopped');
  return 0;
}
