'use client';

import { type RefCallback, useCallback, useState } from 'react';

/** Height of an element in px as it changes, null until it is laid out; put `measured` on the element as its ref. */
export function useHeight(): { height: number | null; measured: RefCallback<HTMLElement> } {
  const [height, setHeight] = useState<number | null>(null);
  const measured = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { height, measured };
}
