'use client';

import dynamic from 'next/dynamic';
import { memo, useDeferredValue } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useFirstRun } from '#hooks/use-first-run';
import { useLive } from '#hooks/use-live';
import { useOwnAddress } from '#hooks/use-own-address';
import { activeSimulations } from '#hooks/use-simulations';
import { AlertPanel } from './alert-panel.tsx';
import { CopyLink } from './copy-link.tsx';
import { EventRateChart } from './event-rate-chart.tsx';
import { FirstNumbers } from './first-numbers.tsx';
import { FocusChips } from './focus-chips.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { KpiStrip } from './kpi-strip.tsx';
import { LiveFeed } from './live-feed.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { PauseButton } from './pause-button.tsx';
import { PipelineStrip } from './pipeline-strip.tsx';
import type { Intake } from './send-samples.tsx';
import { Shell } from './shell.tsx';
import { LiveSkeleton, PanelsSkeleton } from './skeleton.tsx';
import { TimeRange } from './time-range.tsx';
import { TopList } from './top-list.tsx';
import { TrustBadge } from './trust-badge.tsx';
import { VerdictBar } from './verdict-bar.tsx';

// Most pages have events, and never need it.
const FirstEventGuide = dynamic(() => import('./first-event-guide.tsx').then((module) => module.FirstEventGuide));

/** Numbers come four times a second, and what most panels show of them once a second or less. */
const Trust = memo(TrustBadge);
const Verdict = memo(VerdictBar);
const Alerts = memo(AlertPanel);
const Funnel = memo(FunnelPanel);
const Tops = memo(TopList);
const Feed = memo(LiveFeed);
const Strip = memo(PipelineStrip);

/** The live page: which alert needs me, can I trust the numbers, what is going on. */
export function LivePage({ numbers, intake }: { numbers: string | null; intake: Intake }) {
  return (
    <FirstNumbers numbers={numbers}>
      <Page intake={intake} />
    </FirstNumbers>
  );
}

function Page({ intake }: { intake: Intake }) {
  const live = useLive();
  const { stage } = live;
  const firstRun = useFirstRun(live);
  const controls = (
    <>
      <TimeRange />
      <PauseButton />
      <CopyLink />
    </>
  );
  return (
    <Shell page="live" controls={firstRun ? undefined : controls}>
      <OwnAddress />
      {stage === 'loading' && <LiveSkeleton />}
      {firstRun && (
        <>
          <FigureStrip />
          <FirstEventGuide intake={intake} firstRun={firstRun} />
        </>
      )}
      {stage === 'counting' && !firstRun && <LiveContent />}
    </Shell>
  );
}

/** A component of its own: another range renders nothing else of the page until its numbers come. */
function OwnAddress() {
  useOwnAddress(useLocale());
  return null;
}

function LiveContent() {
  const t = useTranslations();
  const { alerts, stale, late, pipeline, focus, toggleFocus } = useLive();
  // The figures are painted first; all in one would take twice as long.
  const isWhole = useDeferredValue(true, false);
  return (
    <>
      <div className="cols">
        <PanelBoundary title={t('live.alerts.title')}>
          <Verdict alerts={alerts} stale={stale} />
        </PanelBoundary>
        <PanelBoundary title={t('pipeline.books.title')}>
          <Trust pipeline={pipeline} stale={stale} late={late} />
        </PanelBoundary>
      </div>
      {focus && <FocusChips focus={focus} onClear={() => toggleFocus(null)} />}
      <div className="mob row">
        <TimeRange className="wide" />
        <PauseButton />
        <CopyLink />
      </div>
      <FigureStrip />
      {isWhole ? <Panels /> : <PanelsSkeleton />}
    </>
  );
}

const Panels = memo(function Panels() {
  const t = useTranslations('live');
  const { alerts } = useLive();
  return (
    <>
      <div className="cols mid">
        <PanelBoundary title={t('chart.title')} className="chartp">
          <RateChart />
        </PanelBoundary>
        <PanelBoundary title={t('alerts.title')}>
          <Alerts alerts={alerts} />
        </PanelBoundary>
      </div>
      <Lists />
      <PanelBoundary title={t('pipe.label')}>
        <PipelineRow />
      </PanelBoundary>
    </>
  );
});

const FigureStrip = memo(function FigureStrip() {
  const t = useTranslations('live.figures');
  return (
    <PanelBoundary title={t('label')}>
      <Figures />
    </PanelBoundary>
  );
});

function Figures() {
  const live = useLive();
  const { data, settings } = live;
  // The values first, their lines in a task of their own.
  const chart = useDeferredValue(live.chart);
  if (!data) return null;
  return <KpiStrip figures={data.figures} chart={chart} range={data.range} currency={settings.currency} />;
}

function RateChart() {
  const live = useLive();
  const { alerts, isOld, late, pausedAt, toggleFocus, simulations } = live;
  // A press comes before it, and so do the figures.
  const { buckets, focus, range, watermark } = useDeferredValue(live.chart);
  const paused = useDeferredValue(pausedAt !== null);
  const startedAt = activeSimulations(simulations)[0]?.startedAt ?? null;
  // What is not known yet is no zero.
  const known = late?.isOld ? buckets.filter(({ at }) => at * 1_000 <= late.dataAt) : buckets;
  return (
    <EventRateChart
      buckets={known}
      focus={focus}
      onFocus={toggleFocus}
      range={range}
      alerts={alerts}
      watermark={watermark}
      stale={isOld}
      paused={paused}
      simulatedFrom={startedAt === null ? null : Date.parse(startedAt) / 1_000}
    />
  );
}

function Lists() {
  const t = useTranslations('shell.lists');
  const titles = useTranslations('live');
  const live = useLive();
  const { focus, toggleFocus, isOld } = live;
  const data = useDeferredValue(live.data);
  if (!data) return null;
  const { funnel, products, searches } = data.panels;
  const shared = { range: data.range, focus, onFocus: toggleFocus };
  return (
    <div className="cols">
      <div className="low">
        <PanelBoundary title={titles('funnel.title')}>
          <Funnel funnel={funnel} {...shared} />
        </PanelBoundary>
        <PanelBoundary title={t('products')}>
          <Tops title={t('products')} kind="products" rows={products} {...shared} />
        </PanelBoundary>
        <PanelBoundary title={t('searches')}>
          <Tops title={t('searches')} kind="searches" rows={searches} {...shared} />
        </PanelBoundary>
      </div>
      <PanelBoundary title={titles('feed.title')} className="feedp">
        <Feed data={data} stale={isOld} />
      </PanelBoundary>
    </div>
  );
}

function PipelineRow() {
  const { pipeline, stale } = useLive();
  return <Strip pipeline={pipeline} stale={stale} />;
}
