import { useTranslations } from 'use-intl';

/** Marks a row or an alert that simulated traffic caused. */
export function SimTag() {
  const t = useTranslations('shell.simulate');
  return (
    <span className="simtag" title={t('tag')}>
      {t('mark')}
    </span>
  );
}
