// Placeholder of UI-A until UI-B writes this file.
export function AlertPanel(_props: Record<string, unknown>) {
  return <div className="panel">AlertPanel</div>;
}
