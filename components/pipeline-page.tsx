'use client';

import type { Pipeline } from '#contracts/pipeline';
import { useLive } from '#hooks/use-live';
import { usePipelineHistory } from '#hooks/use-pipeline-history';
import { HopCard } from './hop-card.tsx';
import { LagChart } from './lag-chart.tsx';
import { LossTable } from './loss-table.tsx';
import { PartitionTable } from './partition-table.tsx';
import { PipelineVerdict } from './pipeline-verdict.tsx';
import { ProcessTable } from './process-table.tsx';
import { ReconciliationCard } from './reconciliation-card.tsx';
import { Shell } from './shell.tsx';
import { LiveSkeleton } from './skeleton.tsx';

/** Is every hop of the way healthy, and do the books balance: for the one who has to find out why not. */
export function PipelinePage() {
  const { pipeline } = useLive();
  return <Shell page="pipeline">{pipeline ? <Content pipeline={pipeline} /> : <LiveSkeleton />}</Shell>;
}

function Content({ pipeline }: { pipeline: Pipeline }) {
  const { stale } = useLive();
  const history = usePipelineHistory(pipeline);
  return (
    <>
      <PipelineVerdict pipeline={pipeline} stale={stale} />
      <div className="flow">
        {pipeline.hops.map((hop) => (
          <HopCard key={hop.id} hop={hop} history={history} stale={stale} />
        ))}
      </div>
      <div className="cols books">
        <PartitionTable pipeline={pipeline} history={history} />
        <ReconciliationCard pipeline={pipeline} stale={stale} />
      </div>
      <div className="cols books">
        <LagChart pipeline={pipeline} />
        <LossTable pipeline={pipeline} />
      </div>
      <ProcessTable pipeline={pipeline} />
    </>
  );
}
