'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useCalling } from '#hooks/use-silences';
import { Announcer } from './announcer.tsx';
import { AppNav, TabBar } from './app-nav.tsx';
import { CommandCenter } from './command-center.tsx';
import { MOVING_PAGES, type PageId } from './pages.tsx';
import { PrintStamp } from './print-stamp.tsx';
import { SimulatedBanner } from './simulated-banner.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { TopBar } from './top-bar.tsx';

type Props = {
  /** null: an address without a page. */
  page: PageId | null;
  /** What the page is of, where that is more than its place among the pages. */
  title?: string;
  children: ReactNode;
  /** The page's own controls in the top bar; where that has no room for them, a page shows them in its content. */
  controls?: ReactNode;
};

/** Pages that are as high as the window: always, or where it is wide. */
const FIT: Partial<Record<PageId, string>> = { live: 'fit', events: 'full' };

/** Frame of every page: navigation, top bar, banners. */
export function Shell({ page, title: own, children, controls }: Props) {
  const t = useTranslations('shell');
  const { alerts, stale, isOld } = useLive();
  const firing = useCalling(alerts).heard.length;
  const title = own ?? (page ? t(`nav.${page}`) : t('notFound.title'));
  return (
    <CommandCenter page={page}>
      <div className={`app ${(page && FIT[page]) ?? ''}`}>
        <title>{`${firing > 0 ? `(${firing}) ` : ''}${title} · ${t('product')}`}</title>
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <AppNav page={page} firing={firing} />
        <div className="col">
          <TopBar title={title} controls={controls} holds={MOVING_PAGES.includes(page)} />
          <main className={`main ${stale ? 'stale' : ''} ${isOld ? 'old' : ''}`} id="content" tabIndex={-1}>
            <PrintStamp title={title} />
            <StaleBanner page={page} />
            <SimulatedBanner />
            {children}
          </main>
        </div>
        <TabBar page={page} firing={firing} />
        <Announcer />
      </div>
    </CommandCenter>
  );
}
