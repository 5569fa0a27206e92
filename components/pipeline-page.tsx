'use client';

import { useTranslations } from 'use-intl';
import { NO_NUMBERS } from '#contracts/no-numbers';
import type { Pipeline } from '#contracts/pipeline';
import { isUnverified } from '#hooks/lateness';
import { useLive } from '#hooks/use-live';
import { usePipelineHistory } from '#hooks/use-pipeline-history';
import { HopCard } from './hop-card.tsx';
import { LagChart } from './lag-chart.tsx';
import { LossTable } from './loss-table.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { PartitionTable } from './partition-table.tsx';
import { PipelineVerdict } from './pipeline-verdict.tsx';
import { ProcessTable } from './process-table.tsx';
import { ReconciliationCard } from './reconciliation-card.tsx';
import { Shell } from './shell.tsx';
import { PipelineSkeleton } from './skeleton.tsx';

/** Is every hop of the way healthy, and do the books balance: for the one who has to find out why not. */
export function PipelinePage() {
  const { pipeline } = useLive();
  return <Shell page="pipeline">{pipeline ? <Content pipeline={pipeline} /> : <PipelineSkeleton />}</Shell>;
}

function Content({ pipeline }: { pipeline: Pipeline }) {
  const t = useTranslations();
  const { stale, late, connection } = useLive();
  // Nobody can read from Redis that Redis is away: the server's answer to this page says it.
  const isRedisDown = connection.reason === NO_NUMBERS;
  const hopsNow = pipeline.hops.map((hop) =>
    hop.id === 'redis' && isRedisDown ? { ...hop, state: 'down' as const } : hop,
  );
  const history = usePipelineHistory(pipeline);
  return (
    <>
      <PipelineVerdict pipeline={pipeline} stale={stale} />
      <PanelBoundary title={t('live.pipe.label')}>
        <div className="flow">
          {hopsNow.map((hop, index) => (
            <HopCard
              key={hop.id}
              hop={hop}
              history={history}
              stale={stale && !(isRedisDown && hop.id === 'redis')}
              isLast={index === hopsNow.length - 1}
            />
          ))}
        </div>
      </PanelBoundary>
      <div className="cols books">
        <PanelBoundary title={t('pipeline.partitions.title')}>
          <PartitionTable pipeline={pipeline} history={history} />
        </PanelBoundary>
        <PanelBoundary title={t('pipeline.books.title')}>
          <ReconciliationCard pipeline={pipeline} stale={stale || isUnverified(late)} />
        </PanelBoundary>
      </div>
      <div className="cols books">
        <PanelBoundary title={t('pipeline.lag.title')}>
          <LagChart pipeline={pipeline} stale={stale || isUnverified(late)} />
        </PanelBoundary>
        <PanelBoundary title={t('pipeline.losses.title')}>
          <LossTable pipeline={pipeline} />
        </PanelBoundary>
      </div>
      <PanelBoundary title={t('pipeline.processes.title')}>
        <ProcessTable pipeline={pipeline} />
      </PanelBoundary>
    </>
  );
}
