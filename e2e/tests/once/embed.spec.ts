import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expectNoBarriers } from '../../fixtures/axe';
import { expect, test } from '../../fixtures/test';

/** Another site, with the program in its page. */
async function embedded(page: Page, program: string, element: string) {
  const html = `<!doctype html><html lang="en"><head><title>Kestrel Foods</title><link rel="icon" href="data:,">
    <script type="module" src="${program}/embed/program.js"></script></head>
    <body><main><h1>Learn with us</h1><h2>Webinars</h2>${element}</main></body></html>`;
  const site = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  page.once('close', () => site.close());
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/webinars`);
}

test('another site shows the next sessions, and leads to the registration with its name as the source', async ({
  page, context, server, program,
}) => {
  await embedded(page, server.baseUrl, '<magnetiq-program limit="4"></magnetiq-program>');
  const next = (await program.sessions()).slice(0, 4);
  const list = page.getByRole('list');
  await expect(list.getByRole('heading', { level: 3 })).toHaveText(next.map((session) => session.title.en));
  await expectNoBarriers(page);
  const open = await program.anOpenOne();
  const action = page.getByRole('link', { name: `Register: ${open.title.en}`, exact: true });
  const opened = context.waitForEvent('page');
  await action.click();
  const there = await opened;
  await expect(there.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
  expect(there.url()).toContain(open.slug);
});

test('where the other site wants it so, the registration opens above its own page', async ({ page, server, program }) => {
  await embedded(page, server.baseUrl, '<magnetiq-program limit="4" target="here"></magnetiq-program>');
  const open = await program.anOpenOne();
  await page.getByRole('link', { name: `Register: ${open.title.en}`, exact: true }).click();
  const around = page.getByRole('dialog', { name: `Register: ${open.title.en}`, exact: true });
  const inside = around.locator('iframe').contentFrame();
  await expect(inside.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
  await inside.getByLabel('First name').fill('Juliette');
  await expect(inside.getByLabel('First name')).toHaveValue('Juliette');
  await around.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(around).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Learn with us' })).toBeVisible();
});

test('it speaks the language of the page around it, and follows its attributes', async ({ page, server }) => {
  await embedded(page, server.baseUrl, '<section lang="de"><magnetiq-program limit="2"></magnetiq-program></section>');
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Alle Webinare', exact: true })).toBeVisible();
  await page.locator('magnetiq-program').evaluate((element) => element.setAttribute('limit', '1'));
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.locator('magnetiq-program').evaluate((element) => element.setAttribute('category', 'nothing'));
  await expect(page.getByText('Zurzeit sind keine Webinare geplant.')).toBeVisible();
});
