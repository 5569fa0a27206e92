'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { Logo } from './logo.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PAGES, type PageId, TABS } from './pages.tsx';

type Props = { page: PageId | null; firing: number };

/** Other pages are loaded ahead once this one has its numbers: the server would answer all of them at the same time. */
const usePrefetch = () => (useLive().connectionState === 'connecting' ? false : null);

/** Navigation at the left: full on wide screens, a rail on tablets. */
export function AppNav({ page, firing }: Props) {
  const t = useTranslations('shell');
  const { settings } = useLive();
  const prefetch = usePrefetch();
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <Link className="brand" href="/" prefetch={prefetch}>
        <Logo />
        <span>{t('product')}</span>
      </Link>
      {PAGES.map(({ id, href, icon: PageIcon }) => (
        <Link
          key={id}
          className="n"
          href={href}
          prefetch={prefetch}
          aria-current={id === page ? 'page' : undefined}
          title={t(`nav.${id}`)}
        >
          <PageIcon size={16} aria-hidden="true" />
          <span>{t(`nav.${id}`)}</span>
          {id === 'alerts' && <FiringCount firing={firing} />}
        </Link>
      ))}
      <div className="proj">
        <div className="b cut">{settings.projectName}</div>
        <div className="t3 cut" title={t('nav.timeZone', { timeZone: settings.timeZone })}>
          {settings.timeZone}
        </div>
      </div>
    </nav>
  );
}

/** The same pages as a bar at the bottom of a phone, and what has no room in its top bar. */
export function TabBar({ page, firing }: Props) {
  const t = useTranslations('shell');
  const prefetch = usePrefetch();
  return (
    <nav className="tabbar" aria-label={t('nav.label')}>
      {TABS.map(({ id, href, icon: PageIcon }) => (
        <Link key={id} href={href} prefetch={prefetch} aria-current={id === page ? 'page' : undefined}>
          <PageIcon size={18} aria-hidden="true" />
          {id === 'alerts' && <FiringCount firing={firing} />}
          <span>{t(`nav.${id}`)}</span>
        </Link>
      ))}
      <MoreMenu />
    </nav>
  );
}

function FiringCount({ firing }: { firing: number }) {
  const t = useTranslations('shell.nav');
  if (firing === 0) return null;
  return (
    <span className="count hot">
      <span aria-hidden="true">{firing}</span>
      <span className="sr">{t('firing', { count: firing })}</span>
    </span>
  );
}
