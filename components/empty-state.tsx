import type { ReactNode } from 'react';

/** One quiet sentence where a list would be, and what can be done about it. */
export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div
      className="row t3 fs12"
      style={{
        flex: 1,
        flexWrap: 'wrap',
        justifyContent: 'center',
        padding: '20px 14px',
        minHeight: 72,
        textAlign: 'center',
      }}
    >
      <span>{text}</span>
      {children}
    </div>
  );
}
