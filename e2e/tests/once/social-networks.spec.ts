/** An admin connects an account of X, has a post published, and sees where it is. */
import { expectNoBarriers } from '../../fixtures/axe';
import { expect, test } from '../../fixtures/connected';
import { Panel } from '../../fixtures/panel';

test('a post goes out by the account that is connected', async ({ page, server, network }) => {
  const panel = await Panel.ofDemo(page, server);
  // Only the API takes another address than the network's own.
  const app = { clientId: 'house', secret: 'x-secret', baseUrl: network.url };
  await panel.call('/integrations/networks/x', 'PUT', app);

  await test.step('the account is connected', async () => {
    await panel.open('/admin/integrations', 'Integrations');
    const card = page.getByRole('region', { name: 'X', exact: true });
    await expect(card.getByText('Not connected')).toBeVisible();
    await expect(card.getByRole('checkbox', { name: 'Publish by itself' })).not.toBeChecked();
    await card.getByRole('button', { name: 'Connect with X' }).click();
    await expect(card.getByText('X is connected')).toBeVisible();
    await expect(card.getByText('fjordworks', { exact: true })).toBeVisible();
    await card.getByRole('button', { name: 'Check the connection' }).click();
    await expect(card.getByText('It works: the network knows the account')).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('a post is published now', async () => {
    await panel.open('/admin/webinars/posts', 'Webinars');
    const row = page.getByRole('row').filter({ hasText: 'X, the house' }).filter({ hasText: 'Planned' }).first();
    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Publish now' }).click();
    const link = page.getByRole('link', { name: 'See it on X' });
    await expect(link).toHaveAttribute('href', 'https://x.com/fjordworks/status/181');
    expect(network.taken).toHaveLength(1);
    await expect(page.getByRole('button', { name: 'Publish now' })).toBeHidden();
    await expectNoBarriers(page);
  });
});
