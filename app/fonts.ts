import localFont from 'next/font/local';

/**
 * Pretendard for the product's own texts (scripts/fonts.ts); other letters come from the whole of it. The three syllables
 * are the name of Korean.
 */
const latin = localFont({
  src: '../dist/fonts/latin.woff2',
  variable: '--font-latin',
  weight: '400 700',
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0-2BFF, U+AD6D, U+C5B4, U+D55C' }],
});
const hangul = localFont({
  src: '../dist/fonts/hangul.woff2',
  variable: '--font-hangul',
  weight: '400 700',
  adjustFontFallback: false,
  // A page in English has no use for it.
  preload: false,
  declarations: [{ prop: 'unicode-range', value: 'U+AC00-D7A3' }],
});

/** Class names that give the styles their families. */
export const fontFamilies = `${latin.variable} ${hangul.variable}`;
