// Placeholder of UI-A until UI-B writes this file.
export function TrustBadge(_props: Record<string, unknown>) {
  return <div className="panel">TrustBadge</div>;
}
