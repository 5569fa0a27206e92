import type { Focus } from '#contracts/focus';
import { labelGap, spreadLabels } from '#hooks/spread-labels';
import { useHeight } from '#hooks/use-height';
import { useFormats } from './format.tsx';
import type { Band, ChartShape, RatePoint } from './rate-bands.tsx';

/** Rounded, what is smaller than this would read as nothing. */
const SMALL = 1;

type Props = { bands: Band[]; last: RatePoint | undefined; focus: Focus | null; onFocus: (focus: Focus) => void };
type LabelProps = Props & { top: number; shape: ChartShape };

/** Names and present values at the right edge, each beside its band or line, never over one another. */
export function DirectLabels({ top, shape, ...props }: LabelProps) {
  const { bands, last } = props;
  const { height, measured } = useHeight();
  const labels = last ? wantedLabels(bands, last, shape) : [];
  const places = spreadLabels(
    labels.map(({ value }) => (value / top) * (height ?? 0)),
    labelGap(labels.length, height ?? 0),
    height ?? 0,
  );
  return (
    <div className="dls" ref={measured}>
      {height !== null &&
        labels.map(({ band }, index) => (
          <Entry key={band.key} {...props} band={band} className="dl" bottom={places[index]} />
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
export function Legend(props: Props) {
  return (
    <ul className="legend mob">
      {props.bands.map((band) => (
        <li key={band.key}>
          <Entry {...props} band={band} className="le" />
        </li>
      ))}
    </ul>
  );
}

type EntryProps = Props & { band: Band; className: string; bottom?: number };

/** A category filters the page by itself; pressed again it is the way back. The band of all simulated can't. */
function Entry({ band, last, focus, onFocus, className, bottom }: EntryProps) {
  const { count, short, tenth } = useFormats();
  const isHatched = band.category === null;
  const value = last?.[band.key] ?? 0;
  const content = (
    <>
      <i className={isHatched ? 'hatch' : undefined} style={{ background: isHatched ? undefined : band.color }} />
      <span className="cut" title={band.name}>
        {band.name}
      </span>
      <b title={count(value)}>{value > 0 && value < SMALL ? tenth(value) : short(value)}</b>
    </>
  );
  const style = { bottom };
  const own: Focus | null = focus ?? (band.category && { by: 'category', value: band.category });
  if (isHatched || !own)
    return (
      <span className={className} style={style}>
        {content}
      </span>
    );
  return (
    <button
      type="button"
      className={className}
      style={style}
      aria-pressed={focus !== null}
      onClick={() => onFocus(own)}
    >
      {content}
    </button>
  );
}
