import type { Page } from '@playwright/test';
import { phone } from '../../browser';
import { expect, test } from '../../fixtures/test';
import { type Language, paths } from '../../fixtures/texts';

type Both = Record<Language, string>;

/** As much of a landing page's data as these tests look at. */
interface Landing {
  slug: string;
  title: Both;
  startsAt: string;
  registrationClosesAt: string;
  category: { name: Both };
  speaker: { slug: string; name: string };
  agenda: { minutes: number; title: Both }[];
  materials: Both[];
  materialsUrl: string | null;
  cancelReason: string | null;
  recordingUrl: string | null;
  socialProof: {
    attendees: number;
    rating: number;
    ratingCount: number;
    testimonials: { text: Both; author: string }[];
    companies: string[];
  };
}

/** A session with a lower price for early ones, a deadline, and sessions of its topic behind it. */
const RICH = 'battery-storage-dispatch-2026-12-04';
/** It was on the site, and is a draft again. */
const WITHDRAWN = 'peak-load-management-2027-03-05';

const data = (server: { call: <T>(path: string) => Promise<T> }, slug: string) =>
  server.call<Landing>(`/api/v1/public/sessions/${slug}`);
const box = (page: Page, name: string) => page.getByRole('complementary', { name });
const headings = (page: Page) => page.locator('.landing-main h2, .more h2').allTextContents();
const addresses = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, locale: language === 'en' ? 'en-GB' : 'de-DE' });

    test('the page tells everything about a session, in the order in which people ask', async ({ page, server, t }) => {
      const session = await data(server, RICH);
      await page.goto(paths.landing(language, RICH));
      await expect(page.locator('.more .cards:not([aria-hidden]) > li')).toHaveCount(4);
      expect(await headings(page)).toEqual([
        t.get('landing.learn'),
        t.get('landing.agenda'),
        t.get('landing.audience'),
        t.get('landing.prerequisites'),
        t.get('landing.about'),
        t.get('landing.speaker'),
        t.get('landing.materials'),
        t.get('landing.earlier'),
        t.get('landing.more_with', { name: session.speaker.name }),
        t.get('landing.more_on', { category: session.category.name[language] }),
        t.get('landing.also'),
      ]);
      for (const point of session.materials) await expect(page.getByText(point[language], { exact: true })).toBeVisible();
      await expect(page.getByText(t.get('landing.materials_registrants'))).toBeVisible();
      const proof = page.locator('.proof');
      await expect(proof.getByText(t.get('landing.rating_many', { count: session.socialProof.ratingCount }))).toBeVisible();
      await expect(proof.getByText(String(session.socialProof.attendees), { exact: true })).toBeVisible();
      for (const { text, author } of session.socialProof.testimonials) {
        await expect(proof.getByRole('figure').filter({ hasText: author })).toContainText(text[language]);
      }
      const companies = proof.getByRole('list', { name: t.get('landing.companies') });
      await expect(companies.getByRole('listitem')).toHaveText(session.socialProof.companies);
    });

    test('the register box tells the price, until when, and what is left', async ({ page, server, t }) => {
      const session = await data(server, RICH);
      await page.goto(paths.landing(language, RICH));
      const register = box(page, t.get('landing.registration'));
      await expect(register.getByText(t.get('session.early_bird'))).toBeVisible();
      await expect(register.locator('del')).toContainText('89');
      await expect(register.getByText(t.like('session.places_left'))).toBeVisible();
      await expect(register.getByText(t.get('landing.tax'))).toBeVisible();
      await expect(register.locator(`time[datetime="${session.registrationClosesAt}"]`)).toHaveText(t.like('landing.deadline'));
      const file = register.getByRole('link', { name: t.get('session.calendar') });
      await expect(file).toHaveAttribute('href', new RegExp(`/${RICH}/calendar\\.ics\\?language=${language}$`));
    });

    test('a session that will not take place says why, and leads to similar ones', async ({ page, program, server, t }) => {
      const { slug } = await program.inState('cancelled');
      const session = await data(server, slug);
      await page.goto(paths.landing(language, slug));
      await expect(page.getByText(session.cancelReason ?? 'no reason')).toBeVisible();
      const similar = page.locator('section').filter({ has: page.getByRole('heading', { name: t.get('landing.similar') }) });
      // The same topic, given again, comes first.
      await expect(similar.getByRole('link').first()).toHaveText(session.title[language]);
      expect((await headings(page))[0]).toBe(t.get('landing.similar'));
      await expect(page.getByRole('heading', { name: t.get('landing.materials') })).toHaveCount(0);
    });

    test('a past session gives recording and material to those who may have them', async ({ page, program, server, t }) => {
      const { slug } = await program.recorded();
      const session = await data(server, slug);
      await page.goto(paths.landing(language, slug));
      const recording = page.locator('#recording').getByRole('link', { name: t.get('session.watch') });
      await expect(recording).toHaveAttribute('href', session.recordingUrl ?? 'none');
      const material = page.getByRole('link', { name: t.get('landing.materials_get') });
      await expect(material).toHaveAttribute('href', session.materialsUrl ?? 'none');
      await expect(page.getByRole('heading', { name: t.get('landing.similar') })).toBeVisible();
      const kept = await program.inState('past');
      await page.goto(paths.landing(language, kept.slug));
      await expect(page.getByText(t.get('landing.recording_registrants'))).toBeVisible();
      await expect(page.getByRole('link', { name: t.get('landing.materials_get') })).toHaveCount(0);
    });

    for (const [what, slug, status] of [['unknown', 'no-such-session', 404], ['gone', WITHDRAWN, 410]] as const) {
      test(`an address that is ${what} leads to the next sessions`, async ({ page, t, watch }) => {
        watch.expect(new RegExp(String(status)));
        const answer = await page.goto(paths.landing(language, slug));
        expect(answer?.status()).toBe(status);
        await expect(page.getByRole('heading', { level: 1, name: t.get(`landing.${what}_title`) })).toBeVisible();
        await expect(page.getByRole('heading', { name: t.get('landing.next') })).toBeVisible();
        await page.getByRole('main').locator('.cards').getByRole('link').first().click();
        await expect(box(page, t.get('landing.registration'))).toBeVisible();
      });
    }

    test("a speaker's page shows who they are, what they held and what is to come", async ({ page, server, t }) => {
      const slug = 'hanna-rehwald';
      const found = await server.call<{ pastCount: number; past: Landing[]; sessions: Landing[]; socialProof: Landing['socialProof'] }>(
        `/api/v1/public/speakers/${slug}`,
      );
      await page.goto(paths.landing(language, RICH));
      await page.locator('.others').getByRole('link').click();
      await expect(page).toHaveURL(new RegExp(`${paths.speaker(language, slug)}$`));
      const main = page.getByRole('main');
      await expect(main.getByRole('heading', { level: 1, name: 'Dr Hanna Rehwald' })).toBeVisible();
      for (const session of found.sessions) await expect(main.locator(`a[href="${paths.landing(language, session.slug)}"]`).first()).toBeVisible();
      await expect(main.getByRole('heading', { name: t.get('landing.held_many', { count: found.pastCount }) })).toBeVisible();
      for (const session of found.past) await expect(main.locator(`a[href="${paths.landing(language, session.slug)}"]`)).toBeVisible();
      await expect(main.getByText(t.get('landing.rating_many', { count: found.socialProof.ratingCount }))).toBeVisible();
      await expect(main.getByRole('link', { name: t.get('landing.consultation') })).toHaveAttribute('href', /booking/);
      const feed = await main.getByRole('link', { name: t.get('landing.speaker_feed') }).getAttribute('href');
      const calendar = await page.request.get(feed ?? 'none');
      expect((await calendar.text()).match(/BEGIN:VEVENT/g)).toHaveLength(found.sessions.length);
    });
  });
}

test('no session is recommended twice, nor beside itself', async ({ page, program }) => {
  for (const session of (await program.sessions()).slice(0, 8)) {
    await page.goto(paths.landing('en', session.slug));
    await expect(page.locator('.more .cards:not([aria-hidden]) > li')).toHaveCount(4);
    const links = await addresses(page, '.rows a, .more .cards h3 a');
    expect(new Set([...links, paths.landing('en', session.slug)]).size, session.slug).toBe(links.length + 1);
  }
});

test('a page can be shared on LinkedIn and X, and its address copied', async ({ page, context, server, t }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const address = server.baseUrl + paths.landing('en', RICH);
  await page.goto(paths.landing('en', RICH));
  const open = () => box(page, t.get('landing.registration')).getByRole('button', { name: t.get('session.share') }).click();
  await open();
  const link = (key: string) => page.locator('.menu:popover-open').getByRole('link', { name: t.get(key), exact: true });
  await expect(link('session.linkedin')).toHaveAttribute('href', new RegExp(encodeURIComponent(address)));
  await expect(link('session.x')).toHaveAttribute('href', new RegExp(encodeURIComponent(address)));
  await page.locator('.menu:popover-open').getByRole('button', { name: t.get('session.copy_link') }).click();
  await expect(page.getByText(t.get('session.link_copied'))).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
});

test.describe('in Vienna', () => {
  test.use({ language: 'de', locale: 'de-DE', timezoneId: 'Europe/Vienna' });

  test("times are the visitor's, and cities have their names in the page's language", async ({ page, server }) => {
    const session = await data(server, 'battery-storage-dispatch-2027-02-26');
    await page.goto(paths.landing('de', session.slug));
    await expect(page.getByText('Ihre Zeit in Wien.')).toContainText('10:00–11:30 Uhr in New York');
    await expect(page.locator('.agenda time')).toHaveText(
      session.agenda.map((_, index) => {
        const before = session.agenda.slice(0, index).reduce((sum, item) => sum + item.minutes, 0);
        const at = new Date(new Date(session.startsAt).getTime() + before * 60_000);
        return at.toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Vienna' });
      }),
    );
  });
});

test.describe('on a phone', () => {
  test.use({ ...phone });

  test('the bar at the lower edge steps back where the register box is, and where nothing can be done', async ({ page, program, t }) => {
    const bar = page.locator('.cta-bar');
    await page.goto(paths.landing('en', RICH));
    await expect(bar.getByRole('button', { name: t.get('session.register') })).toBeInViewport();
    await expect(bar).toContainText('€69');
    await box(page, t.get('landing.registration')).scrollIntoViewIfNeeded();
    await expect(bar).toHaveClass(/away/);
    for (const state of ['live', 'full', 'closed', 'cancelled'] as const) {
      await page.goto(paths.landing('en', (await program.inState(state)).slug));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(box(page, t.get('landing.registration'))).toBeVisible();
      await expect(bar, state).toHaveCount(0);
    }
    await page.goto(paths.landing('en', (await program.recorded()).slug));
    await expect(bar.getByRole('link', { name: t.get('session.watch') })).toBeVisible();
    await expect(bar.getByText(t.get('session.past'))).toBeVisible();
  });
});
