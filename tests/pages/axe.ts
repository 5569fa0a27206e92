import type { Page } from '@playwright/test';
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** `all`: every rule; `contrast`: what differs between themes; `size`: what differs between widths. */
type AxeRules = 'all' | 'contrast' | 'size';

/** What axe finds on the page as it is now. */
export async function axeFaults(page: Page, rules: AxeRules): Promise<string[]> {
  // Once for each page: to read the source takes as long as half of what it is for.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ runOnly, isForSize }) => {
      // Whatever passes is named once and not element by element, which takes most of the time.
      const options = { resultTypes: ['violations' as const], runOnly, iframes: false };
      const { violations } = await window.axe.run({
        ...options,
        ...(isForSize ? { rules: { 'color-contrast': { enabled: false } } } : {}),
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
      );
    },
    { runOnly: rules === 'contrast' ? ['color-contrast'] : TAGS, isForSize: rules === 'size' },
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
