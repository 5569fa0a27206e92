'use client';

import { useEffect, useState } from 'react';

/** This computer's clock in epoch ms, once a second while `isNeeded`; null until the page runs in the browser. */
export function useNow(isNeeded = true): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!isNeeded) return;
    const update = () => setNow(Date.now());
    update();
    const timer = setInterval(() => !document.hidden && update(), 1_000);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return now;
}
