import { readFile } from 'node:fs/promises';

/** Made once, with the build. */
export const dynamic = 'force-static';

/** The icon on a ground that a system may cut to any shape: the mark keeps to the middle. */
export async function GET(): Promise<Response> {
  const mark = (await readFile('public/icon.svg', 'utf8')).replace(
    '<svg ',
    '<svg x="4.4" y="4.4" width="11.2" height="11.2" ',
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" fill="#0b0d10"/>${mark}</svg>`;
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml' } });
}
