import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { FATAL } from '#components/fatal-texts';

vi.mock('./globals.css', () => ({}));
// Only Next.js's build can make of it what it is.
vi.mock('./fonts.ts', () => ({ fontFamilies: 'fonts' }));
afterEach(() => vi.unstubAllGlobals());

test('without the frame of all pages there is still a way back, in the language of the page', async () => {
  const { default: GlobalError } = await import('./global-error.tsx');
  vi.stubGlobal('document', { documentElement: { lang: 'ko' } });
  const html = renderToStaticMarkup(<GlobalError />);
  expect(html).toContain('<html lang="ko" class="fonts">');
  expect(html).toContain(FATAL.ko.title);
  expect(html).toContain('href="/"');
});
