import type { State } from '../../fixtures/program';
import { violations } from '../../fixtures/schema-org';
import { expect, test } from '../../fixtures/test';
import { paths } from '../../fixtures/texts';

test.use({ javaScriptEnabled: false });

const states: State[] = ['open', 'by_approval', 'waitlist', 'full', 'not_yet_open', 'closed', 'live', 'past', 'cancelled'];

for (const language of ['en', 'de'] as const) {
  test(`what pages say to search engines keeps to schema.org, ${language}`, async ({ page, program }) => {
    const addresses = [paths.overview(language)];
    for (const state of states) addresses.push(paths.landing(language, (await program.inState(state)).slug));
    const found: Record<string, unknown>[] = [];
    for (const address of addresses) {
      await page.goto(address);
      const scripts = await page.locator('script[type="application/ld+json"]').allTextContents();
      expect(scripts.length, address).toBeGreaterThan(0);
      found.push(...scripts.map((script) => JSON.parse(script)));
    }
    const event = found.find((one) => one['@type'] === 'Event') as { performer: { url: string } };
    await page.goto(event.performer.url);
    const person = await page.locator('script[type="application/ld+json"]').allTextContents();
    found.push(...person.map((script) => JSON.parse(script)));
    expect(found.filter((one) => one['@type'] === 'Event')).toHaveLength(states.length);
    expect(found.map((one) => one['@type'])).toEqual(expect.arrayContaining(['ItemList', 'BreadcrumbList', 'Person']));
    expect(await violations(language, found)).toBe('');
  });
}

test('the check of schema.org finds what is wrong', async () => {
  const event = { '@context': 'https://schema.org', '@type': 'Event', eventStatus: 'https://schema.org/EventPerhaps' };
  expect(await violations('wrong-value', [event])).toContain('EventPerhaps');
  const odd = { '@context': 'https://schema.org', '@type': 'Event', begins: '2026-12-08' };
  expect(await violations('wrong-name', [odd])).toContain('begins');
});

test.describe('in a browser with scripts', () => {
  test.use({ javaScriptEnabled: true });

  test('sitemap and feeds are well-formed, and what the sitemap names is there', async ({ page, request }) => {
    await page.goto(paths.overview('en'));
    const read = async (path: string, names: string) => {
      const text = await (await request.get(path)).text();
      return await page.evaluate(
        ([text, names]) => {
          const document = new DOMParser().parseFromString(text, 'application/xml');
          return { wrong: document.querySelector('parsererror')?.textContent ?? '', values: [...document.querySelectorAll(names)].map((one) => one.textContent ?? '') };
        },
        [text, names] as const,
      );
    };
    const sitemap = await read('/sitemap.xml', 'loc');
    expect(sitemap.wrong).toBe('');
    expect(sitemap.values.length).toBeGreaterThan(40);
    for (const address of sitemap.values.filter((_, at) => at % 9 === 0)) {
      expect((await request.get(address, { maxRedirects: 0 })).status(), address).toBe(200);
    }
    for (const path of ['/webinars/feed.atom', '/de/webinare/feed.atom']) {
      const feed = await read(path, 'entry > id');
      expect(feed.wrong).toBe('');
      expect(new Set(feed.values).size).toBe(feed.values.length);
      expect(feed.values.length).toBeGreaterThan(10);
    }
  });
});
