import type { MetadataRoute } from 'next';
import { MESSAGES } from '#components/messages';

/** Yeoul as an app of its own window. A manifest is one for all visitors, so it is in English. */
export default function manifest(): MetadataRoute.Manifest {
  const { product, description } = MESSAGES.en.shell;
  return {
    name: product,
    short_name: product,
    description,
    start_url: '/',
    display: 'standalone',
    // The dark theme's ground, as hex: not every reader of a manifest knows OKLCH.
    background_color: '#0b0d10',
    theme_color: '#0b0d10',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  };
}
