import { chromium } from '@playwright/test';

const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
for (const [theme, locale, w, h] of [
  ['dark', 'en', 1440, 1000],
  ['light', 'ko', 1440, 1000],
  ['light', 'en', 390, 844],
  ['dark', 'ko', 390, 844],
  ['dark', 'en', 768, 1024],
] as const) {
  const c = await b.newContext({ viewport: { width: w, height: h } });
  await c.addCookies([{ name: 'locale', value: locale, url: 'http://127.0.0.1:4100' }]);
  await c.addInitScript((t) => localStorage.setItem('theme', t), theme);
  const p = await c.newPage();
  p.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(theme, locale, w, m.text()));
  p.on('pageerror', (e) => console.log('PAGEERROR', e.message));
  await p.goto('http://127.0.0.1:4100/events');
  await p.waitForSelector('.tailrow');
  await p.waitForTimeout(1500);
  await p.screenshot({ path: `/tmp/lead/ev-${theme}-${locale}-${w}.png` });
  await p.locator('.tailrow .open').nth(3).click();
  await p.waitForSelector('.way');
  await p.waitForTimeout(300);
  await p.screenshot({ path: `/tmp/lead/ev-open-${theme}-${locale}-${w}.png` });
  await c.close();
}
await b.close();
