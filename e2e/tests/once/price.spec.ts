import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

// This test moves the time.
test.use({ ownServer: 'price' });

test('where the early-bird price ends between form and answer, the person is told what it costs', async ({
  page, server, program, dialog, t,
}) => {
  const session = await program.find('at an early-bird price', (one) => one.registrationState === 'open' && one.earlyBird !== null);
  const euros = (amount: number) => new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }).format(amount / 100);
  const person = somebody('Pia');
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await expect(dialog.box).toContainText(t.get('register.early_bird'));
  await dialog.type(person);
  await dialog.accept();
  server.clock.set(new Date(session.earlyBird!.endsAt));
  await dialog.button('register.submit_open').click();
  await dialog.shows('register.mail_title');
  const told = dialog.box.getByRole('status').filter({ hasText: t.get('register.price_missed') });
  await expect(told).toContainText(euros(session.price!.amount).replace('.00', ''));
  await expect(dialog.box.locator('.summary')).not.toContainText(t.get('register.early_bird'));

  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.shows('register.confirm_title', { name: person.firstName });
  await expect(dialog.box.locator('.pane')).toContainText(euros(session.price!.amount).replace('.00', ''));
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  await expect(dialog.box).toContainText(t.get('register.next_invoice'));
});
