import { chromium } from '@playwright/test';

const B = 'http://127.0.0.1:4102';
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
async function shot(
  name: string,
  path: string,
  o: { theme: string; w: number; h: number; touch?: boolean },
  act?: (p: any) => Promise<void>,
) {
  const ctx = await browser.newContext({
    viewport: { width: o.w, height: o.h },
    hasTouch: o.w < 500,
    isMobile: o.w < 500,
  });
  const page = await ctx.newPage();
  page.on(
    'console',
    (m: any) => ['error', 'warning'].includes(m.type()) && console.log(name, m.type(), m.text().slice(0, 400)),
  );
  page.on('pageerror', (e: any) => console.log(name, 'pageerror', e.message));
  await page.addInitScript((t: string) => localStorage.setItem('theme', t), o.theme);
  await page.goto(B + path);
  await page.waitForSelector('.probe, .focusrow, .chart', { timeout: 20000 });
  await page.waitForTimeout(1500);
  await act?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/live-shots/${name}.png`, fullPage: false });
  await ctx.close();
}

import { mkdirSync } from 'node:fs';
mkdirSync('/tmp/live-shots', { recursive: true });
const D = { theme: 'dark', w: 1440, h: 1000 },
  L = { theme: 'light', w: 1440, h: 1000 },
  MD = { theme: 'dark', w: 390, h: 1100 },
  ML = { theme: 'light', w: 390, h: 1100 };
const hover = async (p: any) => {
  const b = await p.locator('.probe').boundingBox();
  await p.mouse.move(b.x + b.width * 0.62, b.y + 60);
};
const tap = async (p: any) => {
  await p.locator('.probe').scrollIntoViewIfNeeded();
  const b = await p.locator('.probe').boundingBox();
  await p.touchscreen.tap(b.x + b.width * 0.4, b.y + 60);
};
const drag = async (p: any) => {
  const b = await p.locator('.probe').boundingBox();
  await p.mouse.move(b.x + b.width * 0.3, b.y + 60);
  await p.mouse.down();
  await p.mouse.move(b.x + b.width * 0.7, b.y + 60, { steps: 5 });
  await p.mouse.up();
  await p.mouse.move(5, 5);
};
const which = process.argv[2] ?? 'all';
const all: Record<string, () => Promise<void>> = {
  plain: () => shot('plain-dark', '/?range=5m', D),
  cat: () => shot('cat-dark', '/?range=5m&focus=category:cart&lang=en', D),
  catko: () => shot('cat-light-ko', '/?range=5m&focus=category:cart&lang=ko', L),
  prod: () =>
    shot('prod-light', '/?range=15m&lang=en', L, async (p) => {
      await p.locator('.tops button').first().click();
      await p.waitForTimeout(1200);
    }),
  hover: () => shot('hover-dark', '/?range=1m', D, hover),
  zoom: () => shot('zoom-light-ko', '/?range=1m&lang=ko', L, drag),
  empty: () => shot('empty-dark', '/?range=5m&focus=category:other&lang=en', D),
  mcat: () => shot('m-cat-dark-ko', '/?range=5m&focus=category:cart&lang=ko', MD),
  mtap: () => shot('m-tap-light', '/?range=1m&lang=en', ML, tap),
  mplain: () => shot('m-plain-dark', '/?range=1m&lang=en', MD),
  mempty: () => shot('m-empty-light-ko', '/?range=5m&focus=search:none&lang=ko', ML),
};
for (const [k, f] of Object.entries(all)) if (which === 'all' || which.split(',').includes(k)) await f();
await browser.close();
