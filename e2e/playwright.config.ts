/**
 * The browser tests drive the real program with demo data: one process, data folder and port per worker.
 * `just e2e` builds what they need. See README.md.
 */
import { defineConfig } from '@playwright/test';
import { chromium, phone, visitors, wide } from './browser';
import type { Options } from './fixtures/test';

const everywhere = (language: 'en' | 'de', screen: 'wide' | 'phone') => ({
  name: `${screen}-${language}`,
  testDir: 'tests/everywhere',
  use: { language, ...visitors[language], ...(screen === 'wide' ? wide : phone) },
});

export default defineConfig<Options>({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './fixtures/template.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  // Two browsers, two servers and a debug build share what cores there are.
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: { ...chromium, actionTimeout: 15_000, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    everywhere('en', 'wide'),
    everywhere('de', 'phone'),
    everywhere('en', 'phone'),
    everywhere('de', 'wide'),
    { name: 'once', testDir: 'tests/once', use: { language: 'en', ...visitors.en, ...wide } },
  ],
});
