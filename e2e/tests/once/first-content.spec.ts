import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test';
import { type Language, paths } from '../../fixtures/texts';

/** What is in view first, and must not move when the app takes over. */
const parts = {
  overview: ['.site-header', 'h1', '.lead', '.proof', '.next', '.segments:not(.tiny)', '.card'],
  landing: ['.site-header', '.landing-hero', 'h1', '.lead', '.facts', '.register-box', '.landing-main h2'],
};

const widths = { phone: { width: 360, height: 740 }, desk: { width: 1440, height: 900 } };

/** Where the first of each of these stands, and how large it is. */
const boxes = (page: Page, selectors: string[]) =>
  page.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const box = document.querySelector(`#app ${selector}`)?.getBoundingClientRect();
        return { selector, top: Math.round(box?.top ?? -1), width: Math.round(box?.width ?? -1), height: Math.round(box?.height ?? -1) };
      }),
    selectors,
  );

async function address(kind: 'overview' | 'landing', language: Language, program: { anOpenOne(): Promise<{ slug: string }> }) {
  return kind === 'overview' ? paths.overview(language) : paths.landing(language, (await program.anOpenOne()).slug);
}

for (const language of ['en', 'de'] as const) {
  for (const [width, viewport] of Object.entries(widths)) {
    for (const kind of ['overview', 'landing'] as const) {
      test.describe(`${kind}, ${language}, ${width}`, () => {
        test.use({ viewport, language, locale: language === 'en' ? 'en-GB' : 'de-DE' });

        test('the first content is there before the program, and nothing moves when that takes over', async ({ page, program, server, watch }) => {
          watch.expect(/\.wasm|ERR_FAILED|Failed to fetch/);
          const path = await address(kind, language, program);
          await page.addInitScript(() => {
            const shifts = window as unknown as { shifted: number };
            shifts.shifted = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) shifts.shifted += (entry as unknown as { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
          });
          let release = () => {};
          const held = new Promise<void>((done) => (release = done));
          await page.route('**/*.wasm', async (route) => {
            await held;
            await route.continue();
          });
          await page.goto(server.baseUrl + path, { waitUntil: 'domcontentloaded' });
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          const before = await boxes(page, parts[kind]);
          const title = await page.title();
          release();
          await expect(page.locator('.site-footer')).toBeVisible();
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          const after = await boxes(page, parts[kind]);
          expect(await page.title()).toBe(title);
          for (const [at, box] of before.entries()) {
            const now = after[at]!;
            expect(Math.abs(now.top - box.top), `${box.selector}: ${JSON.stringify([box, now])}`).toBeLessThanOrEqual(4);
            expect(Math.abs(now.width - box.width), `${box.selector}: ${JSON.stringify([box, now])}`).toBeLessThanOrEqual(4);
          }
          expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThanOrEqual(0.02);
        });
      });
    }
  }
}

test('with the program blocked the pages can be read, and the filters are links', async ({ page, program, watch }) => {
  watch.expect(/\.wasm|ERR_FAILED|Failed to fetch/);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(paths.overview('en'));
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) }).first()).toBeVisible();
  const past = (await program.sessions('past'))[0]!;
  await page.getByRole('link', { name: 'Past', exact: true }).click();
  await expect(page.getByRole('link', { name: past.title.en }).first()).toBeVisible();
});

test('without scripts each page says what, when, who, and where to write to', async ({ browser, server, program }) => {
  const session = await program.anOpenOne();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const language of ['en', 'de'] as const) {
    await page.goto(server.baseUrl + paths.landing(language, session.slug));
    await expect(page.getByRole('heading', { level: 1, name: session.title[language] })).toBeVisible();
    const time = page.locator(`time[datetime="${session.startsAt}"]`).first();
    await expect(time).toContainText(/20\d\d, \d\d:\d\d–\d\d:\d\d/);
    await expect(page.locator('.landing-main .prose').first()).toBeVisible();
    await expect(page.locator('.speaker h3')).toBeVisible();
    const speaker = await page.locator('.speaker h3 a').getAttribute('href');
    for (const path of [paths.landing(language, session.slug), paths.overview(language), speaker ?? '']) {
      await page.goto(server.baseUrl + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('time').first()).toBeVisible();
      await expect(page.getByRole('link', { name: /@/ })).toHaveAttribute('href', /^mailto:/);
    }
  }
  await context.close();
});
