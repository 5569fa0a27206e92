'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from '#components/empty-state';
import { Shell } from '#components/shell';

export default function NotFound() {
  const t = useTranslations('shell.notFound');
  return (
    <Shell page={null}>
      <div className="message">
        <EmptyState text={t('about')}>
          <Link className="btn" href="/">
            {t('back')}
          </Link>
        </EmptyState>
      </div>
    </Shell>
  );
}
