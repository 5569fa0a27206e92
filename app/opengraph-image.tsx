import { readFile } from 'node:fs/promises';
import { ImageResponse } from 'next/og';
import { MESSAGES } from '#components/messages';

export const alt = 'Yeoul';
export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';

/** Shown where a link to Yeoul is shared. Made once, with the build; in English, the only letters its own font has. */
export default async function Image() {
  const icon = `data:image/svg+xml,${encodeURIComponent(await readFile('public/icon.svg', 'utf8'))}`;
  const { product, description } = MESSAGES.en.shell;
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'center',
        gap: 28,
        width: '100%',
        height: '100%',
        padding: 96,
        background: '#0b0d10',
        color: '#eef0f3',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 32, fontSize: 104 }}>
        {/* biome-ignore lint/performance/noImgElement: drawn into a picture, not shown by a browser. */}
        <img src={icon} alt="" width={128} height={128} />
        {product}
      </div>
      <div style={{ fontSize: 44, lineHeight: 1.35, color: '#b6bbc1' }}>{description}</div>
    </div>,
    size,
  );
}
