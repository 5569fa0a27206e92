import type { Page } from '@playwright/test';
import type { Probe } from './probe.ts';

const ROUNDS = 10;
const BETWEEN_MS = 250;
/** Shorter ones the browser does not report. */
const SHORTEST_MS = 16;

/** One round: what people press on the live page, each pressed again where it would stay changed. */
const BUTTONS = [
  /^1m$/,
  /^5m$/,
  /^1h$/,
  /^15m$/,
  /^Lines$/,
  /^Stacked$/,
  /table/i,
  /chart/i,
  /^Pause/,
  /^Resume/,
  /(Light|Dark)/,
  /(Light|Dark)/,
];
/** With its socket blocked the page has only this. */
const IDLE_BUTTONS = [/(Light|Dark)/, /(Light|Dark)/];

export type Interactions = {
  clicks: number;
  worstMs: number;
  worstTarget: string;
  p98Ms: number;
  /** Until the whole page was in its other theme, of each press that changed it. */
  themesMs: number[];
};

/** Interaction to next paint of real clicks, as the browser reports it. */
export async function measureInteractions(page: Page, isLive: boolean): Promise<Interactions> {
  await page.bringToFront();
  await page.evaluate(() => {
    (window as unknown as { probe: Probe }).probe.interactions = {};
  });
  let clicks = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of isLive ? BUTTONS : IDLE_BUTTONS) {
      const button = page.getByRole('button', { name }).filter({ visible: true }).first();
      const box = await button.boundingBox();
      if (!box) throw new Error(`No button ${name} on the page`);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      clicks += 1;
      await page.waitForTimeout(BETWEEN_MS);
    }
  }
  const { interactions, themesMs } = await page.evaluate(() => (window as unknown as { probe: Probe }).probe);
  const slow = Object.values(interactions).sort((a, b) => b.ms - a.ms);
  const at = (index: number) => slow[index] ?? { target: 'none', ms: SHORTEST_MS };
  return {
    clicks,
    worstMs: at(0).ms,
    worstTarget: at(0).target,
    p98Ms: at(Math.floor(clicks / 50)).ms,
    themesMs,
  };
}
