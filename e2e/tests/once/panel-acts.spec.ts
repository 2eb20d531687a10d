/** What staff do with webhooks, reminders and a speaker's time, with every question that is asked on the way. */
import { START } from '../../fixtures/clock';
import { Panel } from '../../fixtures/panel';
import { expect, test } from '../../fixtures/test';

// The settings of the program are changed.
test.use({ ownServer: 'panel-acts', reducedMotion: 'reduce' });

const HOOK = { url: 'https://crm.fjordworks.example/hooks', description: 'Contacts into the CRM', events: ['session.published'] };

test('a webhook gets another secret, shown once, and is deleted', async ({ page, server }) => {
  const panel = await Panel.ofDemo(page, server);
  const made = await panel.call<{ id: string; secret: string }>('/webhooks', 'POST', HOOK);
  await panel.open('/admin/webhooks', 'Integrations');
  await page.getByRole('link', { name: HOOK.url }).click();
  await expect(page.getByRole('heading', { level: 1, name: HOOK.description })).toBeVisible();
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('button', { name, exact: true }).click();
  };
  const dialog = page.getByRole('dialog');

  await test.step('a new secret, when it is wanted', async () => {
    await act('New secret');
    await expect(dialog).toContainText('Give this webhook a new secret?');
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('The secret before signs too until')).toBeHidden();
    await act('New secret');
    await dialog.getByRole('button', { name: 'New secret' }).click();
    const secret = dialog.getByLabel('Secret', { exact: true });
    await expect(secret).toHaveText(/^whsec_/);
    await expect(secret).not.toHaveText(made.secret);
    const fresh = await secret.innerText();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('The secret before signs too until')).toBeVisible();
    await expect(page.locator('body')).not.toContainText(fresh);
  });

  await test.step('deleted, when it is meant', async () => {
    await act('Delete');
    await expect(dialog).toContainText(`Nothing is sent to ${HOOK.url} any more`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await act('Delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('The webhook was deleted')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Integrations' })).toBeVisible();
    await expect(page.getByRole('link', { name: HOOK.url })).toHaveCount(0);
  });
});

test("a speaker's calendar marks sessions that overlap", async ({ page, server }) => {
  const panel = await Panel.ofDemo(page, server);
  const topics = (await panel.call<{ data: { id: string; title: { en: string } }[] }>('/topics?status=active&limit=2')).data;
  const speaker = await panel.call<{ id: string }>('/speakers', 'POST', {
    firstName: 'Sanna',
    lastName: 'Virtanen',
    email: 'sanna.virtanen@fjordworks.example',
    biography: { en: 'Sanna keeps turbines turning.' },
  });
  const [first, second] = topics.map((topic) => topic.title.en) as [string, string];
  const plan = async (topic: number, minutes: number) => {
    const startsAt = new Date(START.getTime() + 20 * 86_400_000 + minutes * 60_000).toISOString();
    const session = { topicId: topics[topic]!.id, speakerId: speaker.id, startsAt, durationMinutes: 60, timezone: 'Europe/Berlin' };
    await panel.call('/sessions', 'POST', session);
  };
  const session = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });
  const mark = page.getByText(/^Overlaps/);
  const calendar = () => panel.settle(`/admin/webinars/speakers/${speaker.id}`);

  await plan(0, 0);
  await calendar();
  await expect(session(first)).toBeVisible();
  await expect(mark).toHaveCount(0);

  // One that begins when the other ends is none.
  await plan(1, 60);
  await calendar();
  await expect(session(second)).toBeVisible();
  await expect(mark).toHaveCount(0);

  await plan(1, 30);
  await calendar();
  await expect(session(first)).toContainText(`Overlaps “${second}”`);
  await expect(mark).toHaveCount(3);
  await expect(page.locator('.busy-month .clash')).toHaveCount(1);
});

test('a reminder is added and kept, and twice the same is refused beside its field', async ({ page, server, watch }) => {
  const panel = await Panel.ofDemo(page, server);
  const settings = () => panel.settle('/admin/webinars/settings');
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Add a reminder' }) });
  const reminder = (number: number) => form.getByRole('group', { name: `Reminder ${number}`, exact: true });
  const save = () => form.getByRole('button', { name: 'Save' }).click();
  const amount = (number: number) => reminder(number).getByLabel('How long before');

  await settings();
  await expect(form.getByRole('group')).toHaveCount(4);
  await form.getByRole('button', { name: 'Add a reminder' }).click();
  await amount(5).fill('14');
  await reminder(5).getByLabel('Time of day').fill('16:30');
  const words = "14 days before, at 16:30 in the recipient's timezone";
  await expect(reminder(5).getByRole('switch', { name: words })).toBeChecked();
  await reminder(5).getByRole('switch', { name: 'Has the technical check' }).click();
  await save();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  // The earliest comes first.
  await settings();
  await expect(reminder(1).getByRole('switch', { name: words })).toBeChecked();
  await expect(reminder(1).getByRole('switch', { name: 'Has the technical check' })).toBeChecked();
  await expect(form.getByRole('group')).toHaveCount(5);

  // The form of the program changes the same section, and neither is in the other's way.
  await page.getByRole('switch', { name: 'A report of each month' }).click();
  await page.locator('form', { has: page.getByLabel('Timezone', { exact: true }) }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  watch.expect(/422/);
  await reminder(4).getByLabel('Counted in').selectOption('hours');
  await amount(4).fill('2');
  await save();
  await expect(amount(5)).toBeFocused();
  await expect(reminder(5)).toContainText('There is a reminder for this already.');
  await amount(5).fill('61');
  await save();
  await expect(amount(5)).toBeFocused();
  await expect(reminder(5)).toContainText('A number from 1 to 60.');
  await reminder(5).getByRole('button', { name: /^Remove/ }).click();
  await save();
  await expect(form.getByRole('status').filter({ hasText: 'Not saved' })).toHaveCount(0);
  await settings();
  await expect(form.getByRole('group')).toHaveCount(4);
  await expect(page.getByRole('switch', { name: 'A report of each month' })).not.toBeChecked();
});

test('a long point is seen whole, and Enter goes on with the next one', async ({ page, server, watch }) => {
  watch.expect(/404 .*draft/);
  const panel = await Panel.ofDemo(page, server);
  await panel.settle('/admin/webinars/topics/new');
  const points = page.getByRole('group', { name: 'What people learn' });
  const english = points.getByRole('textbox', { name: 'What people learn, English' });
  await points.getByRole('button', { name: 'Add a point' }).click();
  await english.fill('Find your most expensive quarter-hours in the load profile, in ten minutes, '.repeat(3));
  const hidden = () => english.first().evaluate((field) => field.scrollHeight - field.clientHeight);
  expect(await hidden(), 'nothing is cut off').toBeLessThanOrEqual(0);
  await english.press('Enter');
  await expect(english).toHaveCount(2);
  await expect(english.nth(1)).toBeFocused();
  await page.keyboard.insertText('Two lines\nthat are one');
  await expect(english.nth(1)).toHaveValue('Two lines that are one');
});
