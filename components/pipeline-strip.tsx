// Placeholder of UI-A until UI-B writes this file.
export function PipelineStrip(_props: Record<string, unknown>) {
  return <div className="panel">PipelineStrip</div>;
}
