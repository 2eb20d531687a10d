import type { Page } from '@playwright/test';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

/** How many sheets the page takes. */
async function sheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('a confirmation is printed on one sheet, without what surrounds it', async ({ page, server, program, dialog, t }) => {
  const session = await program.anOpenOne();
  const person = somebody('Paula');
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.send(person);
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });

  const slip = page.locator('.slip');
  const isClean = async (what: string) => {
    await expect(slip).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(slip).toBeVisible();
    for (const text of [session.title.en, `${person.firstName} ${person.lastName}`, '/join/', 'CET']) {
      await expect(slip).toContainText(text);
    }
    await expect(page.getByRole('banner'), what).toBeHidden();
    await expect(page.getByRole('contentinfo')).toBeHidden();
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.screenshot({ path: `test-results/print-${what}.png`, fullPage: true });
    expect(await sheets(page), what).toBe(1);
    await page.emulateMedia({ media: 'screen' });
  };
  await isClean('thank-you');
  await page.goto(await server.mailbox.manageLink(person.email));
  await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toBeVisible();
  await isClean('manage');
});
