import { stack } from 'd3-shape';
import { useId, useMemo } from 'react';
import { areaPath, linePath, type Scale } from '#hooks/plot-path';
import type { Lane } from './alert-lane.tsx';
import { TONE_COLORS, toneOf } from './alert-text.tsx';
import type { Band, ChartShape, RatePoint } from './rate-bands.tsx';

type Props = {
  points: RatePoint[];
  bands: Band[];
  shape: ChartShape;
  lanes: Lane[];
  /** The axes: epoch seconds, and the highest rate. */
  from: number;
  to: number;
  top: number;
};

/** The bands, the hour before, and the moments at which alerts fired; stretched over the plot, on paper too. */
export function RatePaths(props: Props) {
  const { points, shape, lanes, from, to, top } = props;
  const length = Math.max(1, to - from);
  const scale: Scale = {
    x: (index) => ((points[index]?.at ?? from) - from) / length,
    y: (value) => 1 - value / top,
  };
  const hourAgo = points.map((point) => point.hourAgo);
  return (
    <svg className="plot" aria-hidden="true">
      {shape === 'stacked' ? <Stack {...props} scale={scale} /> : <Lines {...props} scale={scale} />}
      <Stretched>
        <path d={linePath(hourAgo, scale)} stroke="var(--text-3)" strokeDasharray="3 3" strokeWidth={1.25} />
        {lanes.map(({ id, firedAt, alert }) => {
          if (firedAt === null) return null;
          const x = (firedAt - from) / length;
          return <path key={id} d={`M${x} 0V1`} stroke={TONE_COLORS[toneOf(alert)]} strokeDasharray="3 3" />;
        })}
      </Stretched>
    </svg>
  );
}

type Drawn = Props & { scale: Scale };

function Lines({ bands, points, scale }: Drawn) {
  return (
    <Stretched>
      {bands.map((band) => (
        <path
          key={band.key}
          className="rate"
          d={linePath(
            points.map((point) => point[band.key] ?? 0),
            scale,
          )}
          stroke={band.color}
          strokeWidth={1.5}
          strokeDasharray={band.simulated ? '4 3' : undefined}
        />
      ))}
    </Stretched>
  );
}

/** Each band stands on those under it; what is simulated is hatched. */
function Stack({ bands, points, scale }: Drawn) {
  const stacked = useMemo(() => stackOf(bands, points), [bands, points]);
  const tops = stacked.map(({ over }) => linePath(over, scale));
  const hatched = stacked.filter(({ band }) => band.simulated);
  return (
    <>
      <Stretched>
        {stacked.map(({ band, under, over }) =>
          band.category === null ? null : (
            <path
              key={band.key}
              className="rate"
              d={areaPath(over, scale, under)}
              fill={`color-mix(in oklab, ${band.color} var(--fill-mix), var(--surface))`}
              fillOpacity={band.simulated ? 0.6 : 1}
            />
          ),
        )}
        {stacked.map(({ band }, index) => (
          <path key={band.key} d={tops[index]} stroke="var(--surface)" />
        ))}
      </Stretched>
      {hatched.length > 0 && (
        <Hatching
          area={areaPath(hatched.at(-1)?.over ?? [], scale, hatched[0]?.under)}
          line={linePath(hatched.at(-1)?.over ?? [], scale)}
        />
      )}
    </>
  );
}

function stackOf(bands: Band[], points: RatePoint[]) {
  const rows = stack<unknown, RatePoint, Band>()
    .keys(bands)
    .value((point, band) => point[band.key] ?? 0)(points);
  return rows.map((row) => ({ band: row.key, under: row.map(([low]) => low), over: row.map(([, high]) => high) }));
}

/** Lines at one angle and distance, whatever the shape of the plot: they are cut out, not stretched. */
function Hatching({ area, line }: { area: string | undefined; line: string | undefined }) {
  const id = useId();
  return (
    <>
      <defs>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.5" height="6" fill="var(--hatch)" fillOpacity="0.75" />
        </pattern>
        <clipPath id={`${id}-clip`} clipPathUnits="objectBoundingBox">
          <path d={area} />
        </clipPath>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id}-hatch)`} clipPath={`url(#${id}-clip)`} />
      <Stretched>
        <path d={line} stroke="var(--hatch)" />
      </Stretched>
    </>
  );
}

function Stretched({ children }: { children: React.ReactNode }) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" width="100%" height="100%" fill="none" aria-hidden="true">
      {children}
    </svg>
  );
}
