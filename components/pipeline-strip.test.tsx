import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import type { Hop, HopId } from '#contracts/pipeline';
import { FIRST_QUESTION } from '#hooks/live-address';
import { firstView } from '#hooks/live-view';
import { LiveContext } from '#hooks/use-live';
import { pipeline } from '#tests/helpers/live-messages';
import { MESSAGES } from './messages.tsx';
import { PipelineStrip } from './pipeline-strip.tsx';

const share = {
  store: null,
  first: firstView(FIRST_QUESTION),
  settings: { currency: 'KRW', timeZone: 'UTC', projectName: 'test' },
};

/** The texts of the strip, in their order. */
function strip(hops: Partial<Record<HopId, Partial<Hop>>>, stale = false): string[] {
  const well = pipeline();
  const changed = { ...well, hops: well.hops.map((hop) => ({ ...hop, ...hops[hop.id] })) };
  const html = renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <LiveContext value={share}>
        <PipelineStrip pipeline={changed} stale={stale} />
      </LiveContext>
    </IntlProvider>,
  );
  return html
    .split(/<[^>]*>/)
    .map((text) => text.replaceAll('&lt;', '<'))
    .filter(Boolean);
}

test('between two hops stands how long records are at the first, or a dash', () => {
  const texts = strip({ collector: { p50Ms: 6, p99Ms: 18 }, kafka: { p50Ms: 0, p99Ms: 3 } });
  expect(texts.slice(0, 8)).toEqual(['Collector', '0 / s', '6 ms', 'Kafka', '0 / s', '<1 ms', 'Relay', '0 behind']);
  expect(texts[8]).toBe('–');
});

test('a collector that does not run is said so, and browsers of a server that is not reached are not known', () => {
  expect(strip({ collector: { state: 'off', members: 0 } }).slice(0, 2)).toEqual(['Collector', 'none runs']);
  const stale = strip({}, true);
  expect(stale[stale.indexOf('Server') + 1]).toBe('–');
  expect(strip({})).toContain('1 browser');
});
