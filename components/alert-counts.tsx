'use client';

import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { eventNamesOf } from '#contracts/rule';
import { niceTop } from '#hooks/nice-axis';
import { evenly, linePath } from '#hooks/plot-path';
import { useCounts } from '#hooks/use-counts';
import { useLive } from '#hooks/use-live';
import { toneOf, useAlertText } from './alert-text.tsx';
import { ChartGrid } from './chart-grid.tsx';
import { EmptyState } from './empty-state.tsx';
import { FiredSpan } from './fired-span.tsx';
import { useFormats } from './format.tsx';

const MINUTE_MS = 60_000;
const BEFORE_MS = 5 * MINUTE_MS;
const AFTER_MS = 2 * MINUTE_MS;
/** The chart of an open alert goes on by itself, in steps that a person does not wait for. */
const STEP_MS = 10_000;

/** The events that an alert's rule counts, around it: where what it measures is no longer kept, or never was. */
export function AlertCounts({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts.around');
  const text = useAlertText();
  const { time, rate } = useFormats();
  const { dataSecond } = useLive();
  const nowMs = Math.floor(((dataSecond ?? 0) * 1_000) / STEP_MS) * STEP_MS;
  const beganMs = Date.parse(alert.pendingAt);
  const fromMs = beganMs - BEFORE_MS;
  const toMs = alert.resolvedAt ? Date.parse(alert.resolvedAt) + AFTER_MS : Math.max(nowMs, beganMs);
  const names = namesOf(alert);
  const values = useCounts(names, alert.traffic, fromMs, toMs);
  const what = names?.join(' + ') ?? t('all');
  return (
    <>
      <p className="t3 fs12 step">{t('about', { what })}</p>
      {!values ? (
        <EmptyState text={t('loading')} />
      ) : (
        <div
          className="btbox"
          role="img"
          aria-label={t('summary', {
            what,
            from: time(fromMs),
            to: time(toMs),
            peak: rate(Math.max(...values)),
            fired: alert.firingAt ? time(Date.parse(alert.firingAt)) : '–',
            name: text.name(alert),
          })}
        >
          <Plot alert={alert} values={values} fromMs={fromMs} toMs={toMs} />
        </div>
      )}
    </>
  );
}

type PlotProps = { alert: Alert; values: number[]; fromMs: number; toMs: number };

function Plot({ alert, values, fromMs, toMs }: PlotProps) {
  const { firingAt, resolvedAt, pendingAt } = alert;
  const top = niceTop(Math.max(...values));
  const scale = { x: evenly(values.length), y: (value: number) => 1 - value / top };
  const share = (at: string | null) => (((at ? Date.parse(at) : toMs) - fromMs) / (toMs - fromMs)) * 100;
  return (
    <div className="btplot" aria-hidden="true">
      <ChartGrid top={top} from={fromMs / 1_000} to={toMs / 1_000} isNow={resolvedAt === null} />
      <span
        className="btpending"
        style={{ left: `${share(pendingAt)}%`, width: `${share(firingAt ?? resolvedAt) - share(pendingAt)}%` }}
      />
      {firingAt && (
        <FiredSpan firingAt={firingAt} tone={toneOf(alert)} left={share(firingAt)} right={share(resolvedAt)} />
      )}
      <svg className="plot" viewBox="0 0 1 1" preserveAspectRatio="none" fill="none" aria-hidden="true">
        <path d={linePath(values, scale)} className="btvalue" />
      </svg>
    </div>
  );
}

/** The names that a rule looks at; null: all. */
function namesOf({ measure }: Alert): string[] | null {
  if (measure.kind === 'value') return eventNamesOf(measure.quantity);
  if (measure.kind === 'ratio') return eventNamesOf(measure.numerator);
  return measure.kind === 'noData' ? measure.names : null;
}
