import { chromium } from '@playwright/test';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
for (const [locale, w, path] of [['ko',768,'/'],['en',768,'/alerts'],['en',390,'/'],['ko',390,'/']] as const) {
  const c = await b.newContext({ viewport: { width: w, height: 1000 } });
  await c.addCookies([{ name: 'locale', value: locale, url: 'http://127.0.0.1:4100' }]);
  const p = await c.newPage();
  await p.goto('http://127.0.0.1:4100'+path);
  await p.waitForSelector('.conn[data-state=live]');
  await p.waitForTimeout(500);
  if (w === 390) await p.locator('[data-pause]').filter({visible:true}).first().click();
  await p.waitForTimeout(500);
  console.log(locale, w, path, await p.evaluate(() => { const W = document.documentElement.clientWidth; return [document.documentElement.scrollWidth, ...[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > W + 1 && e.checkVisibility()).slice(0, 12).map((e) => e.tagName + '.' + e.getAttribute('class') + ' ' + Math.round(e.getBoundingClientRect().right) + ' ' + (e.textContent ?? '').slice(0, 30))]; }));
  await p.screenshot({ path: `/tmp/lead/w-${locale}-${w}.png` });
  await c.close();
}
await b.close();
