'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

const EVERY_MS = 5_000;

/** Text for a polite live region, and the way to say something in it: once in 5 s at most, what waited is joined. */
export function usePoliteMessage(): [string, (message: string) => void] {
  const [spoken, setSpoken] = useState('');
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const spokenAt = useRef(0);
  const say = useCallback((message: string) => {
    waiting.current.push(message);
    const speak = () => {
      setSpoken(waiting.current.join(' '));
      waiting.current = [];
      timer.current = undefined;
      spokenAt.current = Date.now();
    };
    timer.current ??= setTimeout(speak, Math.max(0, spokenAt.current + EVERY_MS - Date.now()));
  }, []);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return [spoken, say];
}
