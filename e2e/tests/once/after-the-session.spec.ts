/** What follows a session: a report is read in, people are thanked and certified, and what they say is shown. */
import { expectNoBarriers } from '../../fixtures/axe';
import { Mailbox, tokenOf } from '../../fixtures/mailbox';
import { Panel } from '../../fixtures/panel';
import { expect, test } from '../../fixtures/test';

// The clock is moved beyond a session.
test.use({ ownServer: 'after-the-session', reducedMotion: 'reduce' });

const EMAIL = 'juliette.morel@kestrel-foods.example';
const REPORT = `Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
861,Webinar,,,host@voltaic.example,62,2

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Juliette Morel,${EMAIL},15:01,15:31,30,Yes
Juliette Morel,${EMAIL},15:32,15:55,23,Yes
Somebody Else,nobody@guests.example,15:00,15:20,20,Yes
`;

interface Session {
  id: string;
  slug: string;
}

test('a report is read in; mail, certificate and feedback follow, and visitors see the words', async ({ page, server }) => {
  const panel = await Panel.ofDemo(page, server);
  const mailbox = new Mailbox(server);
  const topic = (await panel.call<{ data: { id: string }[] }>('/topics?status=active&limit=1')).data[0]!;
  const speaker = (await panel.call<{ data: { id: string }[] }>('/speakers?limit=1')).data[0]!;
  const plan = (days: number) => {
    const startsAt = new Date(server.clock.now().getTime() + days * 86_400_000).toISOString();
    const about = { topicId: topic.id, speakerId: speaker.id, startsAt, durationMinutes: 60, timezone: 'Europe/Berlin' };
    return panel.call<Session>('/sessions', 'POST', about);
  };
  const publish = async (session: Session) => {
    const path = `/sessions/${session.id}`;
    await panel.call(path, 'PATCH', { platform: 'zoom', meetingUrl: 'https://meet.example/j/8123', recordingEnabled: false, certificateTemplate: 'modern' });
    const headers = { authorization: `Bearer ${await signIn()}` };
    const now = await page.request.get(`/api/v1${path}`, { headers });
    const done = await page.request.post(`/api/v1${path}/publish`, { headers: { ...headers, 'if-match': now.headers()['etag']! }, data: {} });
    expect(done.ok(), await done.text()).toBe(true);
  };
  const signIn = async () => {
    const [, email, password] = [...server.said().matchAll(/e-mail (\S+), password (\S+)/g)].at(-1) ?? [];
    return (await (await page.request.post('/api/v1/auth/sign-in', { data: { email, password } })).json()).accessToken as string;
  };
  const [held, next] = [await plan(3), await plan(40)];
  await publish(held);
  await publish(next);

  await test.step('somebody registers', async () => {
    const person = { firstName: 'Juliette', lastName: 'Morel', email: EMAIL, company: 'Kestrel Foods', website: 'kestrel-foods.example' };
    const form = { ...person, termsAccepted: true, privacyConsent: true, marketingConsent: false, language: 'en', timezone: 'Europe/London' };
    const sent = await page.request.post(`/api/v1/public/sessions/${held.slug}/registrations`, { data: form });
    expect(sent.ok(), await sent.text()).toBe(true);
    const token = tokenOf(await mailbox.confirmLink(EMAIL));
    const verified = await page.request.post('/api/v1/public/registrations/verify', { data: { token } });
    expect(verified.ok()).toBe(true);
  });

  await test.step('the report is shown first, and then read in', async () => {
    server.clock.advance(3 * 24 * 60 + 70);
    await page.clock.setFixedTime(server.clock.now());
    const signedIn = await Panel.ofDemo(page, server);
    await signedIn.settle(`/admin/webinars/sessions/${held.id}`);
    await expect(page.getByRole('heading', { name: 'After the session' })).toBeVisible();
    await expect(page.getByText('Nothing tells who was there')).toBeVisible();
    await page.getByRole('button', { name: 'Read in a report…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Report').setInputFiles({ name: 'participants.csv', mimeType: 'text/csv', buffer: Buffer.from(REPORT) });
    await expect(dialog).toContainText('Zoom: 1 were there, 0 registered people are missing.');
    await expect(dialog.getByRole('row', { name: /Juliette Morel.*53.*was there/ })).toBeVisible();
    await expect(dialog.getByRole('row', { name: /Somebody Else.*not registered/ })).toBeVisible();
    await dialog.getByRole('button', { name: 'Take over' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Attendance is complete since')).toBeVisible();
    await expectNoBarriers(page);
  });

  let certificate = '';
  await test.step('mails go out', async () => {
    // The round of the next minute.
    server.clock.advance(2);
    await mailbox.link(EMAIL, '/feedback/');
    certificate = await mailbox.link(EMAIL, /\/certificates\/MC-[^/]+$/);
  });

  await test.step('the certificate is opened and verified', async () => {
    await page.goto(new URL(await mailbox.link(EMAIL, /\/certificates\/MC-[^/]+\/./)).pathname);
    const load = page.getByRole('link', { name: 'Load the certificate' });
    const file = await page.request.get((await load.getAttribute('href')) ?? '');
    expect(file.headers()['content-type']).toBe('application/pdf');
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await page.goto(new URL(certificate).pathname);
    await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
    await expect(page.getByText('Juliette Morel')).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('feedback is given by keyboard', async () => {
    const link = new URL(await mailbox.link(EMAIL, '/feedback/'));
    await page.goto(link.pathname);
    await page.getByLabel('4 stars').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByLabel('5 stars')).toBeChecked();
    await page.getByLabel(/What was good/).fill('The losing days too. Rare, and useful.');
    await page.getByLabel(/You may quote me/).check();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('Thank you! Your feedback is saved.')).toBeVisible();
  });

  await test.step('staff show the words, and visitors see them', async () => {
    const signedIn = await Panel.ofDemo(page, server);
    await signedIn.settle(`/admin/webinars/sessions/${held.id}`);
    await expect(page.getByText('5 of 5, from 1')).toBeVisible();
    await page.getByRole('button', { name: 'Show to visitors' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[name="text.en"]').fill('The losing days too.');
    await dialog.locator('[name="text.de"]').fill('Auch die Verlusttage.');
    await dialog.getByRole('button', { name: 'Show to visitors' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('shown to visitors')).toBeVisible();
    // Visitors hear of a session once it is over for good.
    server.clock.advance(120);
    await page.clock.setFixedTime(server.clock.now());
    await expect(async () => {
      await page.goto(`/webinars/${next.slug}`);
      await expect(page.getByText('The losing days too.')).toBeVisible({ timeout: 3_000 });
    }).toPass();
  });
});
