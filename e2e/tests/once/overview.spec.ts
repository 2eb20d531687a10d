import { expect, test } from '../../fixtures/test';
import { Texts, paths } from '../../fixtures/texts';

const cards = 'main ul.cards > li';

test('the timeframe stands in the address, survives a refresh, and the way back leads back', async ({ page, program, t }) => {
  await page.goto(paths.overview('en'));
  const when = page.getByRole('navigation', { name: t.get('overview.when') });
  await when.getByRole('link', { name: t.get('overview.past'), exact: true }).click();
  await expect(page).toHaveURL(/\?timeframe=past$/);
  const [latest] = await program.sessions('past');
  await expect(page.locator(cards).first()).toContainText(latest!.title.en);
  await page.reload();
  await expect(page.locator(cards).first()).toContainText(latest!.title.en);
  await expect(when.getByRole('link', { name: t.get('overview.past'), exact: true })).toHaveAttribute('aria-current', 'true');
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${paths.overview('en')}$`));
  const [next] = await program.sessions();
  await expect(page.locator(cards).first()).toContainText(next!.title.en);
});

test('this week shows what begins before Monday, and says how many there are', async ({ page, program, t }) => {
  await page.goto(`${paths.overview('en')}?timeframe=this-week`);
  const monday = new Date('2026-11-29T23:00:00Z');
  const expected = (await program.sessions()).filter((one) => new Date(one.startsAt) < monday);
  await expect(page.getByRole('status').filter({ hasText: t.get('overview.found_many', { count: expected.length, zone: 'Berlin' }) })).toBeVisible();
  await expect(page.locator(cards)).toHaveCount(expected.length);
});

test('the list goes on, and back to the start', async ({ page, program, t }) => {
  await page.goto(paths.overview('en'));
  const all = await program.sessions();
  await expect(page.locator(cards)).toHaveCount(12);
  await page.getByRole('link', { name: t.get('overview.next_page') }).click();
  await expect(page.locator(cards).first()).toContainText(all[12]!.title.en);
  await page.getByRole('link', { name: t.get('overview.first_page') }).click();
  await expect(page.locator(cards).first()).toContainText(all[0]!.title.en);
});

test('the other language keeps the page and its filter', async ({ page, program, t }) => {
  const de = new Texts('de');
  const tools = page.getByRole('group', { name: t.get('site.language') });
  await page.goto(`${paths.overview('en')}?timeframe=past`);
  await tools.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(new RegExp(`${paths.overview('de')}\\?timeframe=past$`));
  await expect(page.getByRole('heading', { level: 1, name: de.get('overview.hero_title') })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');

  const session = await program.anOpenOne();
  await page.goto(paths.landing('en', session.slug));
  await tools.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(new RegExp(`${paths.landing('de', session.slug)}$`));
  await expect(page.getByRole('heading', { level: 1, name: session.title.de })).toBeVisible();
});

test('the first address follows the language of the browser', async ({ browser, server }) => {
  const context = await browser.newContext({ locale: 'de-AT' });
  const page = await context.newPage();
  await page.goto(server.baseUrl);
  await expect(page).toHaveURL(new RegExp(`${paths.overview('de')}$`));
  await context.close();
});

test('a chosen theme is kept', async ({ page, t }) => {
  await page.goto(paths.overview('en'));
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await colour();
  await page.getByRole('button', { name: t.get('site.to_dark') }).click();
  await expect.poll(colour).not.toBe(light);
  const dark = await colour();
  await page.reload();
  await expect(page.getByRole('button', { name: t.get('site.to_light') })).toBeVisible();
  expect(await colour()).toBe(dark);
});

test('times are those of the visitor, with the host\'s beside them', async ({ browser, server, program }) => {
  const session = await program.anOpenOne();
  const context = await browser.newContext({ timezoneId: 'America/New_York' });
  const page = await context.newPage();
  await page.goto(server.baseUrl + paths.landing('en', session.slug));
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(session.startsAt));
  const main = page.getByRole('main');
  await expect(main).toContainText(clock('America/New_York'));
  await expect(main).toContainText(clock('Europe/Berlin'));
  await context.close();
});
