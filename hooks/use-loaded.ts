'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * Code that is loaded when it is first needed: null until then. When it can't be, as without a connection, `onFail` is
 * called, and it is tried again the next time.
 */
export function useLoaded<T>(isNeeded: boolean, load: () => Promise<T>, onFail: () => void): T | null {
  const [loaded, setLoaded] = useState<{ code: T } | null>(null);
  const latest = useRef({ load, onFail });
  latest.current = { load, onFail };
  useEffect(() => {
    if (!isNeeded || loaded) return;
    latest.current.load().then(
      (code) => setLoaded({ code }),
      () => latest.current.onFail(),
    );
  }, [isNeeded, loaded]);
  return loaded ? loaded.code : null;
}
