'use client';

import { Square, Zap } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useScenarios } from '#hooks/use-scenarios';
import { activeSimulations, useSimulationControl } from '#hooks/use-simulations';
import { useFormats } from './format.tsx';
import { PaletteItem } from './palette-item.tsx';
import { CommandGroup } from './ui/command.tsx';

const RUNS_FOR_SECONDS = 60;

/** Stops what is simulated, or starts a scenario for a minute at its usual rate. Says so where the server refuses. */
export function SimulationItems({ onDone }: { onDone: () => void }) {
  const t = useTranslations('commands');
  const simulate = useTranslations('shell.simulate');
  const { count } = useFormats();
  const { simulations, connectionState } = useLive();
  const { scenarios, error: notLoaded } = useScenarios();
  const starting = useSimulationControl();
  const stopping = useSimulationControl();
  const disabled = starting.busy || stopping.busy || connectionState !== 'live';
  const failure =
    (starting.error !== null && simulate('failed', { message: starting.error })) ||
    (stopping.error !== null && simulate('notStopped', { message: stopping.error })) ||
    (notLoaded !== null && simulate('scenariosFailed', { message: notLoaded }));
  const closeWhen = async (done: Promise<boolean>) => (await done) && onDone();
  return (
    <CommandGroup heading={simulate('button')} forceMount={failure !== false}>
      {failure && (
        <p className="px-2.5 py-1 text-12 text-danger" role="alert">
          {failure}
        </p>
      )}
      {activeSimulations(simulations).map(({ id, scenario }) => (
        <PaletteItem
          key={id}
          id={`stop ${id}`}
          icon={Square}
          label={t('stop', { scenario: simulate(`scenarios.${scenario}.name`) })}
          heading={simulate('button')}
          disabled={disabled}
          onSelect={() => closeWhen(stopping.stop(id))}
        />
      ))}
      {scenarios?.map(({ id, defaultRate }) => (
        <PaletteItem
          key={id}
          id={`simulate ${id}`}
          icon={Zap}
          label={simulate(`scenarios.${id}.name`)}
          heading={simulate('button')}
          disabled={disabled}
          onSelect={() => closeWhen(starting.start({ scenario: id, rate: defaultRate, seconds: RUNS_FOR_SECONDS }))}
        >
          <span className="text-12 text-fg-3">
            {simulate('perSecond', { rate: count(defaultRate) })} · {simulate(`${RUNS_FOR_SECONDS}`)}
          </span>
        </PaletteItem>
      ))}
    </CommandGroup>
  );
}
