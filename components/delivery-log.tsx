'use client';

import { useTranslations } from 'use-intl';
import type { Delivery, Try } from '#contracts/channel';
import { DeliveryMark } from './delivery-mark.tsx';
import { useFormats } from './format.tsx';

/** What each channel was told of an alert, how often that was tried, and what the other side said. */
export function DeliveryLog({ deliveries }: { deliveries: Delivery[] }) {
  const t = useTranslations('channels');
  const { time } = useFormats();
  if (deliveries.length === 0) return null;
  return (
    <div className="sec">
      <h3>{t('deliveries')}</h3>
      <ul className="dlog fs12">
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <span className="t3">{time(Date.parse(delivery.at))}</span>
            <span className="cut">
              <b className="b">{delivery.channelName}</b> {t(`notice.${delivery.notice}`)}
            </span>
            <DeliveryMark delivery={delivery} isTimed={false} />
            <DeliveryAnswer delivery={delivery} />
            {delivery.tries.length > 1 && <Tries tries={delivery.tries} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Each try, with what came of it: a channel that is busy says so more than once. */
function Tries({ tries }: { tries: Try[] }) {
  const t = useTranslations('channels');
  const { time } = useFormats();
  return (
    <details className="tries">
      <summary className="acc">{t('tries')}</summary>
      <ol>
        {tries.map(({ at, status, answer }) => (
          <li key={at}>
            <span className="t3">{time(Date.parse(at))}</span>
            <span>{status ?? t('noAnswer')}</span>
            <span className="mono t2">{answer}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** How often it was tried, and the first characters of the answer. */
export function DeliveryAnswer({ delivery: { attempts, answer } }: { delivery: Delivery }) {
  const t = useTranslations('channels');
  return (
    <span className="answer t2">
      {t('attempts', { count: attempts })}
      {answer !== '' && <span className="mono"> · {answer}</span>}
    </span>
  );
}
