'use client';

import { ChevronDown, Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SimulationRequest } from '#contracts/simulation';
import { useLive } from '#hooks/use-live';
import { useSimulationControl } from '#hooks/use-simulations';
import { ScenarioMenu } from './scenario-menu.tsx';
import { Popover, PopoverAnchor, PopoverContent, PopoverTrigger } from './ui/popover.tsx';

/** Starts a normal day for a minute, or opens the scenarios; on phones there is room for the latter alone. */
export function SimulateButton() {
  const t = useTranslations('shell.simulate');
  const { connectionState } = useLive();
  const [open, setOpen] = useState(false);
  const control = useSimulationControl();
  const disabled = connectionState !== 'live' || control.busy;
  const startNormal = async () => {
    // What went wrong is shown in the menu, beside the other ways to start.
    if (!(await control.startNormal())) setOpen(true);
  };
  const start = async (request: SimulationRequest) => {
    if (await control.start(request)) setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverAnchor className="split">
        <button
          type="button"
          className="btn primary sa desk"
          disabled={disabled}
          aria-label={t('button')}
          onClick={startNormal}
        >
          <Zap size={16} aria-hidden="true" />
          <span>{t('button')}</span>
        </button>
        <PopoverTrigger className="btn primary sb" disabled={disabled} aria-label={t('choose')}>
          <Zap className="mob" size={16} aria-hidden="true" />
          <span className="mob">{t('short')}</span>
          <ChevronDown size={16} aria-hidden="true" />
        </PopoverTrigger>
      </PopoverAnchor>
      <PopoverContent className="menu" aria-label={t('choose')}>
        <ScenarioMenu busy={control.busy} error={control.error} onStart={start} />
      </PopoverContent>
    </Popover>
  );
}
