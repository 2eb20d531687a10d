import type { View } from '../../fixtures/views';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test('no public page sets a cookie, not even for those who register', async ({ page, context, server, program, dialog, t }) => {
  const set: string[] = [];
  context.on('response', async (answer) => {
    if ((await answer.allHeaders())['set-cookie']) set.push(answer.url());
  });
  const session = await program.anOpenOne();
  const person = somebody('Carl');
  for (const language of ['en', 'de'] as const) {
    for (const path of [paths.overview(language), paths.landing(language, session.slug), paths.registrations(language), paths.terms(language), paths.speaker(language, 'hanna-rehwald')]) {
      await page.goto(path);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    }
  }
  await page.goto(`${paths.landing('en', session.slug)}?step=register`);
  await dialog.send(person);
  await dialog.shows('register.mail_title');
  await page.goto(await server.mailbox.confirmLink(person.email));
  await dialog.button('register.confirm_button').click();
  await dialog.shows('register.done_confirmed', { name: person.firstName });
  await page.goto(await server.mailbox.manageLink(person.email));
  await expect(page.getByText(t.get('manage.status_confirmed'), { exact: true })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  expect(set).toEqual([]);
});

test('the page tells that it was seen, that the form was opened, and that it was sent, with the source', async ({
  page, program, dialog,
}) => {
  // What a beacon carries is not shown to those who watch the network.
  await page.addInitScript(() => {
    const send = navigator.sendBeacon.bind(navigator);
    const told: string[] = [];
    Object.assign(window, { told });
    navigator.sendBeacon = (url, body) => {
      void (body as Blob).text().then((text) => told.push(text));
      return send(url, body);
    };
  });
  const told = async (): Promise<View[]> =>
    (await page.evaluate(() => (window as unknown as { told: string[] }).told)).map((json) => JSON.parse(json));
  const { slug: session } = await program.anOpenOne();
  const counted = page.waitForResponse((answer) => answer.url().endsWith('/public/views'));
  await page.goto(`${paths.landing('en', session)}?utm_source=newsletter&utm_campaign=autumn`);
  expect((await counted).status()).toBe(202);
  await dialog.open();
  await dialog.shows('register.title_open');
  const attribution = { utmSource: 'newsletter', utmCampaign: 'autumn' };
  const sent = page.waitForRequest((request) => request.url().endsWith('/registrations'));
  await dialog.send(somebody('Vera'));
  expect((await sent).postDataJSON().attribution, 'the registration keeps the source').toEqual(attribution);
  await dialog.shows('register.mail_title');
  await expect.poll(told).toEqual(['landing', 'form_opened', 'form_sent'].map((kind) => ({ session, kind, attribution })));
});

test('the footer leads to the next four sessions and to the house\'s texts', async ({ page, program, t }) => {
  await page.goto(paths.terms('en'));
  const column = page.getByRole('navigation', { name: t.get('site.knowledge_program') });
  const next = (await program.sessions()).slice(0, 4);
  await expect(column.getByRole('link')).toHaveText(next.map((session) => session.title.en));
  for (const [name, title] of [['site.privacy', 'site.privacy_title'], ['site.imprint', 'site.imprint_title'], ['site.terms', 'site.terms_title']]) {
    await page.getByRole('contentinfo').getByRole('link', { name: t.get(name!), exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: t.get(title!) })).toBeVisible();
    await expect(page.locator('.prose')).not.toBeEmpty();
  }
});
