'use client';

import { useTranslations } from 'use-intl';

/** Shown in place of a page that threw; the frame's texts stay in the chosen language. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('shell.error');
  const shell = useTranslations('shell');
  return (
    <main className="message">
      <title>{`${t('title')} · ${shell('product')}`}</title>
      <h1 className="text-20">{t('title')}</h1>
      <p className="t2">{t('about')}</p>
      <details className="mono t3 fs12">
        <summary>{t('details')}</summary>
        {error.message}
      </details>
      <div className="row">
        <button type="button" className="btn primary" onClick={reset}>
          {t('retry')}
        </button>
        {/* Loaded anew: what failed may lie in what this page has in its memory. */}
        <a className="btn" href="/">
          {shell('notFound.back')}
        </a>
      </div>
    </main>
  );
}
