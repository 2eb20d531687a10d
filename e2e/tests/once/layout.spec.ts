import type { Page } from '@playwright/test';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

const WIDTHS = [320, 360, 768, 1440];

/** What sticks out at the right of the page, or of an open dialog. */
const sticksOut = () => {
  const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open]')];
  return boxes.filter((box) => box.scrollWidth > box.clientWidth).flatMap((box) => {
    const edge = box.getBoundingClientRect().left + box.clientWidth;
    const over = [...box.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge + 0.5 && !one.closest('svg'));
    return [`${box.tagName}: ${box.scrollWidth - box.clientWidth} px`, ...over.slice(0, 8).map((one) => `${one.tagName} ${one.className}: ${one.textContent?.slice(0, 40)}`)];
  });
};

/** At no width is anything to be scrolled to at the side: neither of the page nor of an open dialog. */
async function expectToFit(page: Page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await page.evaluate(sticksOut), `${page.url()} at ${width} px`).toEqual([]);
  }
}

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language, locale: language === 'en' ? 'en-GB' : 'de-DE' });

    test('the pages fit every screen', async ({ page, program }) => {
      const recorded = await program.recorded();
      const sessions = [await program.anOpenOne(), await program.inState('waitlist'), await program.inState('cancelled'), recorded];
      const addresses = [
        paths.overview(language),
        ...sessions.map((session) => paths.landing(language, session.slug)),
        paths.registrations(language),
        paths.terms(language),
        paths.speaker(language, 'hanna-rehwald'),
      ];
      for (const address of addresses) {
        await page.goto(address);
        await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
        await expectToFit(page);
      }
    });

    test('every step of registering fits every screen', async ({ page, server, program, dialog, t }) => {
      const session = await program.anOpenOne();
      const person = { ...somebody('Persephone-Alexandrina'), lastName: 'Featherstonehaugh-Cholmondeley' };
      await page.goto(`${paths.landing(language, session.slug)}?step=register`);
      await dialog.shows('register.title_open');
      await dialog.button('register.submit_open').click();
      await expectToFit(page);
      await dialog.send(person);
      await dialog.shows('register.mail_title');
      await expectToFit(page);
      await page.goto(await server.mailbox.confirmLink(person.email));
      await dialog.shows('register.confirm_title', { name: person.firstName });
      await expectToFit(page);
      await dialog.button('register.confirm_button').click();
      await dialog.shows('register.done_confirmed', { name: person.firstName });
      await expectToFit(page);
      await page.goto(paths.registrations(language));
      await expect(page.getByRole('link', { name: session.title[language] }).first()).toBeVisible();
      await expectToFit(page);
      await page.goto(await server.mailbox.manageLink(person.email));
      await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
      await expectToFit(page);
    });
  });
}
