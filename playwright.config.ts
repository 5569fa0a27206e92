import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/services/install.ts';

// As root, Chromium runs only without its sandbox.
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const LONG_WAITS = /(channels|guide|notices|oncall|rules|silences|simulate)\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  // Two that work all the time would have to share two cores: no quicker, and each would wait for the other. What waits
  // itself, for a simulation, a rule that fires or a page that leaves, goes beside them.
  projects: [
    { name: 'work', testIgnore: LONG_WAITS, workers: 1 },
    { name: 'wait', testMatch: LONG_WAITS, workers: 1 },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  // On a busy machine what is awaited comes, only later.
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: findChromium(),
      args: [...rootFlags, '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
});
