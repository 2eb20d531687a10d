import { looks } from '../fixtures/look';
import { expect, test } from '../fixtures/test';
import { paths } from '../fixtures/texts';

// Taking a place changes what other pages show.
test.use({ ownServer: 'look' });

test('registering, from the form to the own page', async ({ page, server, program, dialog, language, t }, info) => {
  const session = await program.find('paid and open', (one) => one.registrationState === 'open' && one.price !== null);
  const person = {
    email: `juliette.morel@${info.project.name}.example`,
    firstName: 'Juliette',
    lastName: 'Morel',
    company: 'Kestrel Foods',
    website: 'kestrel-foods.example',
  };
  await page.goto(`${paths.landing(language, session.slug)}?step=register`);
  await dialog.shows('register.title_open');
  await looks(page, 'register', { whole: false });
  await dialog.send(person);
  await dialog.shows('register.mail_title');
  await looks(page, 'check-mail', { whole: false });
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.shows('register.confirm_title', { name: person.firstName });
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  await looks(page, 'thank-you', { whole: false });
  await page.goto(await server.mailbox.manageLink(person.email));
  await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toBeVisible();
  await looks(page, 'manage');
});
