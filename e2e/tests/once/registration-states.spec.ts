import type { Page } from '@playwright/test';
import { expectNoBarriers } from '../../fixtures/axe';
import { later } from '../../fixtures/later';
import { tokenOf } from '../../fixtures/mailbox';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { type Language, Texts, paths } from '../../fixtures/texts';

// These tests fill a session and move the time.
test.use({ ownServer: 'states', reducedMotion: 'reduce' });
test.setTimeout(300_000);

/** Axe finds nothing in this state, in both languages, light and dark. `key` is a text by which it is known. */
async function inEveryLook(page: Page, path: (language: Language) => string, key: string, act = async (_: Texts) => {}) {
  for (const language of ['en', 'de'] as const) {
    const t = new Texts(language);
    await page.goto(path(language));
    await act(t);
    await expect(page.getByText(t.like(key)).filter({ visible: true }).first()).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await test.step(`${key}, ${language}, ${colorScheme}`, () => expectNoBarriers(page));
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }
}

test('axe finds nothing while registering, waiting for the mail, and when the hold ends', async ({ page, server, program, dialog }) => {
  const session = await program.anOpenOne();
  const person = somebody('Sira');
  const form = (language: Language) => `${paths.landing(language, session.slug)}?step=register`;
  await inEveryLook(page, form, 'register.intro_open');
  await inEveryLook(page, form, 'register.error_terms', async (t) => {
    await page.getByRole('dialog').getByRole('button', { name: t.get('register.submit_open'), exact: true }).click();
  });
  await page.goto(form('en'));
  await dialog.send(person);
  await dialog.shows('register.mail_title');
  await inEveryLook(page, form, 'register.hold_title');
  const link = await server.mailbox.confirmLink(person.email);
  await later(page, server, 220);
  await inEveryLook(page, form, 'register.hold_left_text');
  await later(page, server, 25);
  await inEveryLook(page, form, 'register.hold_over');
  const confirm = (language: Language) => `${paths.landing(language, session.slug)}?step=confirm#token=${tokenOf(link)}`;
  await inEveryLook(page, confirm, 'register.confirm_late_text');
  await page.goto(confirm('en'));
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  await inEveryLook(page, form, 'register.next_reminder');
  await inEveryLook(page, paths.registrations, 'manage.list_intro');
});

test('axe finds nothing where a link leads nowhere, or a place was asked for', async ({ page, server, program, desk, dialog, watch }) => {
  watch.expect(/40[01]|410|422/);
  const session = await program.anOpenOne();
  const dead = (language: Language) => `${paths.landing(language, session.slug)}?step=confirm#token=v1.nonsense`;
  await inEveryLook(page, dead, 'register.link_wrong');
  const deadManage = (language: Language) => `${paths.registrations(language)}#token=v1.nonsense`;
  await inEveryLook(page, deadManage, 'manage.link_ended');

  const asked = await program.inState('by_approval');
  const person = somebody('Kaya');
  const { state, manageToken } = await desk.register(asked.slug, person);
  expect(state).toBe('pending_approval');
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.shows('register.done_approval', { name: person.firstName });
  await inEveryLook(page, (language) => `${paths.landing(language, asked.slug)}?step=register`, 'register.next_approval_answer');
  await inEveryLook(page, (language) => `${paths.registrations(language)}#token=${manageToken}`, 'manage.approval_text');
});

test('axe finds nothing on the waitlist, with an offer, and when it has ended', async ({ page, server, program, desk, dialog, t }) => {
  const session = await program.find(
    'nearly full, with nobody waiting',
    (one) => one.registrationState === 'open' && one.remainingSeats !== null && one.remainingSeats <= 8,
  );
  const holder = await desk.register(session.slug, somebody('Hana'));
  for (let seat = 1; seat < (session.remainingSeats ?? 0); seat += 1) await desk.register(session.slug, somebody('Ivo'));
  await later(page, server, 1);
  await program.becomes(session.slug, 'waitlist');
  const waiting = somebody('Jona');
  const { manageToken } = await desk.register(session.slug, waiting);
  const form = (language: Language) => `${paths.landing(language, session.slug)}?step=register`;
  const manage = (language: Language) => `${paths.registrations(language)}#token=${manageToken}`;
  await page.goto(await server.mailbox.confirmLink(waiting.email));
  await dialog.shows('register.done_waitlisted', { name: waiting.firstName });
  await inEveryLook(page, form, 'register.next_waitlist_offer');
  await inEveryLook(page, manage, 'manage.waitlisted_text');

  await server.call('/api/v1/public/registrations/current', { method: 'DELETE', bearer: holder.manageToken });
  const claim = tokenOf(await server.mailbox.claimLink(waiting.email));
  await inEveryLook(page, form, 'register.offered_until');
  await inEveryLook(page, manage, 'manage.offered_until');
  await inEveryLook(page, (language) => `${paths.landing(language, session.slug)}?step=claim#token=${claim}`, 'register.claim_text');
  await inEveryLook(page, (language) => `${paths.registrations(language)}#token=${holder.manageToken}`, 'manage.cancelled_text');

  await test.step('an offer that has ended says what next, and does it', async () => {
    await later(page, server, 24 * 60);
    await page.goto(`${paths.landing('en', session.slug)}?step=claim#token=${claim}`);
    await dialog.shows('register.offer_over');
    await inEveryLook(page, (language) => `${paths.landing(language, session.slug)}?step=claim#token=${claim}`, 'register.offer_late_text');
    await page.goto(`${paths.landing('en', session.slug)}?step=claim#token=${claim}`);
    await dialog.button('register.offer_late_button').click();
    await dialog.shows('register.done_confirmed', { name: waiting.firstName });
    await page.goto(manage('en'));
    await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toBeVisible();
  });
});

test('an offered place is taken from the page on which one manages the registration', async ({ page, server, program, desk, dialog, t }) => {
  const session = await program.find('full', (one) => one.registrationState === 'waitlist' && one.waitlistCount === 0)
    .catch(() => program.find('open', (one) => one.registrationState === 'open' && one.capacity !== null && (one.remainingSeats ?? 99) <= 12));
  const seats = [];
  for (let seat = 0; seat < (session.remainingSeats ?? 0); seat += 1) seats.push(await desk.register(session.slug, somebody('Ida')));
  await later(page, server, 1);
  await program.becomes(session.slug, 'waitlist');
  const waiting = somebody('Juna');
  const { manageToken } = await desk.register(session.slug, waiting);
  await server.call('/api/v1/public/registrations/current', { method: 'DELETE', bearer: seats[0]!.manageToken });
  await page.goto(`${paths.registrations('en')}#token=${manageToken}`);
  await page.getByRole('link', { name: t.get('register.claim_button') }).click();
  await dialog.shows('register.claim_title', { name: waiting.firstName });
  await dialog.button('register.claim_button').click();
  await dialog.shows('register.done_confirmed', { name: waiting.firstName });
});

test('what to prepare shows at once, what is needed a day before, the way in a quarter of an hour before', async ({ page, server, program, desk, t }) => {
  const session = await program.anOpenOne();
  const { manageToken } = await desk.register(session.slug, somebody('Gesa'));
  const manage = (language: Language) => `${paths.registrations(language)}#token=${manageToken}`;
  await page.goto(manage('en'));
  const guide = page.locator('.guide');
  await expect(guide.getByRole('heading', { name: t.get('register.prepare') })).toBeVisible();
  await expect(guide.getByRole('heading', { name: t.get('register.how_to_join') })).toHaveCount(0);
  const minutes = (new Date(session.startsAt).getTime() - server.clock.now().getTime()) / 60_000;
  await later(page, server, minutes - 10);
  await page.goto(paths.terms('en'));
  await page.goto(manage('en'));
  await expect(guide.getByRole('heading', { name: t.get('register.how_to_join') })).toBeVisible();
  await expect(page.getByRole('link', { name: t.get('register.join') })).toBeVisible();
  await inEveryLook(page, manage, 'register.how_to_join');
});

test('news are given up and wanted again on the manage page', async ({ page, program, desk, t }) => {
  const { manageToken } = await desk.register((await program.anOpenOne()).slug, somebody('Nele'));
  await page.goto(`${paths.registrations('en')}#token=${manageToken}`);
  for (const [wanted, said] of [[true, 'manage.marketing_on'], [false, 'manage.marketing_off']] as const) {
    await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
    await page.getByRole('checkbox', { name: t.get('manage.marketing') }).setChecked(wanted);
    await page.getByRole('button', { name: t.get('manage.save'), exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: t.get('manage.saved') })).toBeVisible();
    await expect(page.getByText(t.get(said), { exact: true })).toBeVisible();
  }
});
