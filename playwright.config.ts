import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/services/install.ts';

// As root, Chromium runs only without its sandbox.
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Two would have to share two cores: no quicker, and each would wait for the other.
  workers: 1,
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
