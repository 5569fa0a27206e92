'use client';

import type { ComponentProps, RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { ScenarioMenu } from './scenario-menu.tsx';
import { OpenPopover } from './ui/popover.tsx';

type Props = ComponentProps<typeof ScenarioMenu> & { trigger: RefObject<HTMLElement | null>; onClose: () => void };

/** The scenarios under the Simulate button. */
export function ScenarioPopover({ trigger, onClose, ...menu }: Props) {
  const t = useTranslations('shell.simulate');
  return (
    <OpenPopover
      trigger={trigger}
      onClose={onClose}
      className="menu"
      aria-label={t('choose')}
      onOpenAutoFocus={(event) => {
        // The scenarios are not there yet: the rate would get it, and with it a phone's keyboard.
        event.preventDefault();
        if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
      }}
    >
      <ScenarioMenu {...menu} />
    </OpenPopover>
  );
}
