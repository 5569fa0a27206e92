// Placeholder of UI-A until UI-B writes this file.
export function EventRateChart(_props: Record<string, unknown>) {
  return <div className="panel">EventRateChart</div>;
}
