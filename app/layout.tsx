import { cookies, headers } from 'next/headers';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { I18nProvider } from '#components/i18n';
import { LiveProvider } from '#components/live-provider';
import { LOCALE_COOKIE, MESSAGES, pickLocale } from '#components/messages';
import { env } from '#infra/env';
import './globals.css';

export const viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = pickLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
  const { CURRENCY, TIME_ZONE, PROJECT_NAME } = env();
  const settings = { currency: CURRENCY, timeZone: TIME_ZONE, projectName: PROJECT_NAME };
  return (
    // next-themes sets data-theme before the first paint, which the server can't know.
    <html lang={locale} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange>
          <I18nProvider initial={{ locale, messages: MESSAGES[locale] }} timeZone={TIME_ZONE}>
            <LiveProvider settings={settings}>{children}</LiveProvider>
          </I18nProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
