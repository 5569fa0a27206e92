'use client';

import { Menu, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useOpenDialog } from './command-center.tsx';
import { LanguageToggle } from './language-toggle.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './ui/popover.tsx';

/** Last tab of the phone's bar: the command palette, language, theme, and which project this is. */
export function MoreMenu() {
  const t = useTranslations('shell.nav');
  const commands = useTranslations('commands');
  const { settings } = useLive();
  const openDialog = useOpenDialog();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
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
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger ref={trigger} className="tab">
        <Menu size={18} aria-hidden="true" />
        <span>{t('more')}</span>
      </PopoverTrigger>
      <PopoverContent className="moremenu" side="top" sideOffset={8} onCloseAutoFocus={afterClose}>
        <div>
          <div className="b cut">{settings.projectName}</div>
          <div className="t3 fs12">{t('timeZone', { timeZone: settings.timeZone })}</div>
        </div>
        <button
          type="button"
          className="btn ghost"
          onClick={() => {
            wantsPalette.current = true;
            setOpen(false);
          }}
        >
          <Search size={16} aria-hidden="true" />
          {commands('palette')}
        </button>
        <LanguageToggle />
        <ThemeToggle />
      </PopoverContent>
    </Popover>
  );
}
