'use client';

import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { useIsMac } from '#hooks/keyboard-settings';
import type { Keys } from '#hooks/shortcut-keys';
import { Kbd } from './ui/kbd.tsx';

/** The keys of a shortcut, as this computer's keyboard has them. */
export function ShortcutKeys({ keys }: { keys: Keys }) {
  const t = useTranslations('commands.keys');
  const mod = useIsMac() ? '⌘' : 'Ctrl';
  const nameOf = (key: string) => {
    if (key === 'space' || key === 'enter' || key === 'esc') return t(key);
    return key === 'mod' ? mod : key.toUpperCase();
  };
  return (
    <span className="inline-flex flex-none items-center gap-1">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span className="text-11 text-fg-3">{t('then')}</span>}
          {key.split('+').map((part) => (
            <Kbd key={part}>{nameOf(part)}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
