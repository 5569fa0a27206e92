import type { CSSProperties } from 'react';

type BlockProps = { wide?: number; tablet?: number; phone?: number; className?: string };

/** A block of a panel's height in px, on wide windows, tablets and phones; without one, as high as its row. */
function Block({ wide, tablet = wide, phone = tablet, className = '' }: BlockProps) {
  const px = (height?: number) => height && `${height}px`;
  const style = { '--wide': px(wide), '--tablet': px(tablet), '--phone': px(phone) } as CSSProperties;
  return <i className={`skel ${className}`} style={style} aria-hidden="true" />;
}

/** In the place of the live page's panels while the first snapshot is under way; shown only when that takes a while. */
export function LiveSkeleton() {
  return (
    <>
      <div className="cols">
        <Block wide={46} />
        <Block wide={46} />
      </div>
      <Block className="mob" wide={46} />
      <Block wide={118} tablet={231} phone={322} />
      <PanelsSkeleton />
    </>
  );
}

/** Of the panels below the figures. */
export function PanelsSkeleton() {
  return (
    <>
      <div className="cols mid">
        <Block phone={480} />
        <Block className="min-h-29" phone={116} />
      </div>
      <div className="cols">
        <div className="low">
          <Block wide={322} phone={286} />
          <Block wide={322} phone={286} />
          <Block wide={322} phone={286} />
        </div>
        <Block wide={322} phone={252} />
      </div>
      <Block wide={56} phone={228} />
    </>
  );
}

/** Heights of the hops' cards. */
const HOPS_PX = [
  ['collector', 237, 82, 220],
  ['kafka', 237, 82, 186],
  ['relay', 237, 82, 220],
  ['redis', 237, 82, 167],
  ['server', 237, 82, 220],
  ['browser', 237, 82, 137],
] as const;

/** The same for the pipeline page. */
export function PipelineSkeleton() {
  return (
    <>
      <Block wide={46} phone={66} />
      <div className="flow">
        {HOPS_PX.map(([id, wide, tablet, phone]) => (
          <Block key={id} wide={wide} tablet={tablet} phone={phone} />
        ))}
      </div>
      <div className="cols books">
        <Block wide={377} tablet={312} />
        <Block wide={377} />
      </div>
      <div className="cols books">
        <Block wide={224} />
        <Block wide={224} phone={146} />
      </div>
      <Block wide={176} />
    </>
  );
}

/** The same for the editor of a rule. */
export function RuleSkeleton() {
  return (
    <div className="rulepage">
      <div className="rulemain">
        <Block wide={240} phone={420} />
        <Block wide={400} />
      </div>
      <Block wide={480} />
    </div>
  );
}

/** Of one alert's own page. */
export function AlertSkeleton() {
  return (
    <div className="al-grid with page">
      <div className="around">
        <Block wide={340} />
        <Block wide={150} />
      </div>
      <Block wide={560} />
    </div>
  );
}
