const WIDTH = 1_000;
const HEIGHT = 26;

type Props = { values: (number | null)[]; compare?: number[]; color?: string };

/** A small line over its area, from 0; `compare` is a dashed neutral line on the same scale. Has no text of its own. */
export function Sparkline({ values, compare, color = 'var(--accent)' }: Props) {
  const known = values.map((value) => value ?? 0);
  const top = Math.max(1e-9, ...known, ...(compare ?? []));
  const line = toPath(known, top);
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      height={HEIGHT}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={color} opacity=".12" />
      {compare?.some((value) => value > 0) && (
        <path d={toPath(compare, top)} fill="none" stroke="var(--text-3)" strokeDasharray="2 3" />
      )}
      <path d={line} fill="none" stroke={color} strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

function toPath(values: number[], top: number): string {
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map(
    (value, i) => `${(i * step).toFixed(1)} ${(HEIGHT - 1 - (value / top) * (HEIGHT - 3)).toFixed(1)}`,
  );
  return points.length === 0 ? `M0 ${HEIGHT - 1}L${WIDTH} ${HEIGHT - 1}` : `M${points.join('L')}`;
}
