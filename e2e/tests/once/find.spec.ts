import type { Page } from '@playwright/test';
import { expectNoBarriers } from '../../fixtures/axe';
import { somebody } from '../../fixtures/people';
import type { Session } from '../../fixtures/program';
import { expect, test } from '../../fixtures/test';
import { paths, type Language } from '../../fixtures/texts';

const cards = 'main .results ul.cards:not([aria-hidden]) > li';
const titles = (page: Page) => page.locator(`${cards} h3`);
const LIST = '**/api/v1/public/sessions?**';

/** What the API finds for the same question, in its order. */
interface Found { data: Session[]; total: number }
const ask = (server: { call<T>(path: string): Promise<T> }, query: string) =>
  server.call<Found>(`/api/v1/public/sessions?${query}&timezone=Europe/Berlin&limit=12`);

for (const [filter, value] of [
  ['category', 'energy'],
  ['difficulty', 'advanced'],
  ['price', 'paid'],
  ['speaker', 'hanna-rehwald'],
  ['language', 'de'],
] as const) {
  test(`the filter ${filter} narrows the list, stands in the address, and the way back takes it away`, async ({
    page, server, t,
  }) => {
    const all = await ask(server, '');
    const few = await ask(server, `${filter}=${value}`);
    expect(few.total).toBeGreaterThan(0);
    expect(few.total).toBeLessThan(all.total);
    await page.goto(paths.overview('en'));
    await page.locator(`select[name=${filter}]`).selectOption(value);
    await expect(page).toHaveURL(new RegExp(`\\?${filter}=${value}$`));
    await expect(titles(page)).toHaveText(few.data.map((one) => one.title.en));
    await expect(page.getByRole('status').filter({ hasText: `${few.total} session` })).toBeVisible();
    await page.reload();
    await expect(titles(page)).toHaveText(few.data.map((one) => one.title.en));
    await expect(page.locator(`select[name=${filter}]`)).toHaveValue(value);
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`${paths.overview('en')}$`));
    await expect(page.locator(`select[name=${filter}]`)).toHaveValue('');
    await expect(page.getByRole('status').filter({ hasText: t.get('overview.found_many', { count: all.total, zone: 'Berlin' }) })).toBeVisible();
  });
}

test('filters say how many sessions to come each choice has, and offer none that has nothing', async ({ page, server }) => {
  const facets = await server.call<{ categories: { slug: string; upcoming: number }[] }>('/api/v1/public/facets');
  await page.goto(paths.overview('en'));
  for (const { slug, upcoming } of facets.categories.filter((one) => one.upcoming > 0)) {
    await expect(page.locator(`select[name=category] option[value=${slug}]`)).toContainText(`(${upcoming})`);
    expect((await ask(server, `category=${slug}`)).total).toBe(upcoming);
  }
});

test('several filters hold at once; chips take one away, or all', async ({ page, server, t }) => {
  await page.goto(`${paths.overview('en')}?timeframe=past&category=energy&price=free`);
  const both = await ask(server, 'timeframe=past&category=energy&price=free');
  await expect(titles(page)).toHaveText(both.data.map((one) => one.title.en));
  const remove = (filter: string) => page.getByRole('link', { name: t.get('overview.remove', { filter }) });
  await remove('Price: Free').press('Enter');
  await expect(page).toHaveURL(/\?timeframe=past&category=energy$/);
  await expect(page.locator('#sessions'), 'the focus is not lost').toBeFocused();
  await expect(remove('Price: Free')).toHaveCount(0);
  await page.getByRole('link', { name: t.get('overview.clear'), exact: true }).click();
  await expect(page).toHaveURL(/\?timeframe=past$/);
  await expect(page.getByRole('list', { name: t.get('overview.set_filters') })).toHaveCount(0);
});

test('what the address says and nobody understands is passed by', async ({ page, server }) => {
  const all = await ask(server, '');
  await page.goto(`${paths.overview('en')}?difficulty=nonsense&price=1&language=fr&timeframe=never`);
  await expect(titles(page)).toHaveText(all.data.map((one) => one.title.en));
});

test('a search finds while one types, by the keyboard alone, and is one step of the way back', async ({ page, server, t }) => {
  await page.goto(`${paths.overview('en')}?timeframe=past`);
  await page.goto(paths.overview('en'));
  await expect(titles(page).first()).toBeVisible();
  const field = page.getByRole('searchbox', { name: t.get('overview.search') });
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await expect(field, 'the key is not typed').toHaveValue('');
  await page.keyboard.type('batt');
  await expect(page).toHaveURL(/\?search=batt$/);
  await page.keyboard.type('ery/');
  const found = await ask(server, 'search=battery');
  expect(found.total).toBeGreaterThan(0);
  await expect(page).toHaveURL(/\?search=battery%2F$/);
  await expect(titles(page)).toHaveText(found.data.map((one) => one.title.en));
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${found.total} session`) })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${paths.overview('en')}$`));
  await expect(field).toHaveValue('');
  await page.goForward();
  await expect(field).toHaveValue('battery/');
  await page.getByRole('button', { name: t.get('overview.clear_search') }).click();
  await expect(field).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${paths.overview('en')}$`));
  await field.fill('heat');
  await field.press('Enter');
  await expect(page).toHaveURL(/\?search=heat$/);
});

for (const [language, search] of [
  ['en', 'heat pump'],
  ['en', 'heatpumps'],
  ['en', 'heta pumps'],
  ['de', 'Waermepumpen'],
  ['de', 'warmepumpe'],
  ['de', 'pumpe prozesswärme'],
  ['de', 'Wermepumpe'],
] as const) {
  test(`“${search}” finds the heat pumps`, async ({ browser, server, program }) => {
    const pumps = await program.find('about heat pumps', (one) => one.title.en.startsWith('Heat pumps'));
    const context = await browser.newContext({ locale: language });
    const page = await context.newPage();
    await page.goto(`${server.baseUrl}${paths.overview(language)}?search=${encodeURIComponent(search)}`);
    await expect(titles(page).first()).toHaveText(pumps.title[language]);
    await context.close();
  });
}

test('on a phone the filters open from a button that counts them', async ({ page, t }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${paths.overview('en')}?category=energy&price=free`);
  const toggle = page.getByRole('button', { name: t.get('overview.filters_set', { count: 2 }) });
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(page.locator('select[name=speaker]')).toBeHidden();
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await page.locator('select[name=price]').selectOption('');
  await expect(page.getByRole('button', { name: t.get('overview.filters_set', { count: 1 }) })).toBeVisible();
});

test('while another list is on its way the last one stays where it is', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(paths.overview('en'));
  const first = page.locator(cards).first();
  const before = await first.boundingBox();
  let answer = () => {};
  const held = new Promise<void>((done) => (answer = done));
  await page.route(LIST, async (route) => { await held; await route.continue(); });
  await page.locator('select[name=language]').selectOption('de');
  const results = page.locator('main .results');
  await expect(results).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('main .results [aria-hidden] .skeleton')).toHaveCount(0);
  // A chip may have come; nothing else moves.
  const chips = (await page.locator('.chips').boundingBox())?.height ?? 0;
  expect(Math.abs((await first.boundingBox())!.y - before!.y)).toBeLessThanOrEqual(chips + 16);
  await expectNoBarriers(page);
  answer();
  await expect(results).not.toHaveAttribute('aria-busy');
});

test('a list that did not come can be asked for again', async ({ page, watch, t }) => {
  watch.expect(/ERR_FAILED|Failed to load|500/);
  await page.goto(paths.overview('en'));
  await expect(page.locator(cards).first()).toBeVisible();
  await page.route(LIST, (route) => route.abort());
  await page.locator('select[name=price]').selectOption('free');
  await expect(page.getByRole('main').getByText(t.get('register.notice_network'))).toBeVisible();
  await expectNoBarriers(page);
  await page.unroute(LIST);
  await page.getByRole('button', { name: t.get('register.retry') }).click();
  await expect(page.locator(cards).first()).toBeVisible();
});

test('a place in a list that is another one now leads to its start', async ({ page, watch }) => {
  watch.expect(/422/);
  await page.goto(`${paths.overview('en')}?price=free&cursor=nonsense`);
  await expect(page.locator('ul.cards > li').first()).toBeVisible();
  await expect(page).toHaveURL(/\?price=free$/);
});

test('where nothing fits the calendar feed is offered, and a way to see more', async ({ page, context, t }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${paths.overview('en')}?speaker=hanna-rehwald&search=nonsense`);
  await expect(page.getByRole('heading', { name: t.get('overview.empty_search_title', { words: 'nonsense' }) })).toBeVisible();
  const subscribe = page.getByRole('link', { name: t.get('overview.feed_subscribe') });
  const address = (await subscribe.getAttribute('href'))!;
  expect(address).toMatch(/^webcal:\/\/.+\/api\/v1\/public\/calendar\.ics\?speaker=hanna-rehwald&language=en$/);
  await page.getByRole('button', { name: t.get('overview.feed_copy') }).click();
  await expect(page.getByText(t.get('overview.feed_copied'))).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replace(/^https?/, 'webcal')).toBe(address);
  const feed = await page.evaluate(async (address) => (await fetch(address)).text(), copied);
  expect(feed).toContain('BEGIN:VCALENDAR');
  await page.getByRole('link', { name: t.get('overview.clear_filters') }).click();
  await expect(page).toHaveURL(new RegExp(`${paths.overview('en')}$`));
  await expect(page.locator(cards)).toHaveCount(12);
});

test('who has registered is shown sessions like it, but not while looking for something', async ({ page, program, dialog, t }) => {
  const open = await program.open();
  const session = open.find((one) => one.title.en.startsWith('Heat pumps')) ?? open[0]!;
  await page.goto(paths.overview('en'));
  const forYou = page.getByRole('heading', { name: t.get('overview.for_you'), exact: true });
  await expect(page.locator(cards).first()).toBeVisible();
  await expect(forYou, 'nothing to go by').toHaveCount(0);
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.shows('register.title_open');
  await dialog.send(somebody('Amalia'));
  await dialog.shows('register.mail_title');
  await page.goto(paths.overview('en'));
  await expect(forYou).toBeVisible();
  const row = page.locator('.for-you ul.cards:not([aria-hidden]) > li h3');
  await expect(row.first()).toBeVisible();
  expect(await row.allTextContents()).not.toContain(session.title.en);
  await expectNoBarriers(page);
  await page.locator('select[name=price]').selectOption('free');
  await expect(forYou).toHaveCount(0);
});

test('past sessions that were recorded can be watched', async ({ page, program, t }) => {
  const recorded = await program.recorded();
  await page.goto(`${paths.overview('en')}?timeframe=past`);
  const card = page.locator(cards).filter({ has: page.getByRole('link', { name: recorded.title.en, exact: true }) }).first();
  await expect(card.getByRole('link', { name: t.get('session.watch') })).toHaveAttribute('href', paths.landing('en', recorded.slug));
});

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, locale: language === 'en' ? 'en-GB' : 'de-DE', timezoneId: 'America/New_York' });

    test('a card has everything that helps to decide', async ({ page, program, t }) => {
      const early = await program.find('cheaper for the early', (one) => Boolean((one as Session & { earlyBird: unknown }).earlyBird));
      const full = early as Session & { speaker: Named; category: Named; tags: Named[] };
      interface Named { name: string & Record<Language, string>; brief: Record<Language, string>; position: Record<Language, string> }
      await page.goto(`${paths.overview(language)}?search=${encodeURIComponent(early.title[language])}`);
      const card = page.locator(cards).filter({ has: page.getByRole('link', { name: early.title[language], exact: true }) }).first();
      await expect(card.locator('.cover :is(svg, img)').first()).toBeVisible();
      await expect(card).toContainText(full.category.name[language]);
      await expect(card).toContainText(full.tags[0]!.name[language]);
      await expect(card).toContainText(full.speaker.name);
      await expect(card).toContainText(full.speaker.position[language]);
      await expect(card.locator('.brief-bio')).toHaveText(full.speaker.brief[language]);
      await expect(card.locator('time')).toContainText(t.get('session.minutes', { n: early.durationMinutes }));
      const berlin = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' }).format(new Date(early.startsAt));
      await expect(card, "the host's clock").toContainText(t.get('session.hosts_time', { time: berlin, zone: 'Berlin' }));
      await expect(card.locator('del')).toBeVisible();
      await expect(card).toContainText(t.like('session.early_until'));
      await expect(card).toContainText(t.get('session.places_left', { left: early.remainingSeats!, all: early.capacity! }));
      const calendar = card.getByRole('link', { name: t.get('session.calendar_for', { title: early.title[language] }) });
      const [download] = await Promise.all([page.waitForEvent('download'), calendar.click()]);
      expect(download.suggestedFilename()).toBe(`${early.slug}.ics`);
      await card.getByRole('button', { name: t.get('session.share_for', { title: early.title[language] }) }).click();
      const address = encodeURIComponent(paths.landing(language, early.slug));
      await expect(page.getByRole('link', { name: t.get('session.linkedin') }).and(page.locator(':visible'))).toHaveAttribute('href', new RegExp(`^https://www\\.linkedin\\.com/.*${address}`));
      await expect(page.getByRole('link', { name: t.get('session.x'), exact: true }).and(page.locator(':visible'))).toHaveAttribute('href', new RegExp(`^https://x\\.com/.*${address}`));
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [360, 1440]) {
        test(`axe finds nothing on a filtered and an empty list, ${colorScheme}, ${width} px`, async ({ page }) => {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.setViewportSize({ width, height: 800 });
          await page.goto(`${paths.overview(language)}?category=energy&language=en&search=heat`);
          await expect(page.locator(cards).first()).toBeVisible();
          if (width === 360) await page.locator('.filters .toggle').click();
          await expectNoBarriers(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing sticks out').toBeLessThanOrEqual(width);
          await page.goto(`${paths.overview(language)}?difficulty=advanced&search=zzzzzz`);
          await expect(page.locator('section.empty')).toBeVisible();
          await expectNoBarriers(page);
        });
      }
    }
  });
}
