import type { State } from '../../fixtures/program';
import { expect, test } from '../../fixtures/test';
import { type Language, Texts, paths } from '../../fixtures/texts';

/** What the one call-to-action says in each state, and what it is. */
const actions: Record<State, { key: string; role: 'button' | 'text' }> = {
  open: { key: 'session.register', role: 'button' },
  by_approval: { key: 'session.ask', role: 'button' },
  waitlist: { key: 'session.wait', role: 'button' },
  full: { key: 'session.fully_booked', role: 'text' },
  not_yet_open: { key: 'session.opens_on', role: 'text' },
  closed: { key: 'session.closed', role: 'text' },
  live: { key: 'session.live', role: 'text' },
  past: { key: 'session.over', role: 'text' },
  cancelled: { key: 'session.cancelled', role: 'text' },
};

const day = (instant: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', {
    day: 'numeric', month: 'short', timeZone: 'Europe/Berlin',
  }).format(new Date(instant));

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, locale: language === 'en' ? 'en-GB' : 'de-DE' });

    for (const [state, { key, role }] of Object.entries(actions)) {
      test(`a session that is ${state} says what one can do`, async ({ page, program, t }) => {
        const session = await program.inState(state as State);
        await page.goto(paths.landing(language, session.slug));
        await expect(page.getByRole('heading', { level: 1, name: session.title[language] })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        const box = page.getByRole('complementary', { name: t.get('landing.registration') });
        const name = t.get(key, { day: day(session.registrationOpensAt ?? session.startsAt, language) });
        await expect(role === 'button' ? box.getByRole('button', { name, exact: true }) : box.getByText(name, { exact: true })).toBeVisible();
      });
    }

    test('a past session whose recording is public offers it', async ({ page, program, t }) => {
      const session = await program.recorded();
      await page.goto(paths.landing(language, session.slug));
      const box = page.getByRole('complementary', { name: t.get('landing.registration') });
      await box.getByRole('link', { name: t.get('session.watch') }).click();
      await expect(page).toHaveURL(/#recording$/);
      await expect(page.getByRole('heading', { name: t.get('landing.recording'), exact: true })).toBeInViewport();
    });

    test('an address without a session says so and shows others', async ({ page, t, watch }) => {
      watch.expect(/404/);
      const answer = await page.goto(paths.landing(language, 'no-such-session'));
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1, name: t.get('landing.unknown_title') })).toBeVisible();
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
    });

    test('an address without a page says so', async ({ page, t, watch }) => {
      watch.expect(/404/);
      const answer = await page.goto(`${paths.overview(language)}/a/b`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1, name: t.get('site.not_found_title') })).toBeVisible();
    });
  });
}

test('the page without scripts says what, when and how to register', async ({ browser, server, program }) => {
  const session = await program.anOpenOne();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.baseUrl + paths.landing('en', session.slug));
  await expect(page.getByRole('heading', { level: 1, name: session.title.en })).toBeVisible();
  await expect(page.getByRole('link', { name: /@/ }).first()).toHaveAttribute('href', /^mailto:/);
  await context.close();
});

test('both languages name each other', async ({ page, server, program }) => {
  const session = await program.anOpenOne();
  await page.goto(paths.landing('de', session.slug));
  await expect(page).toHaveTitle(new RegExp(session.title.de.slice(0, 20)));
  const head = (hreflang: string) => page.locator(`link[rel=alternate][hreflang=${hreflang}]`);
  await expect(head('en')).toHaveAttribute('href', server.baseUrl + paths.landing('en', session.slug));
  await expect(head('de')).toHaveAttribute('href', server.baseUrl + paths.landing('de', session.slug));
  expect(new Texts('de').get('session.register')).not.toBe(new Texts('en').get('session.register'));
});
