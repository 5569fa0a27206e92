// Placeholder of UI-A until UI-B writes this file.
export function TopList(_props: Record<string, unknown>) {
  return <div className="panel">TopList</div>;
}
