import { useTranslations } from 'use-intl';
import { spreadLabels } from '#hooks/spread-labels';
import { useHeight } from '#hooks/use-height';
import { useFormats } from './format.tsx';
import type { Band, ChartShape, RatePoint } from './rate-bands.tsx';

const LEAST_GAP_PX = 16;

type Props = { bands: Band[]; last: RatePoint | undefined };
type LabelProps = Props & { top: number; shape: ChartShape };

/** Names and present values at the right edge, each beside its band or line, never over one another. */
export function DirectLabels({ bands, last, top, shape }: LabelProps) {
  const { height, measured } = useHeight();
  const labels = last ? wantedLabels(bands, last, shape) : [];
  const places = spreadLabels(
    labels.map(({ value }) => (value / top) * (height ?? 0)),
    LEAST_GAP_PX,
    height ?? 0,
  );
  return (
    <div className="dls" aria-hidden="true" ref={measured}>
      {height !== null &&
        labels.map(({ band }, index) => (
          <span key={band.key} className="dl" style={{ left: 0, right: 0, bottom: places[index] }}>
            <Entry band={band} last={last} />
          </span>
        ))}
    </div>
  );
}

/** The value beside which each band's label belongs, from the bottom up. */
function wantedLabels(bands: Band[], last: RatePoint, shape: ChartShape): { band: Band; value: number }[] {
  if (shape === 'lines') {
    return bands.map((band) => ({ band, value: last[band.key] ?? 0 })).sort((a, b) => a.value - b.value);
  }
  let sum = 0;
  return bands.map((band) => {
    const value = last[band.key] ?? 0;
    sum += value;
    return { band, value: sum - value / 2 };
  });
}

/** The same under the chart on phones, where there is no room beside it. */
export function Legend({ bands, last }: Props) {
  return (
    <ul className="legend mob" aria-hidden="true">
      {bands.map((band) => (
        <li key={band.key}>
          <Entry band={band} last={last} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ band, last }: { band: Band; last: RatePoint | undefined }) {
  const t = useTranslations('live.categories');
  const { count } = useFormats();
  const isHatched = band.key === 'simulated';
  return (
    <>
      <i className={isHatched ? 'hatch' : undefined} style={{ background: isHatched ? undefined : band.color }} />
      <span className="cut">{t(band.label)}</span>
      <b>{count(last?.[band.key] ?? 0)}</b>
    </>
  );
}
