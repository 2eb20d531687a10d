/**
 * How a house begins: somebody who can read the server's log sets the program up, colleagues come, and they bring the
 * first session from its topic to its visitors, without the database or the demo.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { invitationWith } from '../../fixtures/calendar';
import { START } from '../../fixtures/clock';
import { expect, test } from '../../fixtures/house';
import { RegisterDialog } from '../../fixtures/dialog';
import { Panel } from '../../fixtures/panel';
import { somebody } from '../../fixtures/people';

const run = promisify(execFile);

const ADMIN = { name: 'Mara Lindholm', email: 'mara.lindholm@fjordworks.example', password: 'slate otter carries lanterns' };
const EDITOR = { name: 'Ivo Petersen', email: 'ivo.petersen@fjordworks.example', password: 'brisk harbour with nine oars' };
const VIEWER = { name: 'Nora Berg', email: 'nora.berg@fjordworks.example', password: 'quiet maple under two moons' };
const VISITOR = somebody('Lina');
const GERMAN = {
  'Wind parks without downtime': 'Windparks ohne Stillstand',
  'How to plan maintenance from weather data.': 'Wie man Wartung aus Wetterdaten plant.',
};

const days = (count: number) => new Date(START.getTime() + count * 86_400_000).toISOString().slice(0, 10);

test.describe.configure({ timeout: 240_000 });

test('from the first start to a cancelled session', async ({ page, server, inbox, provider, elsewhere, watch, request, t }) => {
  const panel = new Panel(page);
  let editor = panel;
  let publicUrl = '';

  await test.step('the first admin is made by the code of the log', async () => {
    const address = /Set it up at (\S+)/.exec(server.said())?.[1];
    expect(address, 'the log names the address').toBeTruthy();
    await page.goto(address!);
    await panel.fill({ 'Your house': 'Fjordworks', Name: ADMIN.name, 'E-mail': ADMIN.email });
    await page.getByLabel('New password').fill('fjordworks1');
    await panel.press('Go on');
    await panel.press(`Send a test mail to ${ADMIN.email}`);
    await expect(page.getByText('The mail server took it')).toBeVisible();
    expect((await inbox.mail(ADMIN.email)).subject).toContain('Test mail');
    await panel.press('Finish');
    // The server has the last word about passwords, beside their field.
    await expect(page.getByText('This password is guessed too easily.')).toBeVisible();
    await page.getByLabel('New password').fill(ADMIN.password);
    await panel.press('Go on');
    await panel.press('Finish');
    await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
    watch.expect(/422/);
    // Whoever was not here before has nothing to go on with, and a new topic no draft.
    watch.expect(/401 .*auth.refresh/);
    watch.expect(/404 .*draft/);
    await expect.poll(async () => (await request.get(`${server.baseUrl}/api/v1/public/set-up`)).json()).toMatchObject({ isOpen: false });
  });

  await test.step('an editor and a viewer are invited, and come', async () => {
    await panel.open('/admin/users', 'Users & tokens');
    for (const [who, role] of [[EDITOR, 'Editor'], [VIEWER, 'Viewer']] as const) {
      await panel.press('Invite');
      const dialog = page.getByRole('dialog');
      await panel.fill({ Name: who.name, 'E-mail': who.email }, dialog);
      await dialog.getByRole('radio', { name: role }).check();
      await dialog.getByRole('button', { name: 'Send invitation' }).click();
      await expect(page.getByRole('row', { name: who.name })).toContainText('Invited');
    }
    editor = new Panel(await elsewhere());
    await editor.come(await inbox.link(EDITOR.email, '/admin/welcome'), EDITOR);
  });

  await test.step('the admin connects a provider of texts', async () => {
    provider.answer = (message) => Object.entries(GERMAN).find(([english]) => message.includes(english))?.[1] ?? 'Sind Sie bereit?';
    await panel.open('/admin/integrations', 'Integrations');
    await panel.fill({ Address: provider.url, Model: 'house-model' });
    await page.locator('form').filter({ hasText: 'Model' }).getByRole('button', { name: 'Save', exact: true }).click();
    await panel.press('Check the connection');
    await expect(page.getByText('It works: the model answered')).toBeVisible();
  });

  await test.step('the editor writes a topic, its German by the provider', async () => {
    const { page } = editor;
    await editor.open('/admin/webinars/topics', 'Webinars');
    await editor.press('Categories and tags');
    await editor.label('New category', 'Energy', 'Energie');
    await page.keyboard.press('Escape');
    await editor.follow('New topic');
    const [title, summary] = Object.keys(GERMAN) as [string, string];
    await editor.text('title', 'en').fill(title);
    await editor.text('summary', 'en').fill(summary);
    for (const [field, german] of [['title', GERMAN[title as keyof typeof GERMAN]], ['summary', GERMAN[summary as keyof typeof GERMAN]]] as const) {
      await editor.help(field, 'de', 'Translate from English');
      await expect(editor.text(field, 'de')).toHaveValue(german);
    }
    await editor.rich('Description, English').pressSequentially('Weather data say when a turbine may rest.');
    await page.getByLabel('Category', { exact: true }).selectOption('Energy');
    await page.getByLabel('State', { exact: true }).selectOption('Active');
    await editor.press('Save');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  });

  await test.step('and adds a speaker', async () => {
    await editor.open('/admin/webinars/speakers', 'Webinars');
    await editor.follow('Add speaker');
    await editor.fill({ 'First name': 'Sanna', 'Last name': 'Virtanen', 'E-mail address': 'sanna.virtanen@fjordworks.example' });
    await editor.text('biography', 'en').fill('Sanna keeps turbines turning.');
    await editor.press('Save');
    await expect(editor.page.getByRole('heading', { level: 1, name: 'Sanna Virtanen' })).toBeVisible();
  });

  await test.step('a session is planned in seven steps, and published', async () => {
    const { page } = editor;
    await editor.open('/admin/webinars/sessions', 'Webinars');
    await editor.follow('New session');
    await page.getByLabel('Topic', { exact: true }).selectOption('Wind parks without downtime');
    await editor.press('Next: Speaker');
    await page.getByLabel('Speaker', { exact: true }).selectOption('Sanna Virtanen');
    await editor.press('Next: Schedule');
    await page.getByLabel('Day', { exact: true }).fill(days(20));
    await page.getByLabel('Time', { exact: true }).fill('10:00');
    await page.getByLabel('Timezone of the session').selectOption('Europe/Berlin');
    await editor.press('Next: Details');
    await editor.fill({ Seats: '30' });
    await editor.press('Next: Platform');
    await editor.fill({ 'Link to join': 'https://meet.fjordworks.example/wind' });
    await editor.press('Next: Review & publish');
    await editor.press('Next: Promotion');
    await editor.press('Finish');
    await editor.press('Publish');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    const link = page.getByRole('link', { name: 'Public page' });
    await expect(link).toBeVisible();
    publicUrl = new URL((await link.getAttribute('href'))!, server.baseUrl).href;
  });

  await test.step('visitors see it and register', async () => {
    const visitor = await elsewhere();
    await visitor.goto(publicUrl);
    await expect(visitor.getByRole('heading', { level: 1, name: 'Wind parks without downtime' })).toBeVisible();
    const dialog = new RegisterDialog(visitor, t);
    await dialog.open('session.register');
    await dialog.send(VISITOR);
    await dialog.shows('register.mail_title');
    await visitor.goto(await inbox.link(VISITOR.email, '?step=confirm'));
    await dialog.button('register.confirm_button').click();
    await dialog.shows('register.done_confirmed', { name: VISITOR.firstName });
    await expect.poll(async () => (await inbox.mail(VISITOR.email)).attachments.length, 'the mail of the place with its calendar entry').toBeGreaterThan(0);
    const german = await elsewhere();
    await german.goto(publicUrl.replace('/webinars/', '/de/webinare/'));
    await expect(german.getByRole('heading', { level: 1, name: 'Windparks ohne Stillstand' })).toBeVisible();
  });

  await test.step('its time is changed, and whoever registered hears of it', async () => {
    const { page } = editor;
    await editor.press('Move…');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('1 registered');
    await dialog.getByLabel('Time', { exact: true }).fill('15:30');
    await dialog.getByRole('button', { name: 'Move session' }).click();
    await expect(dialog).toBeHidden();
    const mail = await inbox.mail(VISITOR.email, (mail) => !!mail.text?.includes('15:30'));
    const before = invitationWith(await inbox.mail(VISITOR.email, (mail) => !mail.text?.includes('15:30') && mail.attachments.length > 0));
    const after = invitationWith(mail);
    expect(after.uid, 'the same entry, which moves').toBe(before.uid);
    expect(after.method).toBe('REQUEST');
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(after.start.getTime() - before.start.getTime(), 'from ten to half past three').toBe(5.5 * 3_600_000);
  });

  await test.step('a viewer may look, and is told why no more', async () => {
    const viewer = new Panel(await elsewhere());
    await viewer.come(await inbox.link(VIEWER.email, '/admin/welcome'), VIEWER);
    await viewer.open('/admin/webinars/sessions', 'Webinars');
    await expect(viewer.page.getByRole('row', { name: 'Wind parks without downtime' })).toBeVisible();
    await viewer.page.goto('/admin/webinars/sessions/new');
    await expect(viewer.page.getByRole('heading', { name: 'You may not see this page' })).toBeVisible();
    await viewer.open('/admin/webinars/topics', 'Webinars');
    await viewer.follow('Wind parks without downtime');
    await expect(viewer.text('title', 'en')).toBeDisabled();
    await expect(viewer.page.getByText('This needs the role “Editor”. Ask an admin.').first()).toBeVisible();
  });

  await test.step('a token is made, and curl uses it as the documentation says', async () => {
    await panel.open('/admin/tokens', 'Users & tokens');
    await page.getByRole('button', { name: 'New token' }).first().click();
    const dialog = page.getByRole('dialog');
    await panel.fill({ 'What is it for?': 'Our website' }, dialog);
    await dialog.getByRole('button', { name: 'Read only' }).click();
    await dialog.getByRole('button', { name: 'Make token' }).click();
    const token = await dialog.getByLabel('Token', { exact: true }).innerText();
    expect(token).toMatch(/^mqt_/);
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    const curl = async (...more: string[]) => {
      const answer = await run('curl', ['-sS', '-w', '\n%{http_code}', '-H', `Authorization: Bearer ${token}`, ...more]);
      const at = answer.stdout.lastIndexOf('\n');
      return { status: Number(answer.stdout.slice(at + 1)), body: JSON.parse(answer.stdout.slice(0, at) || 'null') };
    };
    const sessions = await curl(`${server.baseUrl}/api/v1/sessions?status=published`);
    expect(sessions.body.data).toHaveLength(1);
    const refused = await curl('-X', 'POST', '-H', 'content-type: application/json', '-d', '{}', `${server.baseUrl}/api/v1/topics`);
    expect(refused.status).toBe(403);
    await page.getByRole('button', { name: 'Actions for Our website' }).click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('row', { name: 'Our website' })).toContainText('Revoked');
    expect((await curl(`${server.baseUrl}/api/v1/sessions`)).status).toBe(401);
  });

  await test.step('the session is cancelled, which its page and a mail say', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The speaker is ill.');
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await expect(dialog).toBeHidden();
    await inbox.mail(VISITOR.email, (mail) => !!mail.text?.includes('The speaker is ill.'));
    const visitor = await elsewhere();
    await visitor.goto(publicUrl);
    await expect(visitor.getByRole('main')).toContainText('This session will not take place');
    await expect(visitor.getByRole('main')).toContainText('The speaker is ill.');
  });

  await test.step('and all of it stands in the activity', async () => {
    await panel.open('/admin/activity', 'Activity');
    for (const what of ['Session published', 'Session rescheduled', 'Session cancelled']) await expect(page.getByRole('table')).toContainText(what);
  });
});
