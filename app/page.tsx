'use client';

import { useTranslations } from 'use-intl';
import { AlertPanel } from '#components/alert-panel';
import { EventRateChart } from '#components/event-rate-chart';
import { FirstEventGuide } from '#components/first-event-guide';
import { FunnelPanel } from '#components/funnel-panel';
import { KpiStrip } from '#components/kpi-strip';
import { LiveFeed } from '#components/live-feed';
import { PauseButton } from '#components/pause-button';
import { PipelineStrip } from '#components/pipeline-strip';
import { Shell } from '#components/shell';
import { LiveSkeleton } from '#components/skeleton';
import { TimeRange } from '#components/time-range';
import { TopList } from '#components/top-list';
import { TrustBadge } from '#components/trust-badge';
import { VerdictBar } from '#components/verdict-bar';
import type { LiveData } from '#hooks/live-state';
import { type Live, useLive } from '#hooks/use-live';
import { activeSimulations } from '#hooks/use-simulations';

/** The live page: which alert needs me, can I trust the numbers, what is going on. */
export default function LivePage() {
  const live = useLive();
  const { data } = live;
  const empty = data !== null && data.total.real + data.total.simulated === 0;
  const controls = (
    <>
      <TimeRange />
      <PauseButton />
    </>
  );
  return (
    <Shell page="live" controls={empty ? undefined : controls}>
      {data ? <LiveContent live={live} data={data} empty={empty} /> : <LiveSkeleton />}
    </Shell>
  );
}

type ContentProps = { live: Live; data: LiveData; empty: boolean };

function LiveContent({ live, data, empty }: ContentProps) {
  const { alerts, stale, chartBuckets, settings, simulations } = live;
  const figures = (
    <KpiStrip
      figures={data.figures}
      buckets={chartBuckets}
      range={data.range}
      simulating={activeSimulations(simulations).length > 0}
      stale={stale}
      currency={settings.currency}
    />
  );
  if (empty) {
    return (
      <>
        {figures}
        <FirstEventGuide />
      </>
    );
  }
  return (
    <>
      <div className="cols">
        <VerdictBar alerts={alerts} stale={stale} />
        <TrustBadge pipeline={data.pipeline} stale={stale} />
      </div>
      <div className="mob row">
        <TimeRange className="wide" />
        <PauseButton />
      </div>
      {figures}
      <div className="cols mid">
        <EventRateChart
          buckets={chartBuckets}
          range={data.range}
          alerts={alerts}
          watermark={data.freshness.watermark}
          stale={stale}
          timeZone={settings.timeZone}
        />
        <AlertPanel alerts={alerts} timeZone={settings.timeZone} />
      </div>
      <Lists live={live} data={data} />
      <PipelineStrip pipeline={data.pipeline} behindMs={data.freshness.behindMs} stale={stale} />
    </>
  );
}

function Lists({ live: { stale, settings }, data }: Omit<ContentProps, 'empty'>) {
  const t = useTranslations('shell.lists');
  const { funnel, products, searches } = data.panels;
  return (
    <div className="cols">
      <div className="low">
        <FunnelPanel funnel={funnel} range={data.range} stale={stale} />
        <TopList title={t('products')} kind="products" rows={products} range={data.range} />
        <TopList title={t('searches')} kind="searches" rows={searches} range={data.range} />
      </div>
      <LiveFeed rows={data.feed} omitted={data.omitted} timeZone={settings.timeZone} stale={stale} />
    </div>
  );
}
