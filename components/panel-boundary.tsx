'use client';

import { type ReactNode, useState } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useTranslations } from 'use-intl';
import { useFormats } from './format.tsx';

type Frame = {
  title: string;
  /** The panel's own, where its place hangs on it. */
  className?: string;
};

/** With another `resetKey` it is tried anew. */
type Props = Frame & { resetKey?: string; children: ReactNode };

/** Keeps a panel that fails from taking the page with it: its frame says what failed, since when, and tries again. */
export function PanelBoundary({ children, resetKey, ...frame }: Props) {
  const panel = (failure: FallbackProps) => <FailedPanel {...frame} {...failure} />;
  return (
    <ErrorBoundary fallbackRender={panel} resetKeys={[resetKey]}>
      {children}
    </ErrorBoundary>
  );
}

function FailedPanel({ title, className = '', error, resetErrorBoundary }: Frame & FallbackProps) {
  const t = useTranslations('shell.error');
  const { time } = useFormats();
  const [since] = useState(() => Date.now());
  const message = error instanceof Error ? error.message : String(error);
  return (
    <section className={`panel failed ${className}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="btn sm end" onClick={resetErrorBoundary}>
          {t('retry')}
        </button>
      </header>
      <div role="alert">
        <p className="t2">{t('panel', { time: time(since) })}</p>
        <details className="mono t3 fs12">
          <summary>{t('details')}</summary>
          {message}
        </details>
      </div>
    </section>
  );
}
