import type { Page, TestInfo } from '@playwright/test';
import { resolve } from 'node:path';
import { somebody } from './fixtures/people';
import { expect, test } from './fixtures/test';
import { paths } from './fixtures/texts';

/** Takes the page as it is; dialogs only as far as the screen shows them. */
async function take(page: Page, info: TestInfo, name: string, whole = true) {
  await page.evaluate(() => document.fonts.ready);
  const folder = resolve(process.env.SHOTS ?? 'shots');
  await page.screenshot({ path: `${folder}/${name}-${info.project.name}.png`, fullPage: whole, animations: 'disabled' });
}

test('pages', async ({ page, program, language, t, watch }, info) => {
  watch.expect(/404/);
  const cards = page.locator('ul.cards:not([aria-hidden]) > li').first();
  for (const [name, query] of [['overview', ''], ['overview-past', '?timeframe=past'], ['overview-week', '?timeframe=this-week']]) {
    await page.goto(paths.overview(language) + query);
    await expect(cards).toBeVisible();
    await take(page, info, name!);
  }
  for (const state of ['open', 'by_approval', 'waitlist', 'full', 'not_yet_open', 'closed', 'live', 'past', 'cancelled'] as const) {
    await page.goto(paths.landing(language, (await program.inState(state)).slug));
    await expect(cards).toBeVisible();
    await take(page, info, `landing-${state}`);
  }
  const others = {
    recorded: paths.landing(language, (await program.recorded()).slug),
    'unknown-session': paths.landing(language, 'unknown'),
    speaker: paths.speaker(language, 'hanna-rehwald'),
    terms: paths.terms(language),
    'registrations-none': paths.registrations(language),
  };
  for (const [name, path] of Object.entries(others)) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(t.get('site.loading'), { exact: true })).toHaveCount(0);
    await take(page, info, name);
  }
});

test('registering', async ({ page, server, program, dialog, language, t }, info) => {
  const session = await program.find('paid and open', (one) => one.registrationState === 'open' && one.price !== null);
  const person = somebody();
  await page.goto(`${paths.landing(language, session.slug)}?step=register`);
  await dialog.shows('register.title_open');
  await take(page, info, 'register-form', false);
  await dialog.button('register.submit_open').click();
  await expect(dialog.field('register.email')).toHaveAttribute('aria-invalid', 'true');
  await take(page, info, 'register-errors', false);
  await dialog.send(person);
  await dialog.shows('register.mail_title');
  await take(page, info, 'register-mail', false);
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.shows('register.confirm_title', { name: person.firstName });
  await take(page, info, 'register-confirm', false);
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  await take(page, info, 'register-done', false);
  await dialog.close();
  await take(page, info, 'landing-registered');
  await page.goto(paths.registrations(language));
  await expect(page.getByRole('link', { name: session.title[language] }).first()).toBeVisible();
  await take(page, info, 'registrations');
  await page.goto(await server.mailbox.manageLink(person.email));
  await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toBeVisible();
  await take(page, info, 'manage');
  await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
  await take(page, info, 'manage-edit');
  await page.getByRole('button', { name: t.get('manage.cancel') }).click();
  await dialog.shows('manage.cancel_title');
  await take(page, info, 'manage-cancel', false);
});

test('the picture of the README', async ({ page, language, colorScheme, viewport }) => {
  if (language !== 'en' || colorScheme !== 'light' || viewport?.width !== 1440) return;
  await page.goto(paths.overview('en'));
  await expect(page.locator('ul.cards:not([aria-hidden]) > li').first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: resolve(__dirname, '../docs/screenshot.png'), animations: 'disabled' });
});
