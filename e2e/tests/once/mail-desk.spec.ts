/** What staff see and do of the program's mails: the timeline, a session's own reminders, and what mails say. */
import { expectNoBarriers } from '../../fixtures/axe';
import { Mailbox } from '../../fixtures/mailbox';
import { Panel } from '../../fixtures/panel';
import { expect, test } from '../../fixtures/test';

// Templates and sessions are changed.
test.use({ ownServer: 'mail-desk', reducedMotion: 'reduce' });

interface Planned {
  kind: string;
  sessionId: string;
  title: { en: string };
  state: string;
  recipients: number;
}

/** A session whose reminder a week before is still to go to somebody. */
async function planned(panel: Panel): Promise<Planned> {
  const all = (await panel.call<{ data: Planned[] }>('/automations')).data;
  const found = all.findLast((one) => one.kind === 'reminder-2d' && one.state === 'planned' && one.recipients > 0);
  expect(found, `a reminder to come among ${all.length} lines`).toBeTruthy();
  return found as Planned;
}

test('the timeline shows what is to come, and staff pause and resume it', async ({ page, server }) => {
  const panel = await Panel.ofDemo(page, server);
  const one = await planned(panel);
  await panel.settle('/admin/webinars/timeline?days=30');
  await expect(page.locator('.day').first()).toBeVisible();
  await expect(page.locator('.timeline .mails').filter({ hasText: one.title.en }).first()).toBeVisible();
  await expectNoBarriers(page);

  await panel.settle(`/admin/webinars/timeline?session=${one.sessionId}`);
  await expect(page.getByText(/^Now, /)).toBeVisible();
  await expect(page.getByText('The session starts')).toBeVisible();
  const line = page.locator('.timeline .mails', { hasText: 'Reminder, 2 days before' });
  await expect(line).toContainText('Planned');
  await line.getByRole('button', { name: 'Pause: Reminder, 2 days before' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/Pause "Reminder, 2 days before"\?\s*\d+ (person|people)/);
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(line).toContainText('Paused');
  await line.getByRole('button', { name: 'Resume: Reminder, 2 days before' }).click();
  await dialog.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(line).toContainText('Planned');
  await expectNoBarriers(page);
});

test('own reminders of a session change its timeline', async ({ page, server }) => {
  const panel = await Panel.ofDemo(page, server);
  const one = await planned(panel);
  await panel.settle(`/admin/webinars/sessions/${one.sessionId}`);
  const card = page.locator('.session-timeline');
  await expect(card).toContainText('Reminder, 2 days before');
  await page.getByText('This session has steps of its own').click();
  const steps = page.locator('.own-reminders .reminders > div');
  await expect(steps).toHaveCount(4);
  for (let left = 4; left > 1; left -= 1) await steps.last().getByRole('button', { name: /^Remove/ }).click();
  await steps.first().getByLabel('How long before').fill('4');
  await panel.press('Save');
  await expect(card).toContainText('Reminder, 4 days before');
  await expect(card).not.toContainText('Reminder, 2 days before');
  await page.getByText('This session has steps of its own').click();
  await panel.press('Save');
  await expect(card).toContainText('Reminder, 2 days before');
});

test('a mail says something else, is tried, and goes back', async ({ page, server, watch }) => {
  const panel = await Panel.ofDemo(page, server);
  const me = await panel.call<{ email: string }>('/auth/me');
  await panel.open('/admin/webinars/settings/templates', 'What mails say');
  await expectNoBarriers(page);
  await panel.follow('Confirmation');
  await expect(page.getByRole('heading', { level: 1, name: 'Confirmation' })).toBeVisible();
  const subject = page.getByLabel('Subject', { exact: true });
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(page.frameLocator('.mail-preview iframe').locator('body')).toContainText('Juliette');

  await test.step('what is wrong is said at once', async () => {
    watch.expect(/422/);
    await subject.fill('You are in, {{ mail.shoe_size }}');
    await expect(preview.getByRole('alert')).toContainText('subject');
  });
  await subject.fill('You are in, {{ mail.first_name }}');
  await expect(preview.locator('.subject b')).toHaveText(/^You are in, \w+/);
  await panel.press('Plain text');
  await expect(preview.locator('.mail-text')).toContainText('Juliette');
  await panel.press('Send a test to me');
  const mailbox = new Mailbox(server);
  await expect.poll(async () => (await mailbox.to(me.email)).some((mail) => mail.subject.startsWith('You are in, '))).toBe(true);

  await panel.press('Save');
  await expect(page.getByText('Saved. It is in force at once.')).toBeVisible();
  await expect(page.getByText('Version 1')).toBeVisible();
  await expectNoBarriers(page);
  await panel.press('Back to built-in');
  await page.getByRole('dialog').getByRole('button', { name: 'Back to built-in' }).click();
  await expect(subject).not.toHaveValue(/You are in/);
  await page.getByRole('button', { name: 'Restore: Version 1' }).click();
  await expect(subject).toHaveValue(/You are in/);
});
