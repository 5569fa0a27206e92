'use client';

import { Check, Clock, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

const TAKEN_OFF = ['waiting', 'duplicates', 'rejected', 'late', 'future'] as const;

/** The books as a sum that anyone can check: what was taken from Kafka against what was counted. */
export function ReconciliationCard({ pipeline, stale }: { pipeline: Pipeline; stale: boolean }) {
  const t = useTranslations('pipeline.books');
  const { count } = useFormats();
  const { books } = pipeline;
  const parts = { ...books, waiting: books.pending + books.unread };
  const expected = TAKEN_OFF.reduce((rest, name) => rest - parts[name], books.relayed);
  const difference = books.counted - expected;
  return (
    <section className="panel" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <Mark balanced={books.balanced} stale={stale} />
      </header>
      <div className="rec">
        <div className="big">
          <Big value={count(books.lost)} label={t('lost')} help={t('help.lost')} bad={books.lost > 0} />
          <Big value={count(books.doubled)} label={t('doubled')} help={t('help.doubled')} bad={books.doubled > 0} />
          <Big value={count(books.duplicates)} label={t('dropped')} help={t('help.duplicates')} quiet />
        </div>
        <table>
          <tbody>
            <Line label={t('relayed')} help={t('help.relayed')} value={count(books.relayed)} />
            {TAKEN_OFF.map((name) => (
              <Line key={name} label={`− ${t(name)}`} help={t(`help.${name}`)} value={count(parts[name])} />
            ))}
            <tr className="sum" title={t('help.expected')}>
              <th scope="row">{t('expected')}</th>
              <td>{count(expected)}</td>
            </tr>
            <tr className="b" title={t('help.counted')}>
              <th scope="row">{t('counted')}</th>
              <td>{count(books.counted)}</td>
            </tr>
            <tr
              className={difference !== 0 ? 'b red' : stale ? 'b' : 'b grn'}
              title={t('help.difference')}
              data-testid="difference"
            >
              <th scope="row">{t('difference')}</th>
              <td>{count(difference)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Mark({ balanced, stale }: { balanced: boolean; stale: boolean }) {
  const t = useTranslations('pipeline.books');
  if (stale)
    return (
      <span className="pill pending">
        <Clock aria-hidden="true" />
        {t('unknown')}
      </span>
    );
  return (
    <span className={balanced ? 'pill resolved' : 'pill firing'}>
      {balanced ? <Check aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
      {t(balanced ? 'matches' : 'differs')}
    </span>
  );
}

type BigProps = { value: string; label: string; help: string; bad?: boolean; quiet?: boolean };

function Big({ value, label, help, bad, quiet }: BigProps) {
  return (
    <div className={quiet ? 'quiet' : undefined} title={help}>
      <b className={bad ? 'red' : undefined}>{value}</b>
      <span className="t2">{label}</span>
    </div>
  );
}

function Line({ label, help, value }: { label: string; help: string; value: string }) {
  return (
    <tr title={help}>
      <th scope="row" className="t2">
        {label}
      </th>
      <td>{value}</td>
    </tr>
  );
}
