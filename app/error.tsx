'use client';

import { useTranslations } from 'use-intl';

/** Shown in place of a page that threw; the frame's texts stay in the chosen language. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('shell.error');
  return (
    <main className="message">
      <h1 className="text-20">{t('title')}</h1>
      <p className="t2">{t('about')}</p>
      <p className="mono t3">{error.message}</p>
      <button type="button" className="btn primary" onClick={reset}>
        {t('retry')}
      </button>
    </main>
  );
}
