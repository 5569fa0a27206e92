'use client';

import { FATAL } from '#components/fatal-texts';
import './globals.css';
import { fontFamilies } from './fonts.ts';

/**
 * In the place of everything, when the frame around all pages threw: the texts' own provider may be what failed, so
 * these few come along in both languages.
 */
export default function GlobalError() {
  const locale = typeof document !== 'undefined' && document.documentElement.lang === 'ko' ? 'ko' : 'en';
  const texts = FATAL[locale];
  return (
    <html lang={locale} className={fontFamilies}>
      <body>
        <main className="message">
          <title>{texts.title}</title>
          <h1 className="text-20">{texts.title}</h1>
          <p className="t2">{texts.about}</p>
          {/* Loaded anew: what failed may lie in what this page has in its memory. */}
          <a className="btn primary" href="/">
            {texts.retry}
          </a>
        </main>
      </body>
    </html>
  );
}
