'use client';

import { useEffect, useState } from 'react';

/** This computer's clock in epoch ms, once a second; null until the page runs in the browser. */
export function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const update = () => setNow(Date.now());
    update();
    const timer = setInterval(() => !document.hidden && update(), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
