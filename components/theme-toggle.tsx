'use client';

import { Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useTranslations } from 'use-intl';

/**
 * Changes between dark and light. Both faces are rendered and CSS shows the right one,
 * as the server can't know the theme.
 */
export function ThemeToggle() {
  const t = useTranslations('shell.theme');
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button
      type="button"
      className="btn ghost icon"
      onClick={() => setTheme(resolvedTheme === 'light' ? 'dark' : 'light')}
    >
      <span className="contents in-data-[theme=light]:hidden">
        <Moon size={16} aria-hidden="true" />
        <span className="sr">{t('light')}</span>
      </span>
      <span className="hidden in-data-[theme=light]:contents">
        <Sun size={16} aria-hidden="true" />
        <span className="sr">{t('dark')}</span>
      </span>
    </button>
  );
}
