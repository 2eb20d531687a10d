import { phone } from '../../browser';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test.use({ ...phone, ownServer: 'joining' });

test('the page leads to the registration, and into the meeting once it is on', async ({ page, context, server, program, dialog, t }) => {
  const session = await program.anOpenOne();
  const person = somebody();
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.shows('register.title_open');
  await dialog.send(person);
  await dialog.shows('register.mail_title');
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.shows('register.confirm_title', { name: person.firstName });
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  await dialog.close();
  const register = page.getByRole('complementary', { name: t.get('landing.registration') });
  await expect(register.getByRole('link', { name: t.get('session.registered') })).toHaveAttribute('href', paths.registrations('en'));

  server.clock.set(new Date(new Date(session.startsAt).getTime() + 60_000));
  await program.becomes(session.slug, 'live');
  await context.clock.setFixedTime(server.clock.now());
  await page.goto(paths.landing('en', session.slug));
  await expect(register.getByRole('link', { name: t.get('session.join') })).toHaveAttribute('href', /\/join\//);
  const bar = page.locator('.cta-bar');
  await expect(bar.getByText(t.get('session.live'), { exact: true })).toHaveCount(1);
  await expect(bar.getByRole('link', { name: t.get('session.join') })).toBeVisible();
});
