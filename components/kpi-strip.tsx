// Placeholder of UI-A until UI-B writes this file.
export function KpiStrip(_props: Record<string, unknown>) {
  return <div className="panel">KpiStrip</div>;
}
