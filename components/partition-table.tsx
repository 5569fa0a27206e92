'use client';

import { useTranslations } from 'use-intl';
import type { PartitionBooks, Pipeline } from '#contracts/pipeline';
import { partitionRate } from '#hooks/pipeline-history';
import { shortId, useFormats } from './format.tsx';

/** A phone has no room for where they are, only for how far apart. */
const WIDE_COLUMNS = ['kafkaEnd', 'position'] as const;
const COLUMNS = ['lag', 'rate', 'pending', 'counted', 'lost', 'doubled'] as const;

/** Every partition of the topic as Kafka has it and as its stream has it. */
export function PartitionTable({ pipeline, history }: { pipeline: Pipeline; history: Pipeline[] }) {
  const t = useTranslations('pipeline.partitions');
  const { count } = useFormats();
  const { topic, epoch } = pipeline;
  const rows = pipeline.partitions.filter((row) => row.epoch === epoch);
  const rates = rows.map((row) => partitionRate(history, row.epoch, row.partition));
  const rate = rates.some((each) => each === null)
    ? null
    : rates.reduce<number>((sum, each) => sum + Math.round(each ?? 0), 0);
  const isOwned = rows.every(({ owner }) => owner);
  const perSecond = (value: number | null) => (value === null ? '–' : t('perSecond', { rate: count(value) }));
  return (
    <section className="panel">
      <header>
        <h2>{t('title')}</h2>
        <span className="t3 fs12">{t('about', { topic, epoch })}</span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard. */}
      <section className="scrollx" tabIndex={0} aria-label={t('title')}>
        <table className="tb">
          <thead>
            <tr>
              <th>{t('partition')}</th>
              {WIDE_COLUMNS.map((column) => (
                <th key={column} className="num desk" title={t(`help.${column}`)}>
                  {t(column)}
                </th>
              ))}
              {COLUMNS.map((column) => (
                <th key={column} className="num" title={t(`help.${column}`)}>
                  {t(column)}
                </th>
              ))}
              <th title={t('help.owner')}>{t('owner')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row key={row.partition} row={row} rate={perSecond(rates[index] ?? null)} />
            ))}
            <tr className="b">
              <td>{t('all')}</td>
              <td className="num desk">{isOwned ? count(sumOf(rows, ({ kafkaHigh }) => kafkaHigh ?? 0)) : '–'}</td>
              <td className="num desk">{count(sumOf(rows, ({ position }) => position + 1))}</td>
              <td className="num">{isOwned ? count(sumOf(rows, ({ toCome }) => toCome)) : '–'}</td>
              <td className="num">{perSecond(rate)}</td>
              <td className="num">{count(sumOf(rows, ({ pending, unread }) => pending + unread))}</td>
              <td className="num">{count(sumOf(rows, ({ counted }) => counted))}</td>
              <td className="num">{count(sumOf(rows, ({ lost }) => lost))}</td>
              <td className="num">{count(sumOf(rows, ({ doubled }) => doubled))}</td>
              <td className="t2">{t('owners', { count: new Set(rows.flatMap(({ owner }) => owner ?? [])).size })}</td>
            </tr>
          </tbody>
        </table>
      </section>
    </section>
  );
}

const sumOf = (rows: PartitionBooks[], of: (row: PartitionBooks) => number) =>
  rows.reduce((sum, row) => sum + of(row), 0);

function Row({ row, rate }: { row: PartitionBooks; rate: string }) {
  const t = useTranslations('pipeline.partitions');
  const { count } = useFormats();
  return (
    <tr>
      <td className="b">{row.partition}</td>
      <td className="num desk">{row.kafkaHigh === null || !row.owner ? '–' : count(row.kafkaHigh)}</td>
      <td className="num desk">{count(row.position + 1)}</td>
      {/* What nobody reads, nobody knows the end of. */}
      <td className="num">{row.owner ? count(row.toCome) : '–'}</td>
      <td className="num">{rate}</td>
      <td className="num">{count(row.pending + row.unread)}</td>
      <td className="num">{count(row.counted)}</td>
      <td className={row.lost > 0 ? 'num red b' : 'num'}>{count(row.lost)}</td>
      <td className={row.doubled > 0 ? 'num red b' : 'num'}>{count(row.doubled)}</td>
      <td className={row.owner ? 't2' : 'amb'} title={row.owner ?? undefined}>
        {row.owner ? shortId(row.owner) : t('nobody')}
      </td>
    </tr>
  );
}
