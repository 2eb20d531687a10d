/**
 * Lays every mail out as phones and desks do, light and dark, and says where one is wider than its window.
 *
 *     node e2e/mails.mjs FOLDER [PICTURES]
 *
 * FOLDER holds what `cargo run -p magnetiq-mail --example preview` wrote; PICTURES gets one picture of each.
 */
import { chromium } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, pictures] = process.argv.slice(2);
const names = readdirSync(folder).filter((name) => name.endsWith('.html')).sort();
if (pictures) mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
const wrong = [];
for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 700]) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    // A mail is shown without what it would load: its words have to do.
    await page.route(/^https?:/, (route) => route.abort());
    for (const name of names) {
      await page.setContent(readFileSync(join(folder, name), 'utf8'));
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      if (needed > width) wrong.push(`${name} needs ${needed} of ${width} pixels`);
      if (pictures) {
        const file = name.replace(/html$/, `${width}.${colorScheme}.png`);
        await page.screenshot({ path: join(pictures, file), fullPage: true });
      }
    }
    await page.close();
  }
}
await browser.close();
wrong.forEach((line) => console.error(line));
console.log(`${names.length} mails laid out in 4 ways, ${wrong.length} too wide`);
process.exit(wrong.length || !names.length ? 1 : 0);
