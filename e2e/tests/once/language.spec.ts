import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { Texts, paths } from '../../fixtures/texts';

const de = new Texts('de');

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-DE' });

  test('is led to German from the start page, and from no other', async ({ page, program }) => {
    await page.goto('/');
    await expect(page).toHaveURL(new RegExp(`${paths.overview('de')}$`));
    const english = paths.landing('en', (await program.anOpenOne()).slug);
    await page.goto(english);
    await expect(page).toHaveURL(new RegExp(`${english}$`));
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test('a browser that prefers English stays in English', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(new RegExp(`${paths.overview('en')}$`));
});

test('the switch keeps the place: query, mailed secret, and what was typed', async ({ page, server, program, desk, dialog }) => {
  await page.goto(`${paths.overview('en')}?timeframe=past`);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(new RegExp(`${paths.overview('de')}\\?timeframe=past$`));

  const session = await program.anOpenOne();
  const person = somebody('Dina');
  await desk.send(session.slug, person);
  const link = await server.mailbox.confirmLink(person.email);
  await page.goto(link);
  await dialog.shows('register.confirm_title', { name: person.firstName });
  const german = await page.getByRole('link', { name: 'Deutsch', includeHidden: true }).getAttribute('href');
  expect(german).toBe(paths.landing('de', session.slug) + new URL(link).search + new URL(link).hash);
  await page.goto(german!);
  await expect(dialog.box.getByRole('heading', { name: de.get('register.confirm_title', { name: person.firstName }) })).toBeVisible();
});

test('the switch keeps the height at which one reads', async ({ page, program }) => {
  await page.goto(paths.landing('en', (await program.anOpenOne()).slug));
  await expect(page.locator('ul.cards > li').first()).toBeVisible();
  await page.evaluate(() => window.scrollTo({ top: 900, behavior: 'instant' }));
  // A click by the mouse would make Playwright scroll first.
  await page.getByRole('link', { name: 'Deutsch' }).dispatchEvent('click');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(800);
});
