// `just lighthouse`: what Lighthouse says of the delivered program on a mid-range phone, the median of five runs of
// each page, against the goals. Writes docs/lighthouse.md, and fails where a goal is missed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = 5;
const ROOT = resolve(import.meta.dirname, '..');
const BINARY = join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target'), 'release/magnetiq');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const score = (category) => (report) => 100 * report.categories[category].score;
const audit = (id) => (report) => report.audits[id].numericValue;
const loaded = (report) => report.audits['network-requests'].details.items;
const kilobytes = (requests) => requests.reduce((sum, request) => sum + request.transferSize, 0) / 1000;
const isProgram = (request) => request.mimeType === 'application/wasm';
const shown = { points: (value) => value.toFixed(0), kB: (value) => `${value.toFixed(1)} kB`, ms: (value) => `${value.toFixed(0)} ms`, shift: (value) => value.toFixed(3) };

/** What is measured, how it is written, and what it has to be. */
const figures = [
  { name: 'Performance', of: score('performance'), as: shown.points, least: 90 },
  { name: 'Accessibility', of: score('accessibility'), as: shown.points, least: 100 },
  { name: 'Best practices', of: score('best-practices'), as: shown.points, least: 100 },
  { name: 'Search engines', of: score('seo'), as: shown.points, least: 100 },
  { name: 'First content', of: audit('first-contentful-paint'), as: shown.ms },
  { name: 'Largest content', of: audit('largest-contentful-paint'), as: shown.ms },
  { name: 'Blocked', of: audit('total-blocking-time'), as: shown.ms },
  { name: 'Layout shift', of: audit('cumulative-layout-shift'), as: shown.shift, most: 0.02 },
  { name: 'Program (WASM)', of: (report) => kilobytes(loaded(report).filter(isProgram)), as: shown.kB },
  { name: 'Transferred in all', of: (report) => kilobytes(loaded(report)), as: shown.kB, most: 400 },
];

const goal = ({ least, most, as }) => (least !== undefined ? `≥ ${as(least)}` : most !== undefined ? `≤ ${as(most)}` : '');
const isMet = ({ least = -Infinity, most = Infinity }, value) => value >= least && value <= most;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

async function start(folder) {
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const server = spawn(BINARY, ['serve', '--demo'], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, MAGNETIQ_DATA_DIR: folder, MAGNETIQ_LISTEN: `127.0.0.1:${port}`, MAGNETIQ_BASE_URL: base, MAGNETIQ_RATE_LIMITS: 'off' },
  });
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return { server, base };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the program does not become ready');
}

/** One run. Chromium now and then loses the start of its own recording: then it is run again, twice at most. */
function examine(address, folder, attempts = 3) {
  const output = join(folder, 'report.json');
  const flags = '--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking';
  const run = spawnSync(
    'npx',
    ['--yes', LIGHTHOUSE, address, '--quiet', '--output=json', `--output-path=${output}`, `--chrome-flags=${flags}`],
    { env: { ...process.env, CHROME_PATH: CHROMIUM }, encoding: 'utf8' },
  );
  if (run.status !== 0 && attempts > 1 && run.stderr.includes('NO_NAVSTART')) return examine(address, folder, attempts - 1);
  if (run.status !== 0) throw new Error(`lighthouse ${address}: ${run.stderr}`);
  return JSON.parse(readFileSync(output, 'utf8'));
}

/** What keeps a category from its goal, for whoever has to mend it. */
function complaints(report) {
  return ['accessibility', 'best-practices', 'seo'].flatMap((category) =>
    report.categories[category].auditRefs
      .map(({ id, weight }) => ({ weight, ...report.audits[id] }))
      .filter(({ weight, score }) => weight > 0 && score !== null && score < 1)
      .map(({ id, title }) => `${category}: ${id} (${title})`),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'magnetiq-lighthouse.'));
const { server, base } = await start(join(folder, 'data'));
let failed = false;
const lines = [
  '# What Lighthouse says',
  '',
  `\`just lighthouse\` writes this page: the delivered program with demo data, examined by ${LIGHTHOUSE.replace('@', ' ')} as a mid-range phone on slow 4G in headless Chromium, the median of ${RUNS} runs. It fails where a goal is missed.`,
  '',
  `Measured on: ${cpus().length} cores of ${cpus()[0].model.replace(/ Processor.*| \d+-Core.*/g, '')}.`,
];
try {
  const { data } = await (await fetch(`${base.replace('localhost', '127.0.0.1')}/api/v1/public/sessions`)).json();
  const slug = data.find((session) => session.registrationState === 'open').slug;
  for (const [name, path] of [['Overview', '/webinars'], ['Landing page', `/webinars/${slug}`], ['Landing page, German', `/de/webinare/${slug}`]]) {
    const reports = Array.from({ length: RUNS }, () => examine(base + path, folder));
    lines.push('', `## ${name}`, '', '| | Median | From | To | Goal | Met |', '|---|--:|--:|--:|--:|:-:|');
    for (const figure of figures) {
      const values = reports.map(figure.of);
      const value = median(values);
      const met = isMet(figure, value);
      failed ||= !met;
      const cells = [value, Math.min(...values), Math.max(...values)].map(figure.as);
      lines.push(`| ${figure.name} | ${cells.join(' | ')} | ${goal(figure)} | ${goal(figure) && (met ? 'yes' : '**no**')} |`);
    }
    for (const complaint of new Set(reports.flatMap(complaints))) console.error(`${name}: ${complaint}`);
  }
} finally {
  server.kill('SIGTERM');
  await new Promise((done) => server.once('exit', done));
  rmSync(folder, { recursive: true, force: true });
}
const text = `${lines.join('\n')}\n`;
writeFileSync(join(ROOT, 'docs/lighthouse.md'), text);
console.log(text);
process.exitCode = failed ? 1 : 0;
