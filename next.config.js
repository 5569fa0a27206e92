/** @type {import('next').NextConfig} */
const nextConfig = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Types are checked by `npm run verify` with TypeScript 7, which Next.js can't call.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['ioredis', 'bullmq', 'pino', 'kafkajs'],
  poweredByHeader: false,
  devIndicators: false,
};

export default nextConfig;
