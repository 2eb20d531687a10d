/** What staff do with registrations: approve, add, import, take away, move, and see why nobody moves up. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoBarriers } from '../../fixtures/axe';
import { Panel } from '../../fixtures/panel';
import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';

// Places are given and taken.
test.use({ ownServer: 'desk', reducedMotion: 'reduce' });

const LIST = '/admin/webinars/registrations';

interface Row {
  id: string;
  status: string;
}

/** The sessions with this slug, as staff see them. */
const sessionId = async (panel: Panel, slug: string) => {
  const rows = await panel.call<{ data: { id: string; slug: string }[] }>(`/sessions?search=${slug}`);
  return rows.data.find((one) => one.slug === slug)!.id;
};
const found = async (panel: Panel, email: string) =>
  (await panel.call<{ data: Row[] }>(`/registrations?search=${encodeURIComponent(email)}`)).data;
const dialogButton = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name });

test('who asked for a place is approved in the panel, and gets the confirmation', async ({ page, server, program, desk }) => {
  const session = await program.inState('by_approval');
  const person = somebody('Nele');
  await desk.register(session.slug, person);
  const panel = await Panel.ofDemo(page, server);
  await panel.open(`${LIST}?search=${encodeURIComponent(person.email)}`, 'Webinars');
  await page.getByRole('link', { name: `${person.firstName} ${person.lastName}` }).click();
  const aside = page.getByRole('complementary', { name: `${person.firstName} ${person.lastName}` });
  await aside.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('the confirmation with its calendar entry');
  await dialogButton(page, 'Approve').click();
  await expect(page.getByText('Approved', { exact: true })).toBeVisible();
  await expect(aside.getByText('Confirmed', { exact: true }).first()).toBeVisible();
  await expect(aside.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
  const kinds = async () => (await server.mailbox.to(person.email)).map((mail) => mail.kind);
  await expect.poll(kinds).toContain('confirmation');

  // Once more, because it was lost.
  await aside.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('button', { name: 'Where they stand' }).click();
  await expect(page.getByText('The mail is on its way')).toBeVisible();
  await expect.poll(async () => (await kinds()).filter((kind) => kind === 'confirmation').length).toBe(2);
});

test('somebody is added by hand, and moved to another session', async ({ page, server, program }) => {
  const [first, second] = await program.open();
  const panel = await Panel.ofDemo(page, server);
  const [here, there] = [await sessionId(panel, first!.slug), await sessionId(panel, second!.slug)];
  const person = somebody('Oskar');
  await panel.open(`${LIST}?session=${here}`, 'Webinars');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Session', { exact: true })).toHaveValue(here);
  await panel.fill({ 'First name': person.firstName, 'Last name': person.lastName, Mail: 'no address' }, dialog);
  await dialogButton(page, 'Add').click();
  await expect(dialog.getByLabel('Mail', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await panel.fill({ Mail: person.email }, dialog);
  await dialogButton(page, 'Add').click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: person.email });
  await expect(row).toContainText('Confirmed');

  await row.getByRole('button', { name: /^Actions/ }).click();
  await page.getByRole('button', { name: 'Move to another session' }).click();
  await dialog.getByLabel('To which session').selectOption(there);
  await dialogButton(page, 'Move').click();
  await expect(page.getByText('1 person moved')).toBeVisible();
  await expect(row).toContainText('Cancelled');
  expect((await found(panel, person.email)).map((one) => one.status).sort()).toEqual(['cancelled', 'confirmed']);
});

test('a file of people is previewed row by row, and then taken in', async ({ page, server, program }) => {
  const session = await program.anOpenOne();
  const panel = await Panel.ofDemo(page, server);
  const id = await sessionId(panel, session.slug);
  const [one, other] = [somebody('Juergen'), somebody('Zoe')];
  const rows = [
    'Vorname;Nachname;E-Mail;Firma;Einwilligung',
    `Jürgen;Groß;${one.email};Kestrel;ja`,
    `Zoë;Adler;${other.email};;nein`,
    'X;Adler;no-address;;',
  ];
  await panel.open(`${LIST}/import?session=${id}`, 'Import people');
  const file = { name: 'people.csv', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from(rows.join('\r\n'), 'latin1') };
  await expect(page.getByLabel('Session', { exact: true })).toHaveValue(id);
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  const wrong = page.getByRole('row').filter({ hasText: 'no-address' });
  await expect(wrong).toContainText('Mail:');
  await expect(page.getByRole('row').filter({ hasText: 'Jürgen Groß' })).toContainText('Will be registered');
  await expectNoBarriers(page);
  expect(await found(panel, one.email)).toEqual([]);
  await page.getByRole('button', { name: 'Import 2 people' }).click();
  await expect(page.getByText('2 people were imported')).toBeVisible();
  await page.getByRole('link', { name: 'See the registrations' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Jürgen Groß' })).toContainText('Unchecked');
});

test('what is filtered is taken away as a file', async ({ page, server, program, desk }) => {
  const session = await program.anOpenOne();
  const person = somebody('Pia');
  await desk.register(session.slug, person);
  const panel = await Panel.ofDemo(page, server);
  await panel.open(`${LIST}?search=${encodeURIComponent(person.email)}`, 'Webinars');
  for (const [name, ending] of [['Text with commas (CSV)', '.csv'], ['Workbook (XLSX)', '.xlsx']] as const) {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^registrations-.*\\${ending}$`));
    const content = readFileSync(await download.path());
    if (ending === '.csv') expect(content.toString('utf8').trim().split('\n')).toHaveLength(2);
    else expect(content.subarray(0, 2).toString()).toBe('PK');
  }
});

test('columns are chosen, kept, and part of the address', async ({ page, server }) => {
  const panel = await Panel.ofDemo(page, server);
  await panel.open(LIST, 'Webinars');
  const heads = page.getByRole('columnheader');
  await expect(heads.filter({ hasText: /^Company$/ })).toBeVisible();
  await expect(heads.filter({ hasText: /^Timezone$/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  const choice = page.getByRole('group', { name: 'Columns' });
  await choice.getByLabel('Timezone').check();
  await choice.getByLabel('Company').uncheck();
  await expect(page).toHaveURL(/columns=session%2Cstatus%2Ctimezone%2CregisteredAt/);
  await expectNoBarriers(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('cell', { name: 'Europe/Berlin' }).first()).toBeVisible();
  await expect(heads.filter({ hasText: /^Company$/ })).toHaveCount(0);

  // The next time they are as they were left.
  await panel.open(LIST, 'Webinars');
  await expect(heads.filter({ hasText: /^Timezone$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'The usual ones' }).click();
  await expect(heads.filter({ hasText: /^Company$/ })).toBeVisible();
  await expect(page).not.toHaveURL(/columns=/);
});

test('the session says who waits, and why nobody moves up', async ({ page, server, program, desk }) => {
  const session = await program.inState('waitlist');
  const last = somebody('Quentin');
  await desk.register(session.slug, last);
  const panel = await Panel.ofDemo(page, server);
  const id = await sessionId(panel, session.slug);
  await panel.settle(`/admin/webinars/sessions/${id}`);
  const card = page.getByRole('region', { name: 'Waitlist and approval' });
  await expect(card).toContainText(/Nobody moves up now/);
  const line = card.getByRole('list').last();
  await expect(line.getByRole('listitem').last()).toContainText('Quentin');
  await line.getByRole('listitem').filter({ hasText: 'Quentin' }).getByRole('button', { name: 'Put first' }).click();
  await expect(page.getByText('They are first in line')).toBeVisible();
  await expect(line.getByRole('listitem').first()).toContainText('Quentin');
  await expectNoBarriers(page);
});
