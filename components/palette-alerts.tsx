'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useIsQuiet } from '#hooks/use-silences';
import { AlertIcon, useAlertText, useUrgency, useValueTone } from './alert-text.tsx';
import { PaletteItem } from './palette-item.tsx';
import { SimTag } from './sim-tag.tsx';
import { CommandGroup } from './ui/command.tsx';

/** Alerts that are open, by name. */
export function AlertItems({ onDone }: { onDone: () => void }) {
  const t = useTranslations('commands.groups');
  const text = useAlertText();
  const router = useRouter();
  const isQuiet = useIsQuiet();
  const valueTone = useValueTone();
  const open = useLive()
    .alerts.filter(({ state }) => state !== 'resolved')
    .sort(useUrgency());
  if (open.length === 0) return null;
  return (
    <CommandGroup heading={t('alerts')}>
      {open.map((alert) => (
        <PaletteItem
          key={alert.id}
          id={`alert ${alert.id}`}
          icon={<AlertIcon alert={alert} isQuiet={isQuiet(alert)} />}
          label={text.name(alert)}
          heading={t('alerts')}
          onSelect={() => [onDone(), router.push(`/alerts?id=${alert.id}`)]}
        >
          {alert.traffic === 'simulated' && <SimTag />}
          <span className={valueTone(alert) ? `b ${valueTone(alert)}` : 't2'}>{text.value(alert)}</span>
        </PaletteItem>
      ))}
    </CommandGroup>
  );
}
