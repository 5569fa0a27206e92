'use client';

import { useCallback, useEffect, useState } from 'react';

const SAID_MS = 2_000;

/** Writes to the clipboard, and says for a moment what came of it. */
export function useCopied() {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = useCallback((text: string) => {
    // Browsers give a clipboard to pages of https and of this machine alone.
    const written = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
    written.then(
      () => setState('copied'),
      () => setState('failed'),
    );
  }, []);
  return { state, copy };
}
