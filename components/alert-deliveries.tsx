'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Delivery } from '#contracts/channel';
import { callApi } from '#hooks/api';
import { DeliveryMark } from './delivery-mark.tsx';

/** Deliveries change by themselves while they are tried again. */
const LOOK_EVERY_MS = 2_000;

/** What was told of an alert to which channel, and what came of it; nothing where nobody was to be told. */
export function AlertDeliveries({ alert: { id } }: { alert: Alert }) {
  const t = useTranslations('channels');
  const [deliveries, setDeliveries] = useState<Delivery[]>([]);
  useEffect(() => {
    let isGone = false;
    const look = () =>
      callApi<{ deliveries: Delivery[] }>(`/api/alerts/${id}/deliveries`).then(
        (answer) => isGone || setDeliveries(answer.deliveries),
        // What was loaded stays; the page says itself when the server is away.
        () => {},
      );
    void look();
    const timer = setInterval(() => void (document.hidden || look()), LOOK_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [id]);
  if (deliveries.length === 0) return null;
  return (
    <div className="sec">
      <h3>{t('deliveries')}</h3>
      <ul className="dlv">
        {deliveries.map((delivery) => (
          <li key={delivery.id} data-delivery={delivery.state}>
            <span className="cut">
              <b className="b">{delivery.channelName}</b> {t(`notice.${delivery.notice}`)}
              {delivery.attempts > 1 && <span className="t3"> · {t('attempts', { count: delivery.attempts })}</span>}
            </span>
            <DeliveryMark delivery={delivery} />
          </li>
        ))}
      </ul>
    </div>
  );
}
