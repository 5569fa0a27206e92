'use client';

import { useTranslations } from 'use-intl';
import type { Backtest } from '#contracts/backtest';
import { noticesOf } from '#hooks/backtest-notices';
import type { RuleFields } from '#hooks/rule-draft';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';

const MOST_ROWS = 50;

/** The times at which the rule would have fired, the newest first. */
export function BacktestTable({ fields, result }: { fields: RuleFields; result: Backtest }) {
  const t = useTranslations('rules.backtest');
  const columns = useTranslations('rules.backtest.columns');
  const text = useMeasureText();
  const { time, moment, duration, count } = useFormats();
  const { fired, to } = result;
  if (fired.length === 0) return null;
  const isKeyed = fired.some(({ key }) => key !== null);
  const notices = (each: (typeof fired)[number]) => {
    const { count: number, isLeast } = noticesOf(each, to, fields.repeatMinutes);
    return isLeast ? t('atLeast', { count: count(number) }) : count(number);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section className="tablebox" tabIndex={0} aria-label={columns('fired')}>
      <table className="tb">
        <thead>
          <tr>
            <th>{columns('number')}</th>
            <th>{columns('fired')}</th>
            {isKeyed && <th>{columns('key')}</th>}
            <th>{columns('for')}</th>
            <th className="num">{columns('peak')}</th>
            <th className="num">{columns('notices')}</th>
          </tr>
        </thead>
        <tbody>
          {fired
            .map((each, index) => ({ each, number: index + 1 }))
            .slice(-MOST_ROWS)
            .toReversed()
            .map(({ number, each }) => (
              <tr key={number}>
                <td>{number}</td>
                <td className="nw" title={moment(each.from * 1_000)}>
                  {time(each.from * 1_000)} – {each.until === null ? t('now') : time(each.until * 1_000)}
                </td>
                {isKeyed && <td>{each.key}</td>}
                <td className="nw">
                  {duration((each.until ?? to) - each.from)}
                  {each.until === null && <span className="red"> · {t('still')}</span>}
                </td>
                <td className="num b">{text.value(fields.measure, each.peak)}</td>
                <td className="num">{notices(each)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
