import { later } from '../../fixtures/later';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

// These tests move the time.
test.use({ ownServer: 'hold' });

test('the dialog warns when half an hour is left, and says when the place is no longer held', async ({
  page, server, program, dialog, t,
}) => {
  const session = await program.anOpenOne();
  const person = somebody('Edda');
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.send(person);
  await expect(dialog.box).toContainText(t.get('register.hold_title'));

  await later(page, server, 3 * 60);
  await expect(dialog.box).toContainText(t.like('register.hold_title_short'));
  await later(page, server, 30);
  await expect(dialog.box).toContainText(t.get('register.hold_left_many', { count: 30 }));
  await expect(dialog.box.getByRole('status').filter({ hasText: t.get('register.hold_left_many', { count: 30 }) })).toHaveCount(1);
  const spoken = dialog.box.locator('[role=status].hide');
  await later(page, server, 5);
  await expect(dialog.box).toContainText(t.get('register.hold_left_many', { count: 25 }));
  await expect(spoken, 'not every minute is announced').toBeEmpty();
  await later(page, server, 15);
  await expect(spoken).toHaveText(t.get('register.hold_left_many', { count: 10 }));
  await later(page, server, 9);
  await expect(dialog.box).toContainText(t.get('register.hold_left_single'));
  await later(page, server, 2);
  await expect(dialog.box).toContainText(t.get('register.hold_over'));
});

test('a link used after the hold has lapsed still gives a place, if one is free', async ({ page, server, program, desk, dialog }) => {
  const session = await program.anOpenOne();
  const person = somebody('Finn');
  await desk.send(session.slug, person);
  const link = await server.mailbox.confirmLink(person.email);
  await later(page, server, 5 * 60);
  await page.goto(link);
  await dialog.shows('register.confirm_title', { name: person.firstName });
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
});

test('a link older than a week leads to a new registration', async ({ page, server, program, desk, dialog, watch }) => {
  const session = (await program.open()).at(-1)!;
  const person = somebody('Gro');
  await desk.send(session.slug, person);
  const link = await server.mailbox.confirmLink(person.email);
  await later(page, server, 7 * 24 * 60 + 1);
  watch.expect(/410/);
  await page.goto(link);
  await dialog.shows('register.link_gone');
  await dialog.button('register.register_again').click();
  await dialog.shows('register.title_open');
});
