'use client';

import { useEffect, useRef, useState } from 'react';
import type { Alert } from '#contracts/alert';
import { callApi } from './api.ts';

type Page = { alerts: Alert[]; before: string | null };
/** `before` undefined: nothing was asked yet. */
type State = { alerts: Alert[]; before: string | null | undefined; isLoading: boolean };
const NOTHING: State = { alerts: [], before: undefined, isLoading: false };

/** Alerts that ended, page by page as one asks for more; another text begins anew. */
export function useHistory(text: string) {
  const [state, setState] = useState(NOTHING);
  const question = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another search.
  useEffect(() => {
    question.current += 1;
    setState(NOTHING);
  }, [text]);
  async function more(): Promise<void> {
    const asked = ++question.current;
    setState((now) => ({ ...now, isLoading: true }));
    const query = new URLSearchParams({ q: text, ...(state.before ? { before: state.before } : {}) });
    try {
      const page = await callApi<Page>(`/api/alerts/history?${query}`);
      if (asked !== question.current) return;
      setState(({ alerts }) => ({ alerts: [...alerts, ...page.alerts], before: page.before, isLoading: false }));
    } catch {
      // One can ask again; that the server is away is said elsewhere.
      if (asked === question.current) setState((now) => ({ ...now, isLoading: false }));
    }
  }
  return { older: state.alerts, hasMore: state.before !== null, isLoading: state.isLoading, more };
}
