/** Blocks of the live page's size while the first snapshot is under way; shown only when that takes a while. */
export function LiveSkeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <div className="skel" style={{ height: 46 }} />
      <div className="skel" style={{ height: 117 }} />
      <div className="skel" style={{ height: 290 }} />
      <div className="skel" style={{ height: 320 }} />
    </div>
  );
}
