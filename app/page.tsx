import { LivePage } from '#components/live-page';
import { env, LOCAL_WRITE_KEY } from '#infra/env';
import { firstNumbers, type Search } from './first-numbers.ts';

type Props = { searchParams: Promise<Search> };

export default async function Page({ searchParams }: Props) {
  const { COLLECTOR_URL, WRITE_KEYS, KAFKA_BROKERS, KAFKA_TOPIC, KAFKA_DLQ_TOPIC } = env();
  const writeKey = WRITE_KEYS.includes(LOCAL_WRITE_KEY) ? LOCAL_WRITE_KEY : null;
  return (
    <LivePage
      numbers={await firstNumbers(await searchParams)}
      intake={{
        collectorUrl: COLLECTOR_URL,
        writeKey,
        brokers: KAFKA_BROKERS,
        topic: KAFKA_TOPIC,
        rejectsTopic: KAFKA_DLQ_TOPIC,
      }}
    />
  );
}
