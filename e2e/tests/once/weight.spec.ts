import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

/** What a page may load, in kB as they travel. */
const LIMITS = { program: 250, all: 400 };

/** Counts what travels from here on, as over a line without a cache: the contents, without the lines around them. */
async function weigh(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  const sizes = new Map<string, number>();
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  devtools.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId) ?? '';
    sizes.set(address, (sizes.get(address) ?? 0) + encodedDataLength);
  });
  /** What has come whose address has this in it, in kB. */
  return (part: string) => [...sizes].reduce((sum, [address, size]) => sum + (address.includes(part) ? size : 0), 0) / 1000;
}

for (const kind of ['overview', 'landing', 'speaker', 'manage'] as const) {
  test(`the ${kind} page loads what it shows, and no more`, async ({ page, program }) => {
    const { slug } = await program.anOpenOne();
    const address = {
      overview: paths.overview('en'),
      landing: paths.landing('en', slug),
      speaker: paths.speaker('en', 'hanna-rehwald'),
      manage: paths.registrations('en'),
    }[kind];
    const weight = await weigh(page);
    await page.goto(address, { waitUntil: 'networkidle' });
    await expect(page.locator('.site-footer')).toBeVisible();
    expect(weight('.wasm'), 'the program').toBeGreaterThan(100);
    expect(weight('.wasm'), 'the program').toBeLessThanOrEqual(LIMITS.program);
    expect(weight(''), 'everything').toBeLessThanOrEqual(LIMITS.all);
    expect(weight('admin')).toBe(0);
  });
}

test('the registration dialog is there before its button is pressed, and not before anybody moves', async ({ page, program }) => {
  const weight = await weigh(page);
  await page.goto(paths.landing('en', (await program.anOpenOne()).slug), { waitUntil: 'networkidle' });
  await expect(page.locator('.site-footer')).toBeVisible();
  expect(weight('split_register')).toBe(0);
  await page.mouse.move(200, 200);
  await expect.poll(() => weight('split_register')).toBeGreaterThan(50);
});
