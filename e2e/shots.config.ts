/**
 * `npm run shots`: pictures of every screen, for looking at them. `SHOTS` names the folder (default `shots/`);
 * the README's picture goes to `docs/screenshot.png`.
 */
import { defineConfig } from '@playwright/test';
import { chromium, visitors } from './browser';
import type { Options } from './fixtures/test';

const WIDTHS = [360, 768, 1440];

const looks = (['en', 'de'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((colorScheme) => WIDTHS.map((width) => ({ language, colorScheme, width }))),
);

export default defineConfig<Options>({
  testDir: '.',
  testMatch: 'shots.ts',
  outputDir: 'test-results',
  globalSetup: './fixtures/template.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  projects: looks.map(({ language, colorScheme, width }) => ({
    name: `${width}-${language}-${colorScheme}`,
    use: {
      ...chromium,
      ...visitors[language],
      language,
      colorScheme,
      viewport: { width, height: width < 600 ? 740 : 900 },
      contextOptions: { reducedMotion: 'reduce' as const },
    },
  })),
});
