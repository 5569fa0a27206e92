'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Alert } from '#contracts/alert';
import { callApi } from './api.ts';

/** Typing is one question, not one for each key. */
const SETTLE_MS = 300;
const MAX_TEXT_CHARS = 200;

type Page = { alerts: Alert[]; before: string | null };
/** `before` undefined: nothing was asked yet. */
type State = { alerts: Alert[]; before: string | null | undefined; isLoading: boolean };
const NOTHING: State = { alerts: [], before: undefined, isLoading: false };

/** Alerts that ended, page by page as one asks for more; another text begins anew, and is searched for as it is typed. */
export function useHistory(typed: string) {
  const text = typed.trim().slice(0, MAX_TEXT_CHARS);
  const [state, setState] = useState(NOTHING);
  const question = useRef(0);
  const ask = useCallback(
    async (before: string | null) => {
      const asked = ++question.current;
      setState((now) => ({ ...now, isLoading: true }));
      const query = new URLSearchParams({ q: text, ...(before !== null && { before }) });
      try {
        const page = await callApi<Page>(`/api/alerts/history?${query}`);
        if (asked !== question.current) return;
        setState(({ alerts }) => ({ alerts: [...alerts, ...page.alerts], before: page.before, isLoading: false }));
      } catch {
        // One can ask again; that the server is away is said elsewhere.
        if (asked === question.current) setState((now) => ({ ...now, isLoading: false }));
      }
    },
    [text],
  );
  useEffect(() => {
    question.current += 1;
    setState({ ...NOTHING, isLoading: text !== '' });
    if (text === '') return;
    const timer = setTimeout(() => void ask(null), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, ask]);
  return {
    older: state.alerts,
    hasMore: state.before !== null,
    isLoading: state.isLoading,
    more: () => ask(state.before ?? null),
  };
}
