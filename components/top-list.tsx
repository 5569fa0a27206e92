'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { Range, TopRow } from '#contracts/socket';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';

type Props = { title: string; kind: 'products' | 'searches'; rows: TopRow[]; range: Range };

/** What is looked at or searched most, over the minutes that the range touches. */
export function TopList({ title, kind, rows, range }: Props) {
  const t = useTranslations('live');
  const most = rows[0]?.count ?? 1;
  const products = kind === 'products';
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {rows.length === 0 ? (
        <EmptyState text={products ? t('tops.emptyProducts') : t('tops.emptySearches')} />
      ) : (
        <ul className={products ? 'body tops' : 'body tops two'}>
          <li className="hd">
            <span />
            <span className="num nw">{products ? t('tops.views') : t('tops.per', { range: t(`range.${range}`) })}</span>
            {products && <span className="num">{t('tops.orders')}</span>}
          </li>
          {rows.map((row) => (
            <Row key={row.name} row={row} share={row.count / most} products={products} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ row, share, products }: { row: TopRow; share: number; products: boolean }) {
  const t = useTranslations('live.tops');
  const { count } = useFormats();
  return (
    <li style={{ '--w': `${share * 100}%` } as CSSProperties}>
      <span className="cut" title={row.name}>
        {row.name} {row.noResults && <span className="amb fs11">{t('noResults')}</span>}
      </span>
      <span className="num">{count(row.count)}</span>
      {products && <span className="num t2">{count(row.orders)}</span>}
    </li>
  );
}
