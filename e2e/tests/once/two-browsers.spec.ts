import { RegisterDialog } from '../../fixtures/dialog';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test('the link may be opened in another browser: the first one moves on, but learns no secrets', async ({
  page, server, program, dialog, elsewhere, t,
}) => {
  const session = await program.anOpenOne();
  const person = somebody('Mira');
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.send(person);
  await dialog.shows('register.mail_title');

  const other = await elsewhere();
  const there = new RegisterDialog(other, t);
  await other.goto(await server.mailbox.confirmLink(person.email));
  await there.button('register.confirm_button').click();
  await there.shows('register.done_confirmed', { name: person.firstName });
  await expect(there.box.getByRole('link', { name: t.get('register.manage') })).toBeVisible();

  // Nobody touched the first browser.
  await dialog.shows('register.done_elsewhere_confirmed');
  await expect(dialog.box.getByRole('link', { name: t.get('register.manage') })).toHaveCount(0);
  await expect(dialog.box.getByRole('link', { name: t.get('register.join') })).toHaveCount(0);
  await expect(dialog.button('register.calendar_file')).toHaveCount(0);
  await page.goto(paths.registrations('en'));
  await expect(page.getByText(t.get('manage.confirmed_elsewhere'))).toBeVisible();
  await expect(page.getByRole('link', { name: t.get('manage.manage'), exact: true })).toHaveCount(0);
});

test('looking at the link confirms nothing, as mail scanners look at links', async ({
  page, server, program, desk, dialog,
}) => {
  const person = somebody('Ruth');
  const session = await program.anOpenOne();
  await desk.send(session.slug, person);
  const link = await server.mailbox.confirmLink(person.email);
  await page.goto(link);
  await dialog.shows('register.confirm_title', { name: person.firstName });
  await page.reload();
  await dialog.shows('register.confirm_title', { name: person.firstName });
});

test('the link leads to the thank-you however often it is opened', async ({ page, server, program, desk, dialog }) => {
  const person = somebody('Ilse');
  await desk.register((await program.anOpenOne()).slug, person);
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.shows('register.done_confirmed', { name: person.firstName });
});
