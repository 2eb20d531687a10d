import { expectNoBarriers } from '../../fixtures/axe';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';

// Erasing changes what others count on.
test.use({ ownServer: 'my-data' });

test('somebody takes a copy of their data, and has them erased', async ({ page, server, program, desk, watch }) => {
  const session = await program.anOpenOne();
  const person = somebody('Yara');
  await desk.register(session.slug, person);

  const used = new Set<string>();
  const code = async () => {
    let found = '';
    await expect.poll(async () => {
      const codes = (await server.mailbox.to(person.email)).map((mail) => /\b(\d{3}) (\d{3})\b/.exec(mail.text));
      found = codes.flatMap((code) => (code && !used.has(code[0]) ? [code[0]] : [])).at(0) ?? '';
      return found;
    }, 'a mail with a new code').not.toBe('');
    used.add(found);
    return found;
  };

  await page.goto('/my-data');
  await expectNoBarriers(page);
  await page.getByLabel('Your email address').fill(person.email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  watch.expect(/422/);
  await page.getByLabel('Code from the mail').fill('12 34');
  await page.getByRole('button', { name: 'Download my data' }).click();
  await expect(page.getByRole('alert')).toContainText('not the code');
  await expectNoBarriers(page);
  await page.getByLabel('Code from the mail').fill(await code());
  const [download] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('button', { name: 'Download my data' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-data.json');
  const copy = JSON.parse(await streamed(download));
  expect(copy.registrations[0]).toMatchObject({ firstName: person.firstName, email: person.email, status: 'confirmed' });

  await page.goto('/de/meine-daten');
  await page.getByLabel('Ihre E-Mail-Adresse').fill(person.email);
  await page.getByLabel('Meine Daten löschen').check();
  await page.getByRole('button', { name: 'Code zusenden' }).click();
  await page.getByLabel('Code aus der E-Mail').fill(await code());
  await page.getByRole('button', { name: 'Alles löschen' }).click();
  await expect(page.getByRole('heading', { name: 'Ihre Daten werden gelöscht' })).toBeVisible();
  await expect.poll(() => server.mailbox.to(person.email), 'their mails go, too').toEqual([]);
});

async function streamed(download: { createReadStream(): Promise<NodeJS.ReadableStream> }) {
  let text = '';
  for await (const piece of await download.createReadStream()) text += piece;
  return text;
}
