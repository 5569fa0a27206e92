import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import type { Figure } from '#contracts/socket';
import { ConversionAside, KpiAside } from './kpi-aside.tsx';
import { MESSAGES } from './messages.tsx';

const markup = (aside: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      {aside}
    </IntlProvider>,
  );
const of = (figure: Figure, tone?: string) => markup(<KpiAside figure={figure} write={String} tone={tone} />);

test('real traffic is compared with real traffic', () => {
  expect(of({ now: { real: 110, simulated: 0 }, hourAgo: { real: 100, simulated: 900 } })).toContain('▲ 10.0%');
  expect(of({ now: { real: 110, simulated: 0 }, hourAgo: { real: 0, simulated: 900 } })).toBe('');
});

test('no change has no direction', () => {
  const html = of({ now: { real: 1_000, simulated: 0 }, hourAgo: { real: 1_000, simulated: 0 } });
  expect(html).toContain('0.0%');
  expect(html).not.toContain('▲');
});

test('a change is in the colour of the alert that covers it', () => {
  expect(of({ now: { real: 1, simulated: 0 }, hourAgo: { real: 2, simulated: 0 } }, 'red')).toContain('class="red">▼');
});

test('simulated orders of simulated views say nothing against an hour ago', () => {
  const conversion = { now: { all: 0.5, real: null }, hourAgo: 0.1 };
  expect(markup(<ConversionAside conversion={conversion} />)).toBe('');
});
