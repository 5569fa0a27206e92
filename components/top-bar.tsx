'use client';

import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { countedIn } from '#hooks/live-view';
import { useLive } from '#hooks/use-live';
import { activeSimulations } from '#hooks/use-simulations';
import { ConnectionBadge } from './connection-badge.tsx';
import { useFormats } from './format.tsx';
import { LanguageToggle } from './language-toggle.tsx';
import { PaletteButton } from './palette-button.tsx';
import { SimulateButton } from './simulate-button.tsx';
import { SimulationStatus } from './simulation-status.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

/** `holds`: the page stands still while paused. */
type Props = { title: string; controls?: ReactNode; holds: boolean };

/** Title, freshness, the page's own controls, and what every page offers. */
export function TopBar({ title, controls, holds }: Props) {
  const { simulations } = useLive();
  const running = activeSimulations(simulations)[0];
  return (
    <header className="topbar">
      <h1>{title}</h1>
      <ConnectionBadge holds={holds} />
      <TotalEvents holds={holds} />
      <span className="grow" />
      {controls && (
        <div className="row desk">
          {controls}
          <span className="sep" />
        </div>
      )}
      <div className="row desk gap-0">
        <PaletteButton />
        <LanguageToggle />
        <ThemeToggle />
      </div>
      {running ? <SimulationStatus simulation={running} /> : <SimulateButton />}
    </header>
  );
}

function TotalEvents({ holds }: Pick<Props, 'holds'>) {
  const t = useTranslations('shell.connection');
  const isKnown = useLive().stage !== 'loading';
  // The sentence once, the number in it four times a second.
  const sentence = useMemo(() => t.rich('counted', { n: () => <Total holds={holds} /> }), [t, holds]);
  return isKnown ? (
    <span className="t3 fs12 nw total" title={t('countedHelp')}>
      {sentence}
    </span>
  ) : null;
}

function Total({ holds }: Pick<Props, 'holds'>) {
  const { count } = useFormats();
  const { data, waiting } = useLive();
  const held = data ? countedIn(data) : 0;
  return <span data-testid="total-events">{count(holds ? held : held + waiting)}</span>;
}
