import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

// This test takes all places of a session.
test.use({ ownServer: 'waitlist' });

test('a place that is given up is offered to the next in line, who takes it', async ({
  page, server, program, desk, dialog, elsewhere, t,
}) => {
  const session = await program.find(
    'nearly full, with nobody waiting',
    (one) => one.registrationState === 'open' && one.remainingSeats !== null && one.remainingSeats <= 8,
  );
  const holder = somebody('Hana');
  await desk.register(session.slug, holder);
  for (let seat = 1; seat < (session.remainingSeats ?? 0); seat += 1) await desk.register(session.slug, somebody('Ivo'));
  // Lists and pages count seats anew every half minute.
  server.clock.advance(1);
  await program.becomes(session.slug, 'waitlist');

  const waiting = somebody('Jona');
  await test.step('join the waitlist', async () => {
    await page.goto(paths.landing('en', session.slug));
    await dialog.open('session.wait');
    await dialog.shows('register.title_waitlist');
    await dialog.send(waiting, 'register.submit_waitlist');
    await dialog.shows('register.mail_title');
    await expect(dialog.box).toContainText(t.get('register.no_hold_title'));
    await page.goto(await server.mailbox.confirmLink(waiting.email));
    await dialog.box.getByRole('button', { name: /Confirm my place|Join the waitlist/ }).click();
    await dialog.shows('register.done_waitlisted', { name: waiting.firstName });
    await expect(dialog.box).toContainText(t.get('register.position_in_queue', { n: 1 }));
  });

  await test.step('somebody gives a place up', async () => {
    const other = await elsewhere();
    await other.goto(await server.mailbox.manageLink(holder.email));
    await other.getByRole('button', { name: t.get('manage.cancel') }).click();
    await other.getByRole('dialog').getByRole('button', { name: t.get('manage.cancel_confirm') }).click();
    await expect(other.getByText(t.get('manage.cancelled_done'))).toBeVisible();
  });

  await test.step('the offer is taken', async () => {
    await page.goto(await server.mailbox.claimLink(waiting.email));
    await dialog.shows('register.claim_title', { name: waiting.firstName });
    await dialog.button('register.claim_button').click();
    await dialog.shows('register.done_confirmed', { name: waiting.firstName });
  });
});

test('a place asked for is held until the organisers answer', async ({ page, server, program, dialog }) => {
  const session = await program.inState('by_approval');
  const person = somebody('Kaya');
  await page.goto(paths.landing('en', session.slug));
  await dialog.open('session.ask');
  await dialog.shows('register.title_approval');
  await dialog.send(person, 'register.submit_approval');
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_approval', { name: person.firstName });
});
