// Placeholder of UI-A until UI-B writes this file.
export function VerdictBar(_props: Record<string, unknown>) {
  return <div className="panel">VerdictBar</div>;
}
