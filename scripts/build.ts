import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, PROCESS_NAMES } from './bundle.ts';
import { compressAssets } from './compress.ts';
import { runNode } from './exec.ts';
import { makeFonts } from './fonts.ts';
import { say, step, UserError } from './report.ts';
import { stopSignal } from './signals.ts';

/** Everything that a build is made of. */
const SOURCES = [
  ...['app', 'components', 'hooks', 'contracts', 'infra', 'stores', 'server', 'workers', 'public'],
  ...['instrumentation-client.ts', 'next.config.js', 'postcss.config.mjs', 'package.json', 'package-lock.json'],
  ...['scripts/build.ts', 'scripts/bundle.ts', 'scripts/compress.ts', 'scripts/fonts.ts'],
];
const STAMP = 'dist/.sources';

function filesIn(entry: string): string[] {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesIn(path.join(entry, name)));
}

function hashSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of SOURCES.flatMap(filesIn).filter((name) => !/\.test\.tsx?$/.test(name))) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function isCurrent(hash: string): boolean {
  const outputs = ['.next/BUILD_ID', ...PROCESS_NAMES.map((name) => `dist/${name}.js`)];
  return outputs.every((file) => existsSync(file)) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
}

async function buildPages(): Promise<void> {
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const { code, output } = await runNode('node_modules/next/dist/bin/next', ['build'], { env });
  stopSignal.throwIfAborted();
  if (code !== 0) throw new UserError(`The pages could not be built; mend what Next.js says:\n${output.trim()}`);
}

async function buildProcesses(): Promise<void> {
  await Promise.all(PROCESS_NAMES.map((name) => build(bundleOptions(name, 'dist'))));
}

/** Builds pages and processes for production, unless nothing has changed since the last build. */
export async function ensureBuilt(): Promise<void> {
  const hash = hashSources();
  if (isCurrent(hash)) return say('✓ The build is current');
  // Without its stamp a build that is interrupted counts for nothing.
  rmSync(STAMP, { force: true });
  await step('Build the processes', buildProcesses);
  await step('Cut the fonts', makeFonts);
  await step('Build the pages', buildPages);
  await step('Compress the pages', () => compressAssets('.next/static'));
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, hash);
}

/** `npm run build`. */
export async function main(): Promise<number> {
  await ensureBuilt();
  return 0;
}
