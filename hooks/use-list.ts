'use client';

import { useCallback, useEffect, useState } from 'react';
import { callApi } from './api.ts';

/**
 * What the API lists at `/api/<name>`, under that name, as it was when it was loaded; null until then. `put` takes in what
 * the server has answered to a change, or one that is new.
 */
export function useList<T extends { id: string }>(name: string) {
  const [list, setList] = useState<T[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const reload = useCallback(async () => {
    try {
      setList((await callApi<Record<string, T[]>>(`/api/${name}`))[name] ?? []);
      setError(null);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
  }, [name]);
  useEffect(() => void reload(), [reload]);
  const put = useCallback((item: T) => {
    setList((all) => {
      if (!all?.some(({ id }) => id === item.id)) return [...(all ?? []), item];
      return all.map((each) => (each.id === item.id ? item : each));
    });
  }, []);
  return { list, error, reload, put };
}
