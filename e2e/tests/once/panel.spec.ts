/** The panel as people use it who don't see it, have no mouse, little room, or a colleague at the same page. */
import { expectNoBarriers } from '../../fixtures/axe';
import { Panel } from '../../fixtures/panel';
import { expect, test } from '../../fixtures/test';

// The language of the admin's account is changed, and texts of the program are.
test.use({ ownServer: 'panel', reducedMotion: 'reduce' });

const PAGES = [
  '/admin/dashboard',
  '/admin/webinars/sessions',
  '/admin/webinars/sessions?view=calendar',
  '/admin/webinars/sessions/new',
  '/admin/webinars/topics',
  '/admin/webinars/topics?view=grid',
  '/admin/webinars/topics/new',
  '/admin/webinars/registrations',
  '/admin/webinars/speakers',
  '/admin/webinars/speakers/new',
  '/admin/webinars/settings',
  '/admin/webinars/settings/legal/terms',
  '/admin/consultants',
  '/admin/consultants/new',
  '/admin/integrations',
  '/admin/webhooks',
  '/admin/users',
  '/admin/tokens',
  '/admin/activity',
  '/admin/account',
  '/admin/nowhere',
];

/** One of each kind. */
async function ones(panel: Panel): Promise<string[]> {
  const first = async (kind: string) => (await panel.call<{ data: { id: string }[] }>(`/${kind}?limit=1`)).data[0]!.id;
  return [
    `/admin/webinars/sessions/${await first('sessions')}`,
    `/admin/webinars/topics/${await first('topics')}`,
    `/admin/webinars/speakers/${await first('speakers')}`,
    `/admin/consultants/${await first('consultants')}`,
    `/admin/webinars/registrations?registration=${await first('registrations')}`,
  ];
}

for (const { language, colorScheme, width } of [
  { language: 'en', colorScheme: 'light', width: 1440 },
  { language: 'de', colorScheme: 'dark', width: 768 },
] as const) {
  test.describe(`${language}, ${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    test('axe finds nothing on any page, and none is wider than the screen', async ({ page, server, watch }) => {
      test.setTimeout(240_000);
      watch.expect(/404/);
      const panel = await Panel.ofDemo(page, server, language);
      for (const path of [...PAGES, ...(await ones(panel))]) {
        await test.step(path, async () => {
          await panel.settle(path);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no wider than the screen').toBe(width);
          await expectNoBarriers(page);
        });
      }
    });
  });
}

test('on a phone no page is wider than the screen', async ({ page, server, watch }) => {
  test.setTimeout(180_000);
  watch.expect(/404/);
  await page.setViewportSize({ width: 360, height: 780 });
  const panel = await Panel.ofDemo(page, server, 'de');
  for (const path of [...PAGES, ...(await ones(panel))]) {
    await panel.settle(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
  }
});

test('two editors of one topic get a clear choice, and nothing is lost unseen', async ({ page, server, elsewhere, watch }) => {
  watch.expect(/412|404/);
  const panel = await Panel.ofDemo(page, server);
  const id = (await panel.call<{ data: { id: string }[] }>('/topics?limit=1')).data[0]!.id;
  const other = await Panel.ofDemo(await elsewhere(), server);
  for (const one of [panel, other]) await one.settle(`/admin/webinars/topics/${id}`);
  await panel.text('title', 'en').fill('The title of the first');
  await panel.press('Save');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await other.text('title', 'en').fill('The title of the second');
  await other.text('summary', 'en').fill('A summary of the second.');
  await other.press('Save');
  const choice = other.page.getByRole('dialog');
  await expect(choice).toContainText('Somebody else has changed this meanwhile');
  await expect(choice).toContainText('You changed as well: Title');
  await choice.getByRole('button', { name: 'Keep mine on top' }).click();
  await expect(choice).toBeHidden();
  await other.press('Save');
  await expect(other.page.getByText('Saved', { exact: true })).toBeVisible();
  const topic = await panel.call<{ title: { en: string }; summary: { en: string } }>(`/topics/${id}`);
  expect([topic.title.en, topic.summary.en]).toEqual(['The title of the second', 'A summary of the second.']);
});

test('a session is found, looked at and left by keyboard alone', async ({ page, server, watch }) => {
  watch.expect(/404/);
  const panel = await Panel.ofDemo(page, server);
  await panel.settle('/admin/dashboard');
  const keys = page.keyboard;
  await keys.press('Control+k');
  await keys.type('Sess');
  await keys.press('Enter');
  await expect(page).toHaveURL(/webinars\/sessions$/);
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await keys.press('/');
  await keys.type('battery');
  await expect(page).toHaveURL(/search=battery/);
  await keys.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await keys.press('j');
  await keys.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 selected');
  await keys.press('Escape');
  await keys.press('j');
  await keys.press('Enter');
  await expect(page).toHaveURL(/sessions\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await keys.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement?.matches(':focus-visible'));
  for (let presses = 0; presses < 40; presses += 1) {
    expect(await focused(), `what has the focus is seen after ${presses} presses`).toBe(true);
    await keys.press('Tab');
  }
});
