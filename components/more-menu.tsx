'use client';

import { Menu } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { LanguageToggle } from './language-toggle.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

/** Last tab of the phone's bar: language, theme, and which project this is. */
export function MoreMenu() {
  const t = useTranslations('shell.nav');
  const { settings } = useLive();
  return (
    <Popover.Root>
      <Popover.Trigger className="tab">
        <Menu size={18} aria-hidden="true" />
        <span>{t('more')}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover moremenu" side="top" align="end" sideOffset={8} collisionPadding={12}>
          <div>
            <div className="b cut">{settings.projectName}</div>
            <div className="t3 fs12">{t('timeZone', { timeZone: settings.timeZone })}</div>
          </div>
          <LanguageToggle />
          <ThemeToggle />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
