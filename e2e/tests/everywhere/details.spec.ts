import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';

test('details are changed by the manage link, and the change can be undone', async ({
  page, server, program, desk, t, language,
}) => {
  const person = somebody('Amara');
  await desk.register((await program.anOpenOne()).slug, person, language);
  await page.goto(await server.mailbox.manageLink(person.email));
  await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
  const company = page.getByRole('textbox', { name: t.get('register.company'), exact: true });
  await expect(company).toHaveValue(person.company);
  await company.fill('Kestrel Foods & Sons');
  await page.getByRole('button', { name: t.get('manage.save'), exact: true }).click();
  await expect(page.getByText(t.get('manage.saved'), { exact: true })).toBeVisible();
  await expect(page.getByText('Kestrel Foods & Sons', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: t.get('manage.undo'), exact: true }).click();
  await expect(page.getByText(t.get('manage.undone'))).toBeVisible();
  await expect(page.getByText(person.company, { exact: true })).toBeVisible();
});

test('somebody whose address was typed by another has it forgotten', async ({
  page, server, program, desk, t, language,
}) => {
  const person = somebody('Noor');
  await desk.send((await program.anOpenOne()).slug, person, language);
  await page.goto(await server.mailbox.forgetLink(person.email));
  await page.getByRole('button', { name: t.get('manage.forget_button') }).click();
  await expect(page.getByRole('heading', { name: t.get('manage.forget_done') })).toBeVisible();
});
