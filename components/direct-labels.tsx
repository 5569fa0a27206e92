import { useTranslations } from 'use-intl';
import { useFormats } from './format.tsx';
import type { Band, RatePoint } from './rate-bands.tsx';

/** Least distance of two labels, as a share of the plot's usual height. */
const LEAST_GAP = 0.115;

type Props = { bands: Band[]; last: RatePoint | undefined };

/** Names and present values at the right edge, each beside its band, never over one another. */
export function DirectLabels({ bands, last, top }: Props & { top: number }) {
  const t = useTranslations('live.categories');
  const { count } = useFormats();
  if (!last) return null;
  let sum = 0;
  let free = 0;
  const labels = bands.map((band) => {
    const value = last[band.key] ?? 0;
    const middle = (sum + value / 2) / top;
    sum += value;
    const at = Math.max(middle, free);
    free = at + LEAST_GAP;
    return { band, value, at };
  });
  // Small bands at the top may have pushed labels beyond the plot: shift all that are too high down again.
  let ceiling = 1;
  for (const label of labels.toReversed()) {
    label.at = Math.min(label.at, ceiling);
    ceiling = label.at - LEAST_GAP;
  }
  return (
    <div className="dls" aria-hidden="true">
      {labels.map(({ band, value, at }) => (
        <span key={band.key} className="dl" style={{ left: 0, right: 0, bottom: `${Math.max(0, at) * 100}%` }}>
          <i
            className={band.key === 'simulated' ? 'hatch' : undefined}
            style={{ background: band.key === 'simulated' ? undefined : band.color }}
          />
          {t(band.label)}
          <b>{count(value)}</b>
        </span>
      ))}
    </div>
  );
}

/** The same under the chart on phones, where there is no room beside it. */
export function Legend({ bands, last }: Props) {
  const t = useTranslations('live.categories');
  const { count } = useFormats();
  return (
    <ul className="legend mob" aria-hidden="true">
      {bands.map((band) => (
        <li key={band.key}>
          <i
            className={band.key === 'simulated' ? 'hatch' : undefined}
            style={{ background: band.key === 'simulated' ? undefined : band.color }}
          />
          <span className="cut">{t(band.label)}</span>
          <b>{count(last?.[band.key] ?? 0)}</b>
        </li>
      ))}
    </ul>
  );
}
