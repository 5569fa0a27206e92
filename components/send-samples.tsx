'use client';

import { Copy } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

/** Where events are written, and where rejected ones are kept. */
export type KafkaAddress = { brokers: string[]; topic: string; rejectsTopic: string };

const COPIED_MS = 2_000;
const KINDS = ['shell', 'node', 'sample'] as const;
type Kind = (typeof KINDS)[number];

/** Ways to write the first event to the topic, each ready to copy. */
export function SendSamples({ kafka }: { kafka: KafkaAddress }) {
  const t = useTranslations('shell.first');
  const [kind, setKind] = useState<Kind>('shell');
  const samples = samplesFor(kafka);
  return (
    <Tabs.Root className="codebox" value={kind} onValueChange={(value) => setKind(value as Kind)}>
      <div className="ctabs">
        <Tabs.List className="row gap-0" aria-label={t('how')}>
          {KINDS.map((id) => (
            <Tabs.Trigger key={id} value={id}>
              {t(id)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <CopyButton text={samples[kind]} />
      </div>
      {KINDS.map((id) => (
        <Tabs.Content key={id} value={id} asChild>
          <pre className="code">{samples[id]}</pre>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function CopyButton({ text }: { text: string }) {
  const t = useTranslations('shell');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  // The clipboard is only there on https and localhost.
  const possible = typeof navigator === 'undefined' || navigator.clipboard !== undefined;
  return (
    <button type="button" className="btn sm ghost end" onClick={() => possible && void copy()}>
      <Copy size={14} aria-hidden="true" />
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </button>
  );
}

function samplesFor({ brokers, topic }: KafkaAddress): Record<Kind, string> {
  return {
    shell: `EVENT='{"type":"track","event":"Product Viewed","messageId":"'$(uuidgen)'","userId":"u_1",'\\
'"timestamp":"'$(date -u +%FT%TZ)'","properties":{"product_id":"sku-1042","price":29000}}'
echo "u_1|$EVENT" | kafka-console-producer.sh \\
  --bootstrap-server ${brokers.join(',')} --topic ${topic} \\
  --property parse.key=true --property 'key.separator=|'`,
    node: `import { randomUUID } from 'node:crypto';
import { Kafka } from 'kafkajs';

const event = {
  type: 'track', event: 'Product Viewed', messageId: randomUUID(), userId: 'u_1',
  timestamp: new Date().toISOString(), properties: { product_id: 'sku-1042', price: 29000 },
};
const producer = new Kafka({ brokers: ${JSON.stringify(brokers)} }).producer();
await producer.connect();
await producer.send({ topic: '${topic}', messages: [{ key: event.userId, value: JSON.stringify(event) }] });
await producer.disconnect();`,
    sample: `{
  "type": "track",
  "event": "Product Viewed",
  "messageId": "a1b2c3",
  "userId": "u_1",
  "timestamp": "2026-01-31T09:00:00.000Z",
  "properties": { "product_id": "sku-1042", "price": 29000 }
}`,
  };
}
