import { somebody } from '../../fixtures/people';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test('the form is filled in and sent by keyboard alone', async ({ page, program, dialog, t }) => {
  const person = somebody('Nils');
  await page.goto(paths.landing('en', (await program.anOpenOne()).slug));
  const box = page.getByRole('complementary', { name: t.get('landing.registration') });
  await box.getByRole('button', { name: t.get('session.register'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.field('register.email')).toBeFocused();
  for (const text of [person.email, person.firstName, person.lastName, person.company, person.website]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await expect(dialog.tick('register.no_website')).toBeFocused();
  await expect(dialog.field('register.website')).toHaveValue(person.website);
  while (!(await dialog.tick('register.terms').evaluate((box) => box === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  while (!(await dialog.tick('register.privacy').evaluate((box) => box === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await dialog.shows('register.mail_title');
  await expect(dialog.box.getByRole('heading', { level: 2 })).toBeFocused();
});

test('the dialog keeps the focus inside, Escape closes it, and the button has the focus again', async ({ page, program, dialog, t }) => {
  await page.goto(paths.landing('en', (await program.anOpenOne()).slug));
  const opener = page
    .getByRole('complementary', { name: t.get('landing.registration') })
    .getByRole('button', { name: t.get('session.register'), exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(dialog.field('register.email')).toBeFocused();
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => {
      const active = document.activeElement;
      // Between its last and its first element the browser's own controls have their turn.
      return active !== document.body && !active?.closest('dialog');
    });
    expect(outside, `after ${presses + 1} presses of Tab`).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog.box).toBeHidden();
  await expect(opener).toBeFocused();
});

test('the way back closes the dialog, and what was typed is there when it is opened again', async ({ page, program, dialog, t }) => {
  const { slug } = await program.anOpenOne();
  await page.goto(paths.overview('en'));
  await page.goto(paths.landing('en', slug));
  await dialog.open();
  await expect(page).toHaveURL(/\?step=register$/);
  await dialog.field('register.first_name').fill('Nils');
  await page.goBack();
  await expect(dialog.box).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${paths.landing('en', slug)}$`));
  await dialog.open();
  await expect(dialog.field('register.first_name')).toHaveValue('Nils');
  await page.keyboard.press('Escape');
  await expect(dialog.box).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${paths.landing('en', slug)}$`));
  await page.goBack();
  await expect(page, 'closing left nothing behind').toHaveURL(new RegExp(`${paths.overview('en')}$`));
  await expect(page.getByRole('heading', { level: 1, name: t.get('overview.hero_title') })).toBeVisible();
});

test('after a change of details the keyboard goes on at their heading', async ({ page, server, program, desk, t }) => {
  const person = somebody('Amara');
  await desk.register((await program.anOpenOne()).slug, person, 'en');
  await page.goto(await server.mailbox.manageLink(person.email));
  const heading = page.getByRole('heading', { name: t.get('manage.details'), exact: true });
  for (const way of ['manage.undo_edit', 'manage.save'] as const) {
    await page.getByRole('button', { name: t.get('manage.edit'), exact: true }).click();
    await page.getByRole('textbox', { name: t.get('register.company'), exact: true }).fill(`Kestrel ${way}`);
    await page.getByRole('button', { name: t.get(way), exact: true }).press('Enter');
    await expect(heading).toBeFocused();
  }
  await page.getByRole('button', { name: t.get('manage.undo'), exact: true }).press('Enter');
  await expect(heading).toBeFocused();
});

test('the first Tab offers to skip to the content', async ({ page, t }) => {
  await page.goto(paths.overview('en'));
  const skip = page.getByRole('link', { name: t.get('site.skip') });
  // It comes with the program, which takes over from the first content.
  await expect(skip).toBeAttached();
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
