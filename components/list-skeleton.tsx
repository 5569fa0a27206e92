/** As many as fill most lists at first; what is beyond the window is cut off. */
const LIST_ROWS = 6;
const TAIL_ROWS = 40;
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** In place of a text; CSS lengths. */
function Bar({ width }: { width: string }) {
  return <i className="skel bar" style={{ width }} />;
}

/** In the place of the rows of alerts, or of what is as high; with their columns, shown only when it takes a while. */
export function RowsSkeleton({ rowClass = 'ar' }: { rowClass?: string }) {
  return numbers(LIST_ROWS).map((row) => (
    <div key={row} className={rowClass} data-skeleton aria-hidden="true">
      <div>
        <Bar width="32px" />
      </div>
      <div>
        <div className="nm">
          <Bar width="min(220px, 60%)" />
        </div>
        <div className="why">
          <Bar width="min(420px, 80%)" />
        </div>
      </div>
    </div>
  ));
}

/** In the place of a tail's rows, as many as fit into it. */
export function TailSkeleton() {
  return (
    <div className="tailrows waiting" aria-hidden="true">
      <ul>
        {numbers(TAIL_ROWS).map((row) => (
          <li key={row} className="tailrow" data-skeleton>
            <Bar width="52px" />
            <Bar width="8px" />
            <Bar width="min(140px, 100%)" />
          </li>
        ))}
      </ul>
    </div>
  );
}
