import { invitationIn } from '../../fixtures/calendar';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test('from the program to a place, a calendar entry, and back out of it', async ({
  page, server, program, dialog, t, language,
}) => {
  const session = await program.anOpenOne();
  const person = somebody();
  const title = session.title[language];

  await test.step('find the session in the program', async () => {
    await page.goto(paths.overview(language));
    await page.getByRole('main').getByRole('link', { name: title, exact: true }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${paths.landing(language, session.slug)}$`));
  });

  await test.step('register for it', async () => {
    await dialog.open();
    await dialog.shows('register.title_open');
    await dialog.send(person);
    await dialog.shows('register.mail_title');
    await expect(dialog.box).toContainText(person.email);
    await expect(dialog.box).toContainText(t.get('register.hold_title'));
  });

  await test.step('confirm the address by the mailed link', async () => {
    await page.goto(await server.mailbox.confirmLink(person.email));
    await dialog.shows('register.confirm_title', { name: person.firstName });
    await expect(dialog.box).toContainText(title);
    await dialog.button('register.confirm_button').click();
    await dialog.shows('register.done_confirmed', { name: person.firstName });
    expect(page.url(), 'the secret has left the address').not.toContain('token');
  });

  await test.step('take it into the calendar', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.button('register.calendar_file').click(),
    ]);
    const entry = await invitationIn(download);
    expect(download.suggestedFilename()).toBe(`${session.slug}.ics`);
    // Calendars get plain spaces.
    expect(entry.title).toContain(title.replaceAll('\u00a0', ' '));
    expect(entry.start.toISOString()).toBe(new Date(session.startsAt).toISOString());
    expect(entry.end.getTime() - entry.start.getTime()).toBe(session.durationMinutes * 60_000);
    expect(entry.alarms).toEqual([24 * 60, 30]);
  });

  await test.step('a refresh shows the same', async () => {
    await page.reload();
    await dialog.shows('register.done_confirmed', { name: person.firstName });
    await dialog.close();
    const box = page.getByRole('complementary', { name: t.get('landing.registration') });
    await expect(box.getByRole('link', { name: t.get('session.registered') })).toBeVisible();
  });

  await test.step('give the place up by the link in the mail', async () => {
    await page.goto(await server.mailbox.manageLink(person.email));
    await expect(page.getByRole('heading', { level: 1, name: t.get('manage.one_title') })).toBeVisible();
    await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toBeVisible();
    expect(page.url(), 'the secret has left the address').not.toContain('token');
    await page.getByRole('button', { name: t.get('manage.cancel') }).click();
    await dialog.shows('manage.cancel_title');
    await dialog.button('manage.cancel_confirm').click();
    await expect(page.getByText(t.get('manage.cancelled_done'))).toBeVisible();
    await expect(page.getByText(t.get('manage.status_cancelled'), { exact: true })).toBeVisible();
  });

  await test.step('the session can be had again', async () => {
    await page.goto(paths.landing(language, session.slug));
    const box = page.getByRole('complementary', { name: t.get('landing.registration') });
    await expect(box.getByRole('button', { name: t.get('session.register'), exact: true })).toBeVisible();
  });
});
