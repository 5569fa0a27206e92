'use client';

import { ChevronDown, Zap } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SimulationRequest } from '#contracts/simulation';
import { useLive } from '#hooks/use-live';
import { useLoaded } from '#hooks/use-loaded';
import { useSimulationControl } from '#hooks/use-simulations';

const loadPopover = () => import('./scenario-popover.tsx').then(({ ScenarioPopover }) => ScenarioPopover);

/** Starts a normal day for a minute, or opens the scenarios; on phones there is room for the latter alone. */
export function SimulateButton() {
  const t = useTranslations('shell.simulate');
  const { connectionState } = useLive();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  const ScenarioPopover = useLoaded(open, loadPopover, close);
  const control = useSimulationControl();
  const disabled = connectionState !== 'live' || control.busy;
  const startNormal = async () => {
    // What went wrong is shown in the menu, beside the other ways to start.
    if (!(await control.startNormal())) setOpen(true);
  };
  const start = async (request: SimulationRequest) => {
    if (await control.start(request)) close();
  };
  return (
    <div className="split">
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
      <button
        ref={trigger}
        type="button"
        className="btn primary sb"
        disabled={disabled}
        aria-label={t('choose')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Zap className="mob" size={16} aria-hidden="true" />
        <span className="mob">{t('short')}</span>
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      {open && ScenarioPopover && (
        <ScenarioPopover trigger={trigger} onClose={close} busy={control.busy} error={control.error} onStart={start} />
      )}
    </div>
  );
}
