import { LivePage } from '#components/live-page';
import { env } from '#infra/env';

export default function Page() {
  const { KAFKA_BROKERS, KAFKA_TOPIC, KAFKA_DLQ_TOPIC } = env();
  return <LivePage kafka={{ brokers: KAFKA_BROKERS, topic: KAFKA_TOPIC, rejectsTopic: KAFKA_DLQ_TOPIC }} />;
}
