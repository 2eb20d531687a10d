/** Mail to a group: to whom, how it looks, that it goes out to all, and that who wants no more gets no more. */
import { expectNoBarriers } from '../../fixtures/axe';
import { Panel } from '../../fixtures/panel';
import { expect, test } from '../../fixtures/test';

test.use({ ownServer: 'bulk-mail', reducedMotion: 'reduce' });

interface Session {
  id: string;
  slug: string;
}

/** Somebody with a place, who wants news. */
async function register(panel: Panel, slug: string, firstName: string, email: string, confirm: (email: string) => Promise<string>) {
  const form = {
    firstName,
    lastName: 'Lindqvist',
    email,
    company: 'Fjordworks',
    website: 'fjordworks.example',
    termsAccepted: true,
    privacyConsent: true,
    marketingConsent: true,
    language: 'en',
    timezone: 'Europe/Berlin',
  };
  const answer = await panel.page.request.post(`/api/v1/public/sessions/${slug}/registrations`, { data: form });
  expect(answer.status(), await answer.text()).toBe(202);
  const token = new URL(await confirm(email)).hash.replace('#token=', '');
  const verified = await panel.page.request.post('/api/v1/public/registrations/verify', { data: { token } });
  expect(verified.status()).toBe(200);
}

test('a group is written to, and who unsubscribes gets no more news', async ({ page, server, watch }) => {
  // Nothing runs inside the preview, not even what looks for barriers.
  watch.expect(/Blocked script execution/);
  const panel = await Panel.ofDemo(page, server);
  const sessions = (await panel.call<{ data: Session[] }>('/sessions?status=published&limit=50')).data;
  const open = await panel.call<{ data: { slug: string; registrationState: string }[] }>('/public/sessions?limit=50');
  const slug = open.data.find((one) => one.registrationState === 'open')!.slug;
  const session = sessions.find((one) => one.slug === slug)!;
  const [anna, bea] = ['anna.lindqvist@fjordworks.example', 'bea.lindqvist@fjordworks.example'];
  await register(panel, slug, 'Anna', anna, server.mailbox.confirmLink);
  // Who came first is first in the group.
  server.clock.advance(1);
  await register(panel, slug, 'Bea', bea, server.mailbox.confirmLink);
  const group = `session=${session.id}&search=fjordworks`;
  const dialog = page.getByRole('dialog');
  const count = page.locator('.mail-count strong');

  /** Writes to both of them. */
  const write = async (subject: string, people: number) => {
    await panel.open(`/admin/webinars/mails/new?${group}`, 'Write to a group');
    await page.getByLabel('What it is for').selectOption('marketing');
    await expect(count).toHaveText(people === 1 ? '1 person' : `${people} people`);
    await panel.text('subject', 'en').fill(subject);
    await panel.rich('Text, English').click();
    await page.keyboard.type('Bring your load profile, ');
    await page.getByRole('button', { name: 'Put in: First name' }).click();
  };
  const send = async (people: number) => {
    await panel.press('Send …');
    await dialog.getByRole('textbox').fill(String(people));
    await dialog.getByRole('button', { name: 'Send now' }).click();
    await expect(page.getByText('Sent', { exact: true })).toBeVisible();
    await expect(page.getByText(`${people} of ${people}`)).toBeVisible();
  };

  await test.step('it is written and looked at', async () => {
    await write('Before we meet', 2);
    await expectNoBarriers(page);
    await panel.press('Preview and test');
    await expect(dialog).toContainText('As Anna Lindqvist gets it');
    await expect(page.frameLocator('dialog iframe').getByText('Bring your load profile, Anna')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/mails\/[0-9a-f-]{36}$/);
  });

  await test.step('it goes out to all of the group', async () => {
    await send(2);
    for (const [email, name] of [[anna, 'Anna'], [bea, 'Bea']] as const) {
      await expect
        .poll(async () => (await server.mailbox.to(email)).find((mail) => mail.subject === 'Before we meet')?.text)
        .toContain(`Bring your load profile, ${name}`);
    }
  });

  await test.step('Anna unsubscribes by the link in it', async () => {
    // What counts is what was said last.
    server.clock.advance(1);
    await page.goto(await server.mailbox.link(anna, '/unsubscribe/'));
    await expect(page.getByRole('heading', { name: 'No more news?' })).toBeVisible();
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await expect(page.getByRole('heading', { name: 'You’re unsubscribed' })).toBeVisible();
  });

  await test.step('and is left out of the next', async () => {
    await write('After we met', 1);
    await expect(page.locator('.mail-count')).toContainText('Unsubscribed');
    await panel.press('Save');
    await expect(page.getByText('Saved')).toBeVisible();
    await send(1);
    const subjects = async (email: string) => (await server.mailbox.to(email)).map((mail) => mail.subject);
    expect(await subjects(bea)).toContain('After we met');
    expect(await subjects(anna)).not.toContain('After we met');
  });

  await test.step('addresses that take no mail have their page', async () => {
    await panel.open('/admin/webinars/mails/addresses', 'Addresses that take no mail');
    await expect(page.getByText('Every address takes mail')).toBeVisible();
  });
});
