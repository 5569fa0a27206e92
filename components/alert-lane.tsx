'use client';

import { Contrast, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { byUrgency, isListed, useAlertText } from './alert-text.tsx';
import { SimTag } from './sim-tag.tsx';

const LANES = 2;
/** As high as .lane: what can be pressed is at least this high. */
const LANE_PX = 24;
/** Share of a phone's plot that a name needs beside its bar. */
const NAME_SHARE = 0.4;

/** One alert under the chart's axis; times in epoch seconds, cut to the range. */
export type Lane = { id: string; alert: Alert; color: string; from: number; firedAt: number | null; to: number };

const seconds = (iso: string) => Date.parse(iso) / 1_000;

/** `more`: alerts of the span that have no lane. */
export type Lanes = { lanes: Lane[]; more: number };

/** The most urgent alerts that touch the span. Where it `isNow`, one newer than the last event counted stands at its end. */
export function lanesOf(alerts: Alert[], from: number, to: number, isNow: boolean): Lanes {
  const begins = ({ pendingAt }: Alert) => (isNow ? Math.min(to, seconds(pendingAt)) : seconds(pendingAt));
  const touching = alerts
    .filter(isListed)
    .filter((alert) => begins(alert) <= to && (alert.resolvedAt === null || seconds(alert.resolvedAt) >= from))
    .sort(byUrgency);
  const lanes = touching.slice(0, LANES).map((alert) => ({
    id: alert.id,
    alert,
    color: alert.severity === 'critical' ? 'var(--danger-solid)' : 'var(--warn-solid)',
    from: Math.max(from, begins(alert)),
    firedAt: alert.firingAt && seconds(alert.firingAt) >= from ? Math.min(to, seconds(alert.firingAt)) : null,
    to: alert.resolvedAt ? Math.min(to, seconds(alert.resolvedAt)) : to,
  }));
  return { lanes, more: touching.length - lanes.length };
}

/** Dashed while pending, solid while firing, the name at the left where it has room. */
export function AlertLane({ lanes: { lanes, more }, from, to }: { lanes: Lanes; from: number; to: number }) {
  const t = useTranslations('live.chart');
  const text = useAlertText();
  const share = (second: number) => (second - from) / Math.max(1, to - from);
  const percent = (second: number) => `${100 * share(second)}%`;
  return (
    <div className={lanes.length > 1 ? 'lanes' : 'lanes calm'}>
      {lanes.length === 0 && <span className="t3 fs11 lt0">{t('noAlert')}</span>}
      {more > 0 && (
        <Link className="lanemore t2 fs11 b" href="/alerts" title={t('moreAlerts', { count: more })}>
          <span aria-hidden="true">+{more}</span>
          <span className="sr">{t('moreAlerts', { count: more })}</span>
        </Link>
      )}
      {lanes.map((lane, index) => {
        const firedFrom = lane.firedAt ?? (lane.alert.firingAt ? lane.from : lane.to);
        const place = share(lane.from) >= NAME_SHARE ? 'before' : share(lane.to) <= 1 - NAME_SHARE ? 'after' : 'inside';
        return (
          <Link key={lane.id} className="lane" style={{ top: index * LANE_PX }} href={`/alerts?id=${lane.id}`}>
            {firedFrom > lane.from && (
              <b
                style={{
                  left: percent(lane.from),
                  width: `calc(${percent(firedFrom)} - ${percent(lane.from)})`,
                  border: `1px dashed ${lane.color}`,
                }}
              />
            )}
            {lane.to > firedFrom && (
              <b
                style={{
                  left: percent(firedFrom),
                  width: `calc(${percent(lane.to)} - ${percent(firedFrom)})`,
                  background: lane.color,
                }}
              />
            )}
            <span
              className={`lt ${lane.alert.severity === 'critical' ? 'red' : 'amb'} ${place}`}
              style={{ left: percent(place === 'after' ? lane.to : lane.from) }}
            >
              {lane.alert.state === 'acknowledged' ? (
                <Contrast aria-hidden="true" />
              ) : (
                <TriangleAlert aria-hidden="true" />
              )}
              {text.name(lane.alert)}
              {lane.alert.traffic === 'simulated' && <SimTag />}
            </span>
          </Link>
        );
      })}
    </div>
  );
}
