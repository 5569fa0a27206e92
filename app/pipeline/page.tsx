import { PipelinePage } from '#components/pipeline-page';

export default function Page() {
  return <PipelinePage />;
}
