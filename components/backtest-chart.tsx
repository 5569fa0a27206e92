'use client';

import { useTranslations } from 'use-intl';
import type { Backtest } from '#contracts/backtest';
import { evenly, linePath } from '#hooks/plot-path';
import type { RuleFields } from '#hooks/rule-draft';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';

/** Room above the highest line, as a share of it. */
const HEADROOM = 1.15;
const MOST_NUMBERS = 12;

/** The value and what it is compared with, and the times at which the rule would have fired. */
export function BacktestChart({ fields, result }: { fields: RuleFields; result: Backtest }) {
  const t = useTranslations('rules.backtest');
  const { time } = useFormats();
  const text = useMeasureText();
  const { points, fired, from, to } = result;
  const highest = Math.max(...points.flatMap(({ value, threshold }) => [value ?? 0, threshold ?? 0]), 0);
  // Whole numbers have three different ones on the axis.
  const least = fields.measure.kind === 'ratio' ? 0 : 2;
  const top = highest === 0 ? Math.max(1, least) : Math.max(least, highest * HEADROOM);
  const scale = { x: evenly(points.length), y: (value: number) => 1 - value / top };
  const at = (second: number) => `${(100 * (second - from)) / (to - from)}%`;
  const limit = points.findLast(({ threshold }) => threshold !== null)?.threshold ?? fields.limit;
  const peak = Math.max(...points.map(({ value }) => value ?? 0));
  const summary = t('summary', {
    from: time(from * 1_000),
    to: time(to * 1_000),
    peak: text.value(fields.measure, peak),
    limit: text.value(fields.measure, limit, 0),
    count: fired.length,
  });
  return (
    <div className="btbox" role="img" aria-label={summary}>
      <div className="btplot" aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <span key={share}>
            <i className="gl" style={{ bottom: `${share * 100}%` }} />
            <span className="yl" style={{ right: 'calc(100% + 8px)', top: `${(1 - share) * 100}%` }}>
              {text.value(fields.measure, share * top, 0)}
            </span>
          </span>
        ))}
        {fired.map(({ key, from: since, until }, index) => (
          <span
            key={`${since} ${key}`}
            className="btfired"
            style={{ left: at(since), width: `max(2px, ${(100 * ((until ?? to) - since)) / (to - from)}%)` }}
          >
            {index < MOST_NUMBERS && <b>{index + 1}</b>}
          </span>
        ))}
        <svg className="plot" viewBox="0 0 1 1" preserveAspectRatio="none" fill="none" aria-hidden="true">
          <path
            d={linePath(
              points.map(({ threshold }) => threshold),
              scale,
            )}
            className="btlimit"
          />
          <path
            d={linePath(
              points.map(({ value }) => value),
              scale,
            )}
            className="btvalue"
          />
        </svg>
        <span className="limitl red" style={{ top: `${100 * scale.y(limit)}%` }}>
          {t('limit', { limit: text.value(fields.measure, limit, 0) })}
        </span>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share} className="xl" style={{ left: `${share * 100}%` }}>
            {time((from + share * (to - from)) * 1_000).slice(0, 5)}
          </span>
        ))}
      </div>
    </div>
  );
}
