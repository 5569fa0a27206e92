'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { type RefObject, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useOpenDialog } from './command-center.tsx';
import { LanguageToggle } from './language-toggle.tsx';
import { MORE_PAGES } from './pages.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { OpenPopover } from './ui/popover.tsx';

type Props = { trigger: RefObject<HTMLElement | null>; onClose: () => void };

/** What the phone's last tab opens. */
export function MorePopover({ trigger, onClose }: Props) {
  const t = useTranslations('shell.nav');
  const commands = useTranslations('commands');
  const { settings } = useLive();
  const openDialog = useOpenDialog();
  const wantsPalette = useRef(false);
  const afterClose = (event: Event) => {
    if (!wantsPalette.current) return;
    // From the tab, as that is where the focus goes back to: the menu will be gone.
    event.preventDefault();
    wantsPalette.current = false;
    trigger.current?.focus();
    openDialog('palette');
  };
  return (
    <OpenPopover
      trigger={trigger}
      onClose={onClose}
      className="moremenu"
      side="top"
      sideOffset={8}
      onCloseAutoFocus={afterClose}
    >
      <div>
        <div className="b cut">{settings.projectName}</div>
        <div className="t3 fs12">{t('timeZone', { timeZone: settings.timeZone })}</div>
      </div>
      {MORE_PAGES.map(({ id, href, icon: PageIcon }) => (
        <Link key={id} className="btn ghost" href={href} onClick={onClose}>
          <PageIcon size={16} aria-hidden="true" />
          {t(id)}
        </Link>
      ))}
      <button
        type="button"
        className="btn ghost"
        onClick={() => {
          wantsPalette.current = true;
          onClose();
        }}
      >
        <Search size={16} aria-hidden="true" />
        {commands('palette')}
      </button>
      <LanguageToggle />
      <ThemeToggle />
    </OpenPopover>
  );
}
