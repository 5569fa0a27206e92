import { defineConfig } from '@playwright/test';
import { findHeadlessChromium } from './scripts/services/install.ts';

// As root, Chromium runs only without its sandbox.
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const BESIDE =
  /(acknowledge|alerts|channels|events|failure|first-numbers|guide|keyboard|link|notices|oncall|rules|silences|simulate|tail-hold)\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  // Two lanes that take about as long. All that waits itself, for a simulation or a rule that fires, is in one of them: two
  // that work all the time would only wait for each other. What must be right again within seconds is in the other.
  projects: [
    { name: 'main', testIgnore: BESIDE, workers: 1 },
    { name: 'beside', testMatch: BESIDE, workers: 1 },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  // On a busy machine what is awaited comes, only later.
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: findHeadlessChromium(),
      args: [...rootFlags, '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
});
