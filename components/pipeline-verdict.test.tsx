import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import type { Pipeline } from '#contracts/pipeline';
import { pipeline } from '#tests/helpers/live-messages';
import { MESSAGES } from './messages.tsx';
import { PipelineVerdict } from './pipeline-verdict.tsx';

function verdict(books: Partial<Pipeline['books']>): string {
  const well = pipeline();
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <PipelineVerdict pipeline={{ ...well, books: { ...well.books, ...books } }} stale={false} />
    </IntlProvider>,
  );
}

test('books that differ come with what to do about it', () => {
  const { lost, doubled } = MESSAGES.en.pipeline.verdict;
  expect(verdict({ lost: 3, balanced: false })).toContain(lost);
  expect(verdict({ doubled: 3, balanced: false })).toContain(doubled);
  for (const advice of [lost, doubled]) expect(verdict({})).not.toContain(advice);
});
