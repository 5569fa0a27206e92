'use client';

import { Check, Copy, TriangleAlert } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCopied } from '#hooks/use-copied';

/** Where events are sent, and where rejected ones are kept. `writeKey`: null where it is secret. */
export type Intake = {
  collectorUrl: string;
  writeKey: string | null;
  brokers: string[];
  topic: string;
  rejectsTopic: string;
};

const KINDS = ['curl', 'sdk', 'kafka'] as const;
type Kind = (typeof KINDS)[number];

/** Ways to send the first event, each ready to copy. */
export function SendSamples({ intake }: { intake: Intake }) {
  const t = useTranslations('shell.first');
  const [kind, setKind] = useState<Kind>('curl');
  const samples = samplesFor(intake, t('yourKey'));
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

const TEXTS = { ready: 'copy', copied: 'copied', failed: 'notCopied' } as const;

function CopyButton({ text }: { text: string }) {
  const t = useTranslations('shell');
  const { state, copy } = useCopied();
  const CopyIcon = { ready: Copy, copied: Check, failed: TriangleAlert }[state];
  return (
    <button type="button" className="btn sm ghost end" onClick={() => copy(text)}>
      <CopyIcon size={14} aria-hidden="true" />
      <span aria-live="polite">{t(TEXTS[state])}</span>
    </button>
  );
}

function samplesFor({ collectorUrl, writeKey, brokers, topic }: Intake, yourKey: string): Record<Kind, string> {
  const key = writeKey ?? yourKey;
  return {
    curl: `curl ${collectorUrl}/v1/track -u ${key}: -H 'Content-Type: application/json' -d '{
  "event": "Product Viewed",
  "userId": "u_1",
  "properties": { "product_id": "sku-1042", "name": "Onggi mug", "price": 29000 }
}'`,
    sdk: `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${key}', host: '${collectorUrl}' });
analytics.track({
  userId: 'u_1',
  event: 'Product Viewed',
  properties: { product_id: 'sku-1042', name: 'Onggi mug', price: 29000 },
});
await analytics.closeAndFlush();`,
    kafka: `EVENT='{"type":"track","event":"Product Viewed","messageId":"'$(uuidgen)'","userId":"u_1",'\\
'"timestamp":"'$(date -u +%FT%TZ)'","properties":{"product_id":"sku-1042","price":29000}}'
echo "u_1|$EVENT" | kafka-console-producer.sh \\
  --bootstrap-server ${brokers.join(',')} --topic ${topic} \\
  --property parse.key=true --property 'key.separator=|'`,
  };
}
