import { runProducer } from '../producer-process.ts';
import { startQueue } from './queue.ts';

await runProducer({
  role: 'simulator',
  counter: 'yeoul_simulated_total',
  async begin({ redis, producer, log }) {
    const queue = startQueue(redis, producer, log);
    log.info('Ready to simulate');
    return { name: 'simulations', close: () => queue.stop() };
  },
});
