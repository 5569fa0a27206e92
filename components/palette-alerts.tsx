'use client';

import { TriangleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { isCalling } from '#contracts/alert';
import { useLive } from '#hooks/use-live';
import { byUrgency, toneOf, useAlertText } from './alert-text.tsx';
import { PaletteItem } from './palette-item.tsx';
import { SimTag } from './sim-tag.tsx';
import { CommandGroup } from './ui/command.tsx';

/** Alerts that are open, by name. */
export function AlertItems({ onDone }: { onDone: () => void }) {
  const t = useTranslations('commands.groups');
  const text = useAlertText();
  const router = useRouter();
  const open = useLive()
    .alerts.filter(({ state }) => state !== 'resolved')
    .sort(byUrgency);
  if (open.length === 0) return null;
  return (
    <CommandGroup heading={t('alerts')}>
      {open.map((alert) => (
        <PaletteItem
          key={alert.id}
          id={`alert ${alert.id}`}
          icon={TriangleAlert}
          label={text.name(alert)}
          heading={t('alerts')}
          onSelect={() => [onDone(), router.push(`/alerts?id=${alert.id}`)]}
        >
          {alert.traffic === 'simulated' && <SimTag />}
          <span className={isCalling(alert) ? `b ${toneOf(alert)}` : 't2'}>{text.value(alert)}</span>
        </PaletteItem>
      ))}
    </CommandGroup>
  );
}
