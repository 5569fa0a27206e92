'use client';

import { Check, Keyboard, Languages, type LucideIcon, Pause, Play, SunMoon, Timer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useTranslations } from 'use-intl';
import { RANGES } from '#contracts/ranges';
import { afterPaint } from '#hooks/after-paint';
import { focusNote, focusRow, focusSearch, focusSilence } from '#hooks/page-focus';
import type { Keys } from '#hooks/shortcut-keys';
import { type Live, useLive } from '#hooks/use-live';
import { useLocaleSwitch } from './i18n.tsx';
import { OTHER_LANGUAGE } from './language-toggle.tsx';
import { MOVING_PAGES, PAGES, type PageId } from './pages.tsx';

export const COMMAND_GROUPS = ['pages', 'view', 'lists', 'settings', 'help'] as const;

/**
 * Something that can be done from every page. The shortcuts, their list and the palette all read this table.
 * Without `icon` it has a key only, without `keys` a place in the palette only.
 */
export type Command = {
  id: string;
  group: (typeof COMMAND_GROUPS)[number];
  label: string;
  keys?: Keys;
  icon?: LucideIcon;
  /** Absent where the browser itself does it. */
  run?: () => void;
  /** Not here and now: the list of shortcuts still names it. */
  off?: boolean;
  repeats?: boolean;
};

export type DialogId = 'palette' | 'help';

/** All commands as they stand on this page. */
export function useCommands(page: PageId | null, openDialog: (id: DialogId) => void): Command[] {
  const t = useTranslations('commands');
  const openPalette = () => openDialog('palette');
  return [
    ...usePages(),
    ...useView(page),
    { id: 'search', group: 'lists', label: t('search'), keys: ['/'], run: () => focusSearch() || openPalette() },
    { id: 'next', group: 'lists', label: t('next'), keys: ['j'], run: () => focusRow(1), repeats: true },
    { id: 'previous', group: 'lists', label: t('previous'), keys: ['k'], run: () => focusRow(-1), repeats: true },
    { id: 'open', group: 'lists', label: t('open'), keys: ['enter'] },
    { id: 'acknowledge', group: 'lists', label: t('acknowledge'), keys: ['a'], run: focusNote, off: page !== 'alerts' },
    { id: 'silence', group: 'lists', label: t('silence'), keys: ['s'], run: focusSilence, off: page !== 'alerts' },
    { id: 'close', group: 'lists', label: t('close'), keys: ['esc'] },
    ...useSettings(),
    { id: 'palette', group: 'help', label: t('palette'), keys: ['mod+k'], run: openPalette },
    { id: 'help', group: 'help', label: t('help'), keys: ['?'], icon: Keyboard, run: () => openDialog('help') },
  ];
}

function usePages(): Command[] {
  const t = useTranslations('shell.nav');
  const router = useRouter();
  return PAGES.map(({ id, href, icon, key }) => ({
    id,
    group: 'pages',
    label: t(id),
    keys: ['g', key],
    icon,
    run: () => router.push(href),
  }));
}

function useView(page: PageId | null): Command[] {
  const t = useTranslations('shell');
  const commands = useTranslations('commands');
  const ranges = useTranslations('live.range');
  const live = useLive();
  const paused = live.pausedAt !== null;
  return [
    {
      id: 'pause',
      group: 'view',
      label: commands('pause'),
      keys: ['space'],
      icon: paused ? Play : Pause,
      run: () => live.setPaused(!paused),
      off: !paused && !(MOVING_PAGES.includes(page) && hasEvents(live)),
    },
    ...RANGES.map(
      (range): Command => ({
        id: `range ${range}`,
        group: 'view',
        label: `${t('range.label')}: ${ranges(range)}`,
        icon: range === live.range ? Check : Timer,
        run: () => live.setRange(range),
        off: page !== 'live' || !hasEvents(live),
      }),
    ),
  ];
}

const hasEvents = ({ stage }: Live) => stage === 'counting';

function useSettings(): Command[] {
  const t = useTranslations('shell.theme');
  const { resolvedTheme, setTheme } = useTheme();
  const { locale, setLocale } = useLocaleSwitch();
  const theme = resolvedTheme === 'light' ? 'dark' : 'light';
  const language = OTHER_LANGUAGE[locale];
  return [
    {
      id: `theme ${theme}`,
      group: 'settings',
      label: t(theme),
      icon: SunMoon,
      // The palette is gone before the page is drawn anew.
      run: () => afterPaint(() => setTheme(theme)),
    },
    {
      id: 'language',
      group: 'settings',
      label: language.name,
      icon: Languages,
      run: () => setLocale(language.locale),
    },
  ];
}
