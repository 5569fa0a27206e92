'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';

export default function NotFound() {
  const t = useTranslations('shell.notFound');
  const product = useTranslations('shell')('product');
  return (
    <main className="message">
      <title>{`${t('title')} · ${product}`}</title>
      <h1 className="text-20">{t('title')}</h1>
      <Link className="btn" href="/">
        {t('back')}
      </Link>
    </main>
  );
}
