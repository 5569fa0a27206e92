'use client';

import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

/** What must stay 0, and where it did not. */
export function LossTable({ pipeline }: { pipeline: Pipeline }) {
  const t = useTranslations('pipeline.losses');
  const { count } = useFormats();
  const { lost, doubled, rejectsWaiting } = pipeline.books;
  const removed = pipeline.partitions.flatMap(({ epoch, partition, lostOffsets }) =>
    lostOffsets ? [{ epoch, partition, from: lostOffsets.from, to: lostOffsets.to }] : [],
  );
  const rows = [
    ['lost', lost, true],
    ['doubled', doubled, true],
    ['rejectsWaiting', rejectsWaiting, false],
  ] as const;
  return (
    <section className="panel" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
      </header>
      <table className="tb wrap">
        <tbody>
          {rows.map(([name, value, mustBeZero]) => (
            <tr key={name} title={t(`help.${name}`)}>
              <th scope="row" className="t2">
                {t(name)}
              </th>
              <td className={mustBeZero && value > 0 ? 'num b red' : 'num b'}>{count(value)}</td>
            </tr>
          ))}
          {removed.map(({ epoch, partition, from, to }) => (
            // A topic made anew has the same partitions in another epoch.
            <tr key={`${epoch}.${partition}`}>
              <th scope="row" className="red" colSpan={2}>
                {t('removed', { partition, from: count(from), to: count(to) })}
              </th>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
