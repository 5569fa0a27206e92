import { EmptyState } from './empty-state.tsx';

type Props = {
  /** Nothing is loaded yet, or there is nothing; else the rows speak for themselves. */
  list: unknown[] | null;
  error: string | null;
  texts: { loading: string; failed: string; retry: string; empty?: string };
  onRetry: () => void;
};

/** What stands in a list instead of rows, or above those that were loaded before it failed. */
export function ListState({ list, error, texts, onRetry }: Props) {
  if (error !== null)
    return (
      <EmptyState text={texts.failed}>
        <button type="button" className="btn sm" onClick={onRetry}>
          {texts.retry}
        </button>
      </EmptyState>
    );
  if (list === null) return <EmptyState text={texts.loading} />;
  return list.length === 0 && texts.empty ? <EmptyState text={texts.empty} /> : null;
}
