// Placeholder of UI-A until UI-B writes this file.
export function LiveFeed(_props: Record<string, unknown>) {
  return <div className="panel">LiveFeed</div>;
}
