import { memo } from 'react';
import { areaPath, evenly, linePath, type Values } from '#hooks/plot-path';
import { sparkScale } from '#hooks/spark-scale';

const HEIGHT_PX = 26;
/** Half the line's width stays inside the box at both ends, and a little more above. */
const INSET = { bottom: 1 / HEIGHT_PX, both: 3 / HEIGHT_PX };
const EMPTY = `M0 ${1 - INSET.bottom}H1`;

const NONE: Values = [];

type Props = { values: Values; compare?: Values; color?: string };

/**
 * A small line on the scale that all figures share; null is a gap. `compare` is a dashed neutral line on the same scale.
 * Has no text of its own. Figures change four times a second, their lines once.
 */
export const Sparkline = memo(function Sparkline({ values, compare = NONE, color = 'var(--accent)' }: Props) {
  const height = sparkScale(values, compare);
  const y = (value: number) => 1 - INSET.bottom - height(value) * (1 - INSET.both);
  const scale = { x: evenly(values.length), y };
  const line = linePath(values, scale);
  return (
    <svg
      className="spark"
      viewBox="0 0 1 1"
      height={HEIGHT_PX}
      preserveAspectRatio="none"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {line === undefined && <path className="none" d={EMPTY} stroke="var(--line-strong)" />}
      <path d={areaPath(values, scale)} fill={color} opacity=".12" />
      <path
        d={linePath(compare, { x: evenly(compare.length), y })}
        stroke="var(--text-3)"
        strokeDasharray="2 3"
        strokeLinecap="butt"
      />
      <path d={line} stroke={color} strokeWidth="1.5" />
    </svg>
  );
});
