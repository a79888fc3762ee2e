// What the browser checks share: Studio as it was built, and Debian's Chromium to look at it.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const built = process.env.CAJAL_STUDIO ?? fileURLToPath(new URL('../../bin/Release/net10.0/Cajal.Studio.dll', import.meta.url));
const browserPath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Why the checks cannot run here; false when they can. */
export const skip = !browserPath ? 'Chromium is not installed (apt-get install chromium, or name it in CHROMIUM).'
  : !existsSync(built) ? 'Studio is not built (dotnet build -c Release apps/Cajal.Studio).' : false;

/** Starts Studio on a free port; what it is given goes onto its command line. */
export async function startStudio(...more) {
  const process_ = spawn('dotnet', [built, '--no-browser', '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  const address = await new Promise((found, lost) => {
    let text = '';
    const read = part => { text += part; const at = text.match(/http:\/\/127\.0\.0\.1:\d+\//); if (at) found(at[0]); };
    process_.stdout.on('data', read);
    process_.stderr.on('data', read);
    process_.on('exit', code => lost(new Error(`Studio ended with ${code}: ${text}`)));
  });
  return { address, process: process_, stop: () => new Promise(done => { process_.removeAllListeners('exit'); process_.on('exit', done); process_.kill('SIGINT'); }) };
}

/** Starts the browser. */
export const startBrowser = () => chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Tells what goes wrong in a page, whom else than Studio it asks, and what it is answered. */
export function watch(page, address, { fault, stranger, answer = () => { } }) {
  const own = new URL(address).host;
  page.on('pageerror', error => fault(error.stack ?? String(error)));
  page.on('console', line => { if (line.type() === 'error') fault(line.text()); });
  page.on('request', request => { const to = new URL(request.url()); if (!['data:', 'blob:'].includes(to.protocol) && to.host !== own) stranger(request.url()); });
  page.on('response', answer);
}

/** A page that remembers what went wrong in it (`page.faults`) and whom else it asked (`page.strangers`). */
export async function openPage(browser, address, { width = 1280, height = 900, dark = false, language = 'en-GB', wait = '' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale: language, reducedMotion: 'reduce', acceptDownloads: true });
  const page = await context.newPage();
  page.faults = [];
  page.strangers = [];
  watch(page, address, { fault: text => page.faults.push(text), stranger: to => page.strangers.push(to) });
  await page.goto(address);
  if (wait) await page.waitForSelector(wait);
  return page;
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What keeps people out, of axe's findings that are serious or critical: one line each. */
export async function barriers(page) {
  // The page's own policy lets no script in but its own; this one comes through the debugger.
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(v => ['serious', 'critical'].includes(v.impact)).flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} (${v.help})`));
}

/** Whether the page is wider than its window: something is cut off or must be scrolled to. */
export const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The controls of a page of which help says nothing; help is turned on and off again. */
export async function unhelped(page) {
  await page.locator('[data-part=help]').click();
  const found = await page.evaluate(() => {
    const strip = document.querySelector('.help p'), missing = [];
    for (const control of document.querySelectorAll('button, input, select, textarea, a, summary, [tabindex], canvas')) {
      if (control.getClientRects().length === 0 || control.closest('.help, [data-part=help]')) continue;
      strip.textContent = '';
      control.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
      if (!strip.textContent) missing.push(control.outerHTML.slice(0, 120));
    }
    return missing;
  });
  await page.keyboard.press('Escape');
  return found;
}
