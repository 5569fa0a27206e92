'use client';

import Link from 'next/link';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { Focus } from '#contracts/focus';
import type { Range, TopRow } from '#contracts/socket';
import { eventsAddress, SEARCHED, VIEWED } from '#hooks/focus-events';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';

/** Where names beyond those that are kept are counted together. */
const OTHERS = '(other)';
/** What the lists count. */
const EVENTS = { products: VIEWED, searches: SEARCHED };

type Props = {
  title: string;
  kind: 'products' | 'searches';
  rows: TopRow[];
  range: Range;
  focus: Focus | null;
  onFocus: (focus: Focus) => void;
};

/** What is looked at or searched most, over the minutes that the range touches. */
export function TopList({ title, kind, rows, range, focus, onFocus }: Props) {
  const t = useTranslations('live');
  const most = rows[0]?.count ?? 1;
  const products = kind === 'products';
  const by = products ? 'product' : 'search';
  return (
    <section
      className={focus ? 'panel unfiltered' : 'panel'}
      aria-label={title}
      title={focus ? t('focus.unfiltered') : undefined}
    >
      <header>
        <h2>{title}</h2>
        <Link className="more" href={eventsAddress({ by: 'event', value: EVENTS[kind] })} title={t('tops.allHelp')}>
          {t('tops.all')}
        </Link>
      </header>
      {rows.length === 0 ? (
        <EmptyState text={products ? t('tops.emptyProducts') : t('tops.emptySearches')} />
      ) : (
        <ul className={products ? 'body tops' : 'body tops two'}>
          <li className="tr hd">
            <span />
            <span className="num nw">{products ? t('tops.views') : t('tops.per', { range: t(`range.${range}`) })}</span>
            {products && <span className="num">{t('tops.orders')}</span>}
          </li>
          {rows.map((row) => (
            <Row
              key={row.name}
              row={row}
              share={row.count / most}
              products={products}
              pressed={focus?.by === by && focus.value === row.name}
              onPress={() => onFocus({ by, value: row.name })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type RowProps = { row: TopRow; share: number; products: boolean; pressed: boolean; onPress: () => void };

function Row({ row, share, products, pressed, onPress }: RowProps) {
  const t = useTranslations('live.tops');
  const { count, short } = useFormats();
  return (
    <li>
      <button
        type="button"
        className="tr"
        style={{ '--w': `${share * 100}%` } as CSSProperties}
        aria-pressed={pressed}
        disabled={row.name === OTHERS}
        onClick={onPress}
      >
        <span className="named">
          <span className="cut" title={row.name}>
            {row.name}
          </span>
          {row.noResults && <span className="amb fs11 nw">{t('noResults')}</span>}
        </span>
        <span className="num" title={count(row.count)}>
          {short(row.count)}
        </span>
        {products && (
          <span className="num t2" title={count(row.orders)}>
            {short(row.orders)}
          </span>
        )}
      </button>
    </li>
  );
}
