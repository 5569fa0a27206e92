import { env } from '#infra/env';
import { createRates } from '#infra/rates';
import { type HopReport, startReports } from '#stores/hops';
import { runProducer } from '../producer-process.ts';
import { createApp } from './app.ts';
import { Store } from './store.ts';

/** Kafka that takes this long for one send keeps senders waiting. */
const STUCK_MS = 2_000;

await runProducer({
  role: 'collector',
  counter: 'yeoul_collected_total',
  async begin({ redis, producer, log, id }) {
    const { HOST, COLLECTOR_PORT, WRITE_KEYS } = env();
    const store = new Store(producer);
    let lastError: HopReport['lastError'] = null;
    const app = createApp(store, WRITE_KEYS, (message) => {
      lastError = { at: new Date().toISOString(), message };
    });
    const address = await app.listen({ host: HOST, port: COLLECTOR_PORT });
    log.info({ address }, 'Collecting events');

    const rates = createRates();
    const reports = startReports(redis, log, id, () => {
      const [rate] = rates([producer.stats.acknowledged]) as [number];
      const { waitingSince } = producer.stats;
      const isStuck = waitingSince !== null && Date.now() - waitingSince > STUCK_MS;
      return { rate, latency: store.latency.percentiles(), lastError, waiting: store.waiting, isStuck };
    });
    return {
      name: 'requests',
      async close() {
        reports.stop();
        await app.close();
      },
    };
  },
});
