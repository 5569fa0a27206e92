import { useEffect, useState } from 'react';
import type { Delivery } from '#contracts/channel';
import { callApi } from './api.ts';

/** Deliveries change by themselves while they are tried again. */
const LOOK_EVERY_MS = 2_000;
const NONE: Delivery[] = [];

/** What was told of an alert to which channel, and what came of it, oldest first. */
export function useDeliveries(alertId: string): Delivery[] {
  const [deliveries, setDeliveries] = useState(NONE);
  useEffect(() => {
    let isGone = false;
    setDeliveries(NONE);
    const look = () =>
      callApi<{ deliveries: Delivery[] }>(`/api/alerts/${alertId}/deliveries`).then(
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
  }, [alertId]);
  return deliveries;
}
