'use client';

import { useTranslations } from 'use-intl';
import { COMMAND_GROUPS, type Command as Entry } from './commands.tsx';
import { AlertItems } from './palette-alerts.tsx';
import { PaletteItem } from './palette-item.tsx';
import { SimulationItems } from './palette-simulations.tsx';
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandList } from './ui/command.tsx';
import { Dialog, DialogContent, DialogTitle } from './ui/dialog.tsx';

type Props = { commands: Entry[]; onClose: () => void; onCloseAutoFocus: (event: Event) => void };

/** Everything that can be done, found by typing. */
export function CommandPalette({ commands, onClose, onCloseAutoFocus }: Props) {
  const t = useTranslations('commands');
  const listed = commands.filter(({ icon, off }) => icon && !off);
  const group = (id: Entry['group']) => (
    <CommandGroup key={id} heading={t(`groups.${id}`)}>
      {listed
        .filter((entry) => entry.group === id)
        .map((entry) => (
          <PaletteItem
            key={entry.id}
            id={entry.id}
            icon={entry.icon}
            label={entry.label}
            keys={entry.keys}
            onSelect={() => [onClose(), entry.run?.()]}
          />
        ))}
    </CommandGroup>
  );
  const groups = COMMAND_GROUPS.filter((id) => listed.some((entry) => entry.group === id));
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        className="top-[12vh] max-h-[min(640px,76vh)] max-w-[560px] max-md:top-3 max-md:max-h-[calc(100dvh-24px)]"
        aria-describedby={undefined}
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <DialogTitle className="sr">{t('palette')}</DialogTitle>
        {/* Ctrl+K closes the palette: cmdk would move up by it, as vi does. */}
        <Command label={t('palette')} filter={holdsEveryWord} vimBindings={false} loop>
          <CommandInput placeholder={t('placeholder')} />
          {/* Beside the list: a list box may hold options alone. */}
          <CommandEmpty>{t('empty')}</CommandEmpty>
          <CommandList label={t('palette')}>
            {groups.filter((id) => id === 'pages').map(group)}
            <AlertItems onDone={onClose} />
            {groups.filter((id) => id === 'view').map(group)}
            <SimulationItems onDone={onClose} />
            {groups.filter((id) => id !== 'pages' && id !== 'view').map(group)}
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

/** Plain rather than fuzzy: what is listed holds all that was typed, in any order, and keeps its place. */
function holdsEveryWord(_: string, typed: string, keywords: string[] = []): number {
  const text = keywords.join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
}
