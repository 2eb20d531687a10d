import { looks } from '../fixtures/look';
import { expect, test } from '../fixtures/test';
import { paths } from '../fixtures/texts';

test('the overview', async ({ page, language }) => {
  await page.goto(paths.overview(language));
  await expect(page.locator('ul.cards:not([aria-hidden]) > li').first()).toBeVisible();
  await looks(page, 'overview');
});

for (const [name, state] of [
  ['landing', 'open'],
  ['landing-waitlist', 'waitlist'],
] as const) {
  test(`the landing page of a session: ${state}`, async ({ page, program, language }) => {
    await page.goto(paths.landing(language, (await program.inState(state)).slug));
    await expect(page.locator('ul.cards:not([aria-hidden]) > li').first()).toBeVisible();
    await looks(page, name);
  });
}

test('the recording of a session that is over', async ({ page, program, language }) => {
  await page.goto(paths.landing(language, (await program.recorded()).slug));
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await looks(page, 'recording', { whole: false });
});

test('a speaker', async ({ page, language }) => {
  await page.goto(paths.speaker(language, 'hanna-rehwald'));
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await looks(page, 'speaker');
});

test('an address that leads nowhere', async ({ page, language, watch }) => {
  watch.expect(/404/);
  await page.goto(paths.landing(language, 'unknown'));
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await looks(page, 'nothing', { whole: false });
});
