'use client';

import { Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { afterPaint } from '#hooks/after-paint';

/** Which face is seen of a button that was not pressed, as the server can't know the theme. */
const BY_PAGE = { dark: 'contents in-data-[theme=light]:hidden', light: 'hidden in-data-[theme=light]:contents' };

/** Changes between dark and light. The button shows at once that it was pressed, the page in the frames after. */
export function ThemeToggle() {
  const t = useTranslations('shell.theme');
  const { resolvedTheme, setTheme } = useTheme();
  const [pressed, setPressed] = useState<'dark' | 'light' | null>(null);
  const change = () => {
    const next = (pressed ?? resolvedTheme) === 'light' ? 'dark' : 'light';
    setPressed(next);
    afterPaint(() => {
      setTheme(next);
      afterPaint(() => setPressed(null));
    });
  };
  const face = (theme: 'dark' | 'light') => {
    if (pressed === null) return BY_PAGE[theme];
    return pressed === theme ? 'contents' : 'hidden';
  };
  return (
    <button type="button" className="btn ghost icon" onClick={change}>
      <span className={face('dark')}>
        <Moon size={16} aria-hidden="true" />
        <span className="sr">{t('light')}</span>
      </span>
      <span className={face('light')}>
        <Sun size={16} aria-hidden="true" />
        <span className="sr">{t('dark')}</span>
      </span>
    </button>
  );
}
