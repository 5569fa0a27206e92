'use client';

import { X } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { useSingleKeys } from '#hooks/keyboard-settings';
import { COMMAND_GROUPS, type Command } from './commands.tsx';
import { ShortcutKeys } from './shortcut-keys.tsx';
import { Dialog, DialogClose, DialogContent, DialogTitle } from './ui/dialog.tsx';
import { Switch } from './ui/switch.tsx';

type Props = { commands: Command[]; onClose: () => void; onCloseAutoFocus: (event: Event) => void };

/** All shortcuts by group, and the switch for those of a single key. */
export function ShortcutSheet({ commands, onClose, onCloseAutoFocus }: Props) {
  const t = useTranslations('commands');
  const shell = useTranslations('shell');
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        className="top-[8vh] max-h-[84vh] max-w-[640px]"
        aria-describedby={undefined}
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <header className="flex h-12 flex-none items-center border-b border-line pr-2.5 pl-4">
          <DialogTitle className="text-16">{t('help')}</DialogTitle>
          <DialogClose className="btn sm icon ghost end" aria-label={shell('close')}>
            <X size={16} aria-hidden="true" />
          </DialogClose>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
        <section className="more-y gap-x-8 px-4 pb-3 sm:columns-2" tabIndex={0} aria-label={t('help')}>
          {COMMAND_GROUPS.map((group) => (
            <Group
              key={group}
              title={t(`groups.${group}`)}
              commands={commands.filter((each) => each.group === group)}
            />
          ))}
        </section>
        <SingleKeysSwitch />
      </DialogContent>
    </Dialog>
  );
}

function Group({ title, commands }: { title: string; commands: Command[] }) {
  const rows = commands.flatMap(({ id, label, keys }) => (keys ? [{ id, label, keys }] : []));
  if (rows.length === 0) return null;
  return (
    <section className="break-inside-avoid pt-3" aria-label={title}>
      <h3 className="mb-1 text-12 text-fg-3">{title}</h3>
      <dl>
        {rows.map(({ id, label, keys }) => (
          <div key={id} className="flex min-h-7 items-center justify-between gap-3">
            <dt>{label}</dt>
            <dd className="m-0">
              <ShortcutKeys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SingleKeysSwitch() {
  const t = useTranslations('commands.singleKeys');
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const id = useId();
  return (
    <div className="flex flex-none items-center gap-4 border-t border-line px-4 py-3">
      <label className="grow" htmlFor={id}>
        <span className="block font-medium">{t('label')}</span>
        <span className="block text-12 text-fg-2" id={`${id}-about`}>
          {t('about')}
        </span>
      </label>
      <Switch id={id} aria-describedby={`${id}-about`} checked={singleKeys} onCheckedChange={setSingleKeys} />
    </div>
  );
}
