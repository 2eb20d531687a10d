/**
 * `npm run look`: the most important screens, compared with the pictures in `pictures/`. Not part of CI: another
 * machine has other fonts. See README.md.
 */
import { defineConfig } from '@playwright/test';
import { chromium, phone, visitors, wide } from './browser';
import type { Options } from './fixtures/test';

/** Pictures of half the size: whole pages, and still small enough for the repository. */
const HALF = 0.5;

export default defineConfig<Options>({
  testDir: 'look',
  outputDir: 'test-results',
  globalSetup: './fixtures/template.ts',
  snapshotPathTemplate: '{testDir}/../pictures/{arg}-{projectName}{ext}',
  workers: 2,
  timeout: 120_000,
  expect: {
    timeout: 15_000,
    // A letter's edge may fall differently; a word or a colour may not.
    toHaveScreenshot: { animations: 'disabled', scale: 'device', maxDiffPixels: 60 },
  },
  reporter: 'list',
  projects: [
    { name: 'wide', use: { language: 'en', colorScheme: 'light', ...visitors.en, ...wide } },
    { name: 'phone', use: { language: 'de', colorScheme: 'dark', ...visitors.de, ...phone } },
  ],
  use: { ...chromium, actionTimeout: 15_000, contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: HALF },
});
