'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Focus } from '#contracts/focus';
import { useFocusText } from './focus-text.tsx';

type Props = { focus: Focus; onClear: () => void };

/** What the page is filtered by, and the way back to everything. */
export function FocusChips({ focus, onClear }: Props) {
  const t = useTranslations('live.focus');
  const name = useFocusText().full(focus);
  return (
    <section className="focusrow" aria-label={t('label')}>
      <button
        type="button"
        className="chip"
        aria-label={t('clear', { name })}
        title={t('clear', { name })}
        onClick={onClear}
      >
        <span className="cut">{name}</span>
        <X size={14} aria-hidden="true" />
      </button>
      <span className="t3 fs12">{t('rest')}</span>
    </section>
  );
}
