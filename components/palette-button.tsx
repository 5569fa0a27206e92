'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useIsMac } from '#hooks/keyboard-settings';
import { useOpenDialog } from './command-center.tsx';
import { ShortcutKeys } from './shortcut-keys.tsx';

/** Opens the command palette; says by which keys where there is room. */
export function PaletteButton() {
  const t = useTranslations('commands');
  const open = useOpenDialog();
  const isMac = useIsMac();
  return (
    <button
      type="button"
      className="btn ghost palette"
      aria-label={t('palette')}
      aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
      aria-haspopup="dialog"
      title={t('palette')}
      onClick={() => open('palette')}
    >
      <Search size={16} aria-hidden="true" />
      <span className="contents" aria-hidden="true">
        <ShortcutKeys keys={['mod+k']} />
      </span>
    </button>
  );
}
