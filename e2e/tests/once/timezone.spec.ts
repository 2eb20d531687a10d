import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test('a visitor chooses the timezone: all times follow, also after a reload, and in the registration', async ({
  page, program, dialog, t,
}) => {
  const session = await program.anOpenOne();
  const times = (zone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(session.startsAt));
  const when = page.locator('.landing-hero time').first();
  const choice = page.getByRole('combobox', { name: t.get('site.timezone') });

  await page.goto(paths.landing('en', session.slug));
  await expect(choice).toHaveValue('');
  await expect(when).toContainText(times('Europe/Berlin'));
  await choice.focus();
  await choice.selectOption('Asia/Tokyo');
  await expect(when).toContainText(times('Asia/Tokyo'));
  await expect(page.locator('.landing-hero')).toContainText('Tokyo');

  await page.reload();
  await expect(choice).toHaveValue('Asia/Tokyo');
  await expect(when).toContainText(times('Asia/Tokyo'));
  await dialog.open();
  await expect(dialog.box).toContainText(times('Asia/Tokyo'));
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/registrations'));
  await dialog.send(somebody('Tomo'));
  expect((await sent).postDataJSON().timezone).toBe('Asia/Tokyo');
  await dialog.shows('register.mail_title');
  await dialog.close();

  await page.goto(paths.overview('en'));
  await choice.focus();
  await choice.selectOption('');
  await page.goto(paths.landing('en', session.slug));
  await expect(when).toContainText(times('Europe/Berlin'));
});

test('the timezone of mails is changed on the manage page', async ({ page, server, program, desk, t }) => {
  const person = somebody('Tilda');
  await desk.register((await program.anOpenOne()).slug, person);
  await page.goto(await server.mailbox.manageLink(person.email));
  await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
  const choice = page.getByRole('combobox', { name: t.get('manage.timezone') });
  await choice.focus();
  await choice.selectOption('America/New_York');
  await page.getByRole('button', { name: t.get('manage.save'), exact: true }).click();
  await expect(page.getByText(t.get('manage.saved'), { exact: true })).toBeVisible();
  await expect(page.getByText('America/New York', { exact: true })).toBeVisible();
});
