import { expectNoBarriers } from '../../fixtures/axe';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

const looks = [
  { language: 'en', colorScheme: 'light' },
  { language: 'de', colorScheme: 'dark' },
] as const;

for (const { language, colorScheme } of looks) {
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, colorScheme, locale: language === 'en' ? 'en-GB' : 'de-DE', reducedMotion: 'reduce' });

    test('axe finds nothing on the overview', async ({ page }) => {
      for (const timeframe of ['', '?timeframe=past']) {
        await page.goto(paths.overview(language) + timeframe);
        await expect(page.locator('main ul.cards:not([aria-hidden]) > li').first()).toBeVisible();
        await expectNoBarriers(page);
      }
    });

    for (const state of ['open', 'waitlist', 'full', 'live', 'cancelled', 'past'] as const) {
      test(`axe finds nothing on the page of a session that is ${state}`, async ({ page, program }) => {
        const session = await program.inState(state);
        await page.goto(paths.landing(language, session.slug));
        await expect(page.locator('section.more .cards:not([aria-hidden]) > li').first()).toBeVisible();
        await expectNoBarriers(page);
      });
    }

    test('axe finds nothing on the page of a session with a recording, nor where one was withdrawn', async ({ page, program, watch }) => {
      watch.expect(/410/);
      await page.goto(paths.landing(language, (await program.recorded()).slug));
      await expect(page.locator('section.more .cards:not([aria-hidden]) > li').first()).toBeVisible();
      await expectNoBarriers(page);
      await page.goto(paths.landing(language, 'peak-load-management-2027-03-05'));
      await expect(page.locator('section.more .cards > li').first()).toBeVisible();
      await expectNoBarriers(page);
    });

    test('axe finds nothing in any step of registering, nor on the pages behind it', async ({
      page, server, program, dialog, t,
    }) => {
      const session = await program.anOpenOne();
      const person = somebody('Olga');
      await page.goto(`${paths.landing(language, session.slug)}?step=register`);
      await dialog.shows('register.title_open');
      await expectNoBarriers(page);
      await dialog.button('register.submit_open').click();
      await expect(dialog.field('register.email')).toHaveAttribute('aria-invalid', 'true');
      await expectNoBarriers(page);
      await dialog.send(person);
      await dialog.shows('register.mail_title');
      await expectNoBarriers(page);
      await page.goto(await server.mailbox.confirmLink(person.email));
      await dialog.shows('register.confirm_title', { name: person.firstName });
      await expectNoBarriers(page);
      await dialog.button('register.confirm_button').click();
      await dialog.shows('register.done_confirmed', { name: person.firstName });
      await expectNoBarriers(page);

      await page.goto(paths.registrations(language));
      await expect(page.getByRole('link', { name: session.title[language] }).first()).toBeVisible();
      await expectNoBarriers(page);
      await page.goto(await server.mailbox.manageLink(person.email));
      await expect(page.getByRole('heading', { level: 1, name: t.get('manage.one_title') })).toBeVisible();
      await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
      await expectNoBarriers(page);
      await page.getByRole('button', { name: t.get('manage.cancel') }).click();
      await dialog.shows('manage.cancel_title');
      await expectNoBarriers(page);
    });

    test('axe finds nothing on the small pages', async ({ page, watch, t }) => {
      watch.expect(/404/);
      for (const path of [paths.registrations(language), paths.terms(language), paths.speaker(language, 'hanna-rehwald'), paths.landing(language, 'nothing')]) {
        await page.goto(path);
        await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByText(t.get('site.loading'), { exact: true })).toHaveCount(0);
        await expectNoBarriers(page);
      }
    });
  });
}
