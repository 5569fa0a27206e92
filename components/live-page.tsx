'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { LiveData } from '#hooks/live-state';
import { type FirstRun, useFirstRun } from '#hooks/use-first-run';
import { type Live, useLive } from '#hooks/use-live';
import { useOwnAddress } from '#hooks/use-own-address';
import { AlertPanel } from './alert-panel.tsx';
import { CopyLink } from './copy-link.tsx';
import { EventRateChart } from './event-rate-chart.tsx';
import { FirstEventGuide } from './first-event-guide.tsx';
import { FocusChips } from './focus-chips.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { KpiStrip } from './kpi-strip.tsx';
import { LiveFeed } from './live-feed.tsx';
import { PauseButton } from './pause-button.tsx';
import { PipelineStrip } from './pipeline-strip.tsx';
import type { KafkaAddress } from './send-samples.tsx';
import { Shell } from './shell.tsx';
import { LiveSkeleton } from './skeleton.tsx';
import { TimeRange } from './time-range.tsx';
import { TopList } from './top-list.tsx';
import { TrustBadge } from './trust-badge.tsx';
import { VerdictBar } from './verdict-bar.tsx';

/** The live page: which alert needs me, can I trust the numbers, what is going on. */
export function LivePage({ kafka }: { kafka: KafkaAddress }) {
  const live = useLive();
  const { data } = live;
  useOwnAddress(useLocale());
  const firstRun = useFirstRun(data);
  const controls = (
    <>
      <TimeRange />
      <PauseButton />
      <CopyLink />
    </>
  );
  return (
    <Shell page="live" controls={firstRun ? undefined : controls}>
      {data ? <LiveContent live={live} data={data} kafka={kafka} firstRun={firstRun} /> : <LiveSkeleton />}
    </Shell>
  );
}

type ContentProps = { live: Live; data: LiveData; kafka: KafkaAddress; firstRun: FirstRun | null };

function LiveContent({ live, data, kafka, firstRun }: ContentProps) {
  const { alerts, stale, chartBuckets, chartFocus, focus, settings, toggleFocus } = live;
  const figures = (
    <KpiStrip
      figures={data.figures}
      buckets={chartBuckets}
      range={data.range}
      currency={settings.currency}
      focus={chartFocus}
    />
  );
  if (firstRun) {
    return (
      <>
        {figures}
        <FirstEventGuide kafka={kafka} firstRun={firstRun} />
      </>
    );
  }
  return (
    <>
      <div className="cols">
        <VerdictBar alerts={alerts} stale={stale} />
        <TrustBadge pipeline={live.pipeline} stale={stale} />
      </div>
      {focus && <FocusChips focus={focus} onClear={() => toggleFocus(null)} />}
      <div className="mob row">
        <TimeRange className="wide" />
        <PauseButton />
        <CopyLink />
      </div>
      {figures}
      <div className="cols mid">
        <EventRateChart
          buckets={chartBuckets}
          focus={chartFocus}
          onFocus={toggleFocus}
          range={data.range}
          alerts={alerts}
          watermark={data.freshness.watermark}
          stale={stale}
        />
        <AlertPanel alerts={alerts} />
      </div>
      <Lists live={live} data={data} />
      <PipelineStrip pipeline={live.pipeline} behindMs={data.freshness.behindMs} stale={stale} />
    </>
  );
}

function Lists({ live: { stale, focus, toggleFocus }, data }: Pick<ContentProps, 'live' | 'data'>) {
  const t = useTranslations('shell.lists');
  const { funnel, products, searches } = data.panels;
  const shared = { range: data.range, focus, onFocus: toggleFocus };
  return (
    <div className="cols">
      <div className="low">
        <FunnelPanel funnel={funnel} {...shared} />
        <TopList title={t('products')} kind="products" rows={products} {...shared} />
        <TopList title={t('searches')} kind="searches" rows={searches} {...shared} />
      </div>
      <LiveFeed data={data} stale={stale} />
    </div>
  );
}
