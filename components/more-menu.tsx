'use client';

import { Menu } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLoaded } from '#hooks/use-loaded';

const loadPopover = () => import('./more-popover.tsx').then(({ MorePopover }) => MorePopover);

/** Last tab of the phone's bar: the command palette, language, theme, and which project this is. */
export function MoreMenu() {
  const t = useTranslations('shell.nav');
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  const MorePopover = useLoaded(open, loadPopover, close);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="tab"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Menu size={18} aria-hidden="true" />
        <span>{t('more')}</span>
      </button>
      {open && MorePopover && <MorePopover trigger={trigger} onClose={close} />}
    </>
  );
}
