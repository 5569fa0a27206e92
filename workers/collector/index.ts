import { env } from '#infra/env';
import { runProducer } from '../producer-process.ts';
import { createApp } from './app.ts';
import { createStore } from './store.ts';

await runProducer({
  role: 'collector',
  counter: 'yeoul_collected_total',
  async begin({ producer, log }) {
    const { HOST, COLLECTOR_PORT, WRITE_KEYS } = env();
    const app = createApp(createStore(producer), WRITE_KEYS);
    const address = await app.listen({ host: HOST, port: COLLECTOR_PORT });
    log.info({ address }, 'Collecting events');
    return { name: 'requests', close: () => app.close() };
  },
});
