// The page of `--format html` in a real browser, with and without what may be missing there.
//
//   node page.mjs PROGRAM TOOLS BROWSER FOLDER PICTURE
//
// writes pages into FOLDER with PROGRAM, and ends with 1 and a line for each fault where one is found: by the rules of
// accessibility, in both schemes and at three widths; a request or a message of the console; a link that leads to nothing; a
// message of a finding that is not there without scripts or without styles; something beyond the edge of the screen or of the
// paper. PICTURE is where the first page is drawn; '' draws nothing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, tools, browserPath, folder, picture] = process.argv.slice(2);
const modules = path.join(tools, 'node_modules');
const { chromium } = await import(pathToFileURL(path.join(modules, 'playwright-core', 'index.mjs')));
const axe = fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1280, 768, 320];
// A4, less its margins, in the browser's pixels
const PAPER = 688;

// Markup, script, styles and addresses in every text of a report.
const HOSTILE = `<img src=x onerror=alert(1)><script>alert(2)</script>"' onload='alert(3)' style="position:fixed" `
  + `javascript:alert(4) </style></title><svg/onload=alert(5)><a href="http://example.org/">x</a>`;

function hostileReport() {
  const item = (start, end) => ({ start, end, code: HOSTILE, title: HOSTILE, label: HOSTILE, room: HOSTILE, track: HOSTILE });
  const section = { label: HOSTILE, title: HOSTILE, paragraphs: [{ number: HOSTILE, text: HOSTILE }, { number: 1, text: HOSTILE }] };
  return {
    document: { title: HOSTILE, symbol: HOSTILE, language: HOSTILE },
    event: { name: HOSTILE, location: HOSTILE },
    contents: [{ label: HOSTILE, title: HOSTILE, paragraphs: HOSTILE }],
    sections: [section],
    annexes: [section],
    agenda: { days: [{ weekday: HOSTILE, label: HOSTILE, items: [item('09:00', '11:00'), item('10:00', '12:00'), { title: HOSTILE }] }] },
    abbreviations: [{ short: HOSTILE, long: HOSTILE }],
  };
}

// A page, and the messages that must be in it.
function pageOf(name, ...paths) {
  const file = path.join(folder, `${name}.html`);
  const run = spawnSync(program, ['check', '--format', 'json', '--output', `html=${file}`, ...paths], { maxBuffer: 1 << 28 });
  if (run.status !== 0 && run.status !== 1) throw new Error(`${name}: ${run.stderr}`);
  const { findings } = JSON.parse(run.stdout);
  return { name, url: pathToFileURL(file).href, html: fs.readFileSync(file, 'utf8'), messages: findings.map((it) => it.message) };
}

const hostile = path.join(folder, 'hostile.json');
fs.writeFileSync(hostile, JSON.stringify(hostileReport()));
const pages = [
  pageOf('printed', 'fixtures/vienna-forum/report.yaml'),
  pageOf('several', 'fixtures/vienna-forum', 'fixtures/rules/agenda/*/bad.yaml', 'fixtures/rules/contents/*/bad.yaml'),
  pageOf('nothing', 'fixtures/vienna-forum/corrected.yaml'),
  pageOf('hostile', hostile),
];

const faults = [];
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });

// Opens a page, and notes what it must not do.
async function open(page, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const fault = (what) => faults.push(`${page.name}: ${what}`);
  tab.on('request', (it) => it.url() === page.url || it.url().startsWith('data:') || fault(`requests ${it.url()}`));
  tab.on('console', (it) => fault(`says on the console: ${it.text()}`));
  tab.on('dialog', (it) => { fault('shows a dialog'); it.dismiss(); });
  tab.on('pageerror', (it) => fault(`runs what fails: ${it}`));
  await tab.goto(page.url);
  return { context, tab, fault };
}

const flat = (text) => text.replace(/\s+/g, ' ');

async function mustSayAll(page, tab, how) {
  const text = flat(await tab.locator('body').evaluate((it) => it.textContent));
  for (const message of page.messages) {
    // what is very long is cut, and what acts is spelled out
    const plain = flat(message).slice(0, 200);
    if (/^[\x20-\x7e\u00a0-\u024f–—‘’“”]*$/.test(plain) && !text.includes(plain)) faults.push(`${page.name}: does not say ${how}: ${plain}`);
  }
}

for (const page of pages) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of WIDTHS) {
      const { context, tab, fault } = await open(page, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate((runOnly) => window.axe.run({ runOnly }), RULES);
      for (const { id, nodes } of violations) fault(`${colorScheme}, ${width} pixels: ${id}: ${nodes[0].html.slice(0, 200)}`);
      const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) fault(`${width} pixels: ${beyond} are beyond the edge`);
      await context.close();
    }
  }
  const { context, tab, fault } = await open(page, { viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const lost = await tab.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
    .map((it) => it.getAttribute('href').slice(1)).filter((it) => !document.getElementById(it)));
  if (lost.length) fault(`links lead to nothing: ${lost.slice(0, 5)}`);
  await tab.evaluate(() => document.querySelector('#s-error')?.click());
  const shown = await tab.locator('article.error:visible').count();
  if (shown) fault(`${shown} errors are shown though they are filtered out`);
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize({ width: PAPER, height: 1000 });
  const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (beyond > 0) fault(`on paper ${beyond} pixels are beyond the edge`);
  await tab.pdf({ path: path.join(folder, `${page.name}.pdf`), preferCSSPageSize: true });
  await context.close();

  // as in a mail
  const mail = await open(page, { javaScriptEnabled: false });
  if (await mail.tab.locator('body').isVisible()) await mustSayAll(page, mail.tab, 'without scripts');
  await mail.context.close();

  // under the policy that Jenkins gives pages
  const bare = await browser.newContext();
  const sandboxed = await bare.newPage();
  const policy = "default-src 'none'; img-src 'self'; style-src 'self';";
  await sandboxed.route('http://page.test/**', (route) => route.fulfill({
    body: page.html, contentType: 'text/html', headers: { 'content-security-policy': policy },
  }));
  await sandboxed.goto('http://page.test/');
  await mustSayAll(page, sandboxed, 'without styles');
  await bare.close();
}

if (picture) {
  const { context, tab } = await open(pages[0], { colorScheme: 'light', viewport: { width: 1180, height: 1560 } });
  await tab.screenshot({ path: picture });
  await context.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${pages.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
