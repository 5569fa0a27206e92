import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { AlertToasts } from '#components/alert-toasts';
import { FaultBoundary } from '#components/fault-boundary';
import { FaviconBadge } from '#components/favicon-badge';
import { I18nProvider } from '#components/i18n';
import { LiveProvider } from '#components/live-provider';
import { LOCALE_COOKIE, type Locale, MESSAGES, pickLocale } from '#components/messages';
import { env } from '#infra/env';
import './globals.css';
import { fontFamilies } from './fonts.ts';
import { originOf } from './origin.ts';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#0b0d10' },
    { media: '(prefers-color-scheme: light)', color: '#f4f6f8' },
  ],
};

/** What a shared link shows. Titles are the pages' own: they count alerts while the page is open. */
export async function generateMetadata(): Promise<Metadata> {
  const { product, description } = MESSAGES[await visitorsLocale()].shell;
  return {
    metadataBase: originOf(await headers()),
    applicationName: product,
    description,
    openGraph: { type: 'website', siteName: product, title: product, description },
    twitter: { card: 'summary_large_image' },
  };
}

async function visitorsLocale(): Promise<Locale> {
  return pickLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await visitorsLocale();
  const { CURRENCY, TIME_ZONE, PROJECT_NAME } = env();
  const settings = { currency: CURRENCY, timeZone: TIME_ZONE, projectName: PROJECT_NAME };
  return (
    // next-themes sets data-theme before the first paint, which the server can't know.
    <html lang={locale} className={fontFamilies} suppressHydrationWarning>
      {/* As metadata it would be taken away and put back by every change of page: with what it says of alerts, and to the
          browser, which asks for /favicon.ico in between. */}
      <head>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" sizes="any" />
      </head>
      <body>
        <ThemeProvider attribute="data-theme" defaultTheme="system">
          <I18nProvider initial={{ locale, messages: MESSAGES[locale] }} timeZone={TIME_ZONE}>
            <LiveProvider settings={settings}>
              {children}
              {/* Not of a page: one may go to another while a toast is there. */}
              <FaultBoundary>
                <AlertToasts />
              </FaultBoundary>
              <FaultBoundary>
                <FaviconBadge />
              </FaultBoundary>
            </LiveProvider>
          </I18nProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
