import type { Page } from '@playwright/test';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

/** What was typed is kept when typing rests; this waits until the last of it has arrived. */
const kept = (page: Page, website: string) =>
  page.waitForResponse(
    (answer) => answer.url().includes('/public/visits') && (answer.request().postData() ?? '').includes(`"website":"${website}"`),
  );

test('what was typed survives a refresh, and fills in the form of another session', async ({ page, program, dialog }) => {
  const [first, second] = await program.open();
  const person = somebody('Ada');
  await page.goto(paths.landing('en', first!.slug));
  await dialog.open();
  const saved = kept(page, person.website);
  await dialog.type(person);
  await saved;
  await page.reload();
  await dialog.shows('register.title_open');
  await expect(dialog.field('register.email')).toHaveValue(person.email);
  await expect(dialog.field('register.website')).toHaveValue(person.website);
  await dialog.close();
  await page.goto(paths.landing('en', second!.slug));
  await dialog.open();
  await expect(dialog.field('register.first_name')).toHaveValue(person.firstName);
});

test('what is typed while the visit is being started is kept, too', async ({ page, program, dialog }) => {
  let answer = () => {};
  const slow = new Promise<void>((done) => (answer = done));
  await page.route('**/api/v1/public/visits', async (route) => {
    await slow;
    await route.continue();
  });
  await page.goto(`${paths.landing('en', (await program.anOpenOne()).slug)}?step=register`);
  const starting = page.waitForRequest((request) => request.url().endsWith('/public/visits'));
  await dialog.field('register.first_name').fill('Ro');
  await starting;
  const logged: string[] = [];
  page.on('request', (request) => request.method() === 'PATCH' && logged.push(request.postData() ?? ''));
  await dialog.field('register.first_name').fill('Rosalind');
  // Typing has to rest before it is sent: only then does the visit answer.
  await page.clock.runFor(1_500);
  expect(logged).toEqual([]);
  answer();
  await expect.poll(() => logged.join()).toContain('Rosalind');
});

test('an unfinished registration is resumed from the list of registrations', async ({ page, program, dialog, t }) => {
  const session = await program.anOpenOne();
  const person = somebody('Ben');
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.send(person);
  await dialog.shows('register.mail_title');
  await dialog.close();
  await page.goto(paths.registrations('en'));
  await expect(page.getByText(t.get('manage.status_pending_verification'), { exact: true })).toBeVisible();
  await page.getByRole('link', { name: t.get('manage.resume'), exact: true }).click();
  await dialog.shows('register.mail_title');
  await expect(dialog.box).toContainText(person.email);
});

test('the mail can be sent again, and the address can be changed', async ({ page, server, program, dialog, t }) => {
  const session = await program.anOpenOne();
  const [wrong, right] = [somebody('Cleo'), somebody('Cleo')];
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.send(wrong);
  await server.mailbox.confirmLink(wrong.email);
  await dialog.button('register.resend').click();
  await expect(dialog.box).toContainText(t.get('register.resent', { email: wrong.email }));
  await expect.poll(async () => (await server.mailbox.to(wrong.email)).length).toBe(2);
  await dialog.button('register.change_address').click();
  await expect(dialog.field('register.email')).toBeFocused();
  await dialog.field('register.email').fill(right.email);
  await dialog.accept();
  await dialog.button('register.submit_open').click();
  await dialog.shows('register.mail_title');
  await expect(dialog.box).toContainText(right.email);
  await server.mailbox.confirmLink(right.email);
});

test('in a validated visit a further session needs no second mail', async ({ page, server, program, dialog, t }) => {
  const [first, second] = await program.open();
  const person = somebody('Dora');
  await page.goto(`${paths.landing('en', first!.slug)}?step=register`);
  await dialog.send(person);
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });

  await page.goto(`${paths.landing('en', second!.slug)}?step=register`);
  await expect(dialog.box).toContainText(t.get('register.email_known'));
  await dialog.accept();
  await dialog.button('register.submit_open').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  const asked = (await server.mailbox.to(person.email)).filter((mail) => mail.links.some((link) => link.includes('?step=confirm')));
  expect(asked, 'one mail only asked to confirm the address').toHaveLength(1);
  await page.goto(paths.registrations('en'));
  await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toHaveCount(2);
});

test('what was typed before and is still on its way does not undo what is sent', async ({ page, program, dialog }) => {
  const [first, second] = await program.open();
  const person = somebody('Emil');
  const order: string[] = [];
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/public/visits/current', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  page.on('request', (request) => void (request.url().endsWith('/registrations') && order.push('the form is sent')));
  await page.goto(`${paths.landing('en', first!.slug)}?step=register`);
  const started = page.waitForResponse('**/public/visits');
  await dialog.field('register.email').fill(person.email);
  await started;
  const kept = page.waitForRequest((request) => request.method() === 'PATCH');
  await dialog.field('register.first_name').fill(person.firstName);
  await kept;
  await dialog.send(person);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  order.push('what was typed arrives');
  arrive();
  await dialog.shows('register.mail_title');
  expect(order).toEqual(['what was typed arrives', 'the form is sent']);
  await page.goto(`${paths.landing('en', second!.slug)}?step=register`);
  await expect(dialog.field('register.website')).toHaveValue(person.website);
});
