import { areaPath, linePath, sparkRuns, sparkScale } from '#hooks/spark-path';

const WIDTH = 1_000;
const HEIGHT = 26;
const EMPTY = `M0 ${HEIGHT - 1}L${WIDTH} ${HEIGHT - 1}`;

type Values = (number | null)[];
type Props = { values: Values; compare?: Values };

/**
 * A small line on the scale that all figures share; null is a gap. `compare` is a dashed neutral line on the same scale.
 * Has no text of its own.
 */
export function Sparkline({ values, compare = [] }: Props) {
  const scale = sparkScale(values, compare);
  const runs = sparkRuns(values, scale, WIDTH, HEIGHT);
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      height={HEIGHT}
      preserveAspectRatio="none"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {runs.length === 0 && <path d={EMPTY} stroke="var(--line-strong)" />}
      <path d={areaPath(runs, HEIGHT)} fill="var(--accent)" opacity=".12" />
      <path
        d={linePath(sparkRuns(compare, scale, WIDTH, HEIGHT))}
        stroke="var(--text-3)"
        strokeDasharray="2 3"
        strokeLinecap="butt"
      />
      <path d={linePath(runs)} stroke="var(--accent)" strokeWidth="1.5" />
    </svg>
  );
}
