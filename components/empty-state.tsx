import type { ReactNode } from 'react';

/** One quiet sentence where a list would be, and what can be done about it. */
export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="row wrap t3 fs12 emptystate">
      <span>{text}</span>
      {children}
    </div>
  );
}
