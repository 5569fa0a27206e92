import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { RowsSkeleton } from './list-skeleton.tsx';

type Props = {
  /** Nothing is loaded yet, or there is nothing; else the rows speak for themselves. */
  list: unknown[] | null;
  error: string | null;
  /** `loading` is for those who hear the page; the others see the skeleton. */
  texts: { loading: string; failed: string; retry: string; empty?: string };
  onRetry: () => void;
  /** What stands where the rows will be; rows like those of alerts unless told. */
  skeleton?: ReactNode;
};

/** What stands in a list instead of rows, or above those that were loaded before it failed. */
export function ListState({ list, error, texts, onRetry, skeleton = <RowsSkeleton /> }: Props) {
  if (error !== null)
    return (
      <EmptyState text={texts.failed}>
        <button type="button" className="btn sm" onClick={onRetry}>
          {texts.retry}
        </button>
      </EmptyState>
    );
  if (list === null)
    return (
      <>
        <p className="sr">{texts.loading}</p>
        {skeleton}
      </>
    );
  return list.length === 0 && texts.empty ? <EmptyState text={texts.empty} /> : null;
}
