// Placeholder of UI-A until UI-B writes this file.
export function FunnelPanel(_props: Record<string, unknown>) {
  return <div className="panel">FunnelPanel</div>;
}
