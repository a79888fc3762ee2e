// Somebody who presses everything at random: node random.mjs [MINUTES (10)] [SEED]. What breaks is listed; the last line has the totals.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser, startStudio, watch } from './studio.mjs';

const rooms = ['', 'lessons', 'draw', 'runs', 'files', 'lessons#perceptron', 'lessons#nowhere', '#v=1&data=spiral&layers=8:relu,8:tanh&optimizer=adam&rate=0.03', '#v=1&data=iris&scale=standardised', '#v=1&layers=256:relu,256:relu,256:relu',
  '#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&noise=0&networkShape=4,2&seed=0.5&discretize=false&problem=classification', '#v=1&rate=nonsense', '#v=1&data=moons&rate=1000', '?embed=network,answer,views&view=warp#v=1&data=xor', 'licences.md', 'nowhere'];
const typed = ['0', '1', '-1', '0.1', '3', '7', '12', '64', '1e9', '-1e300', '1e-300', '00012', '', 'NaN', 'one two', '½', 'relu', '../..', '<b>x</b>', 'learningRate=0.003', '\u202e神经元', 'x'.repeat(3000), 'a,b,kind\n1,2,x\n2,1,y\n3,4,x\n'];
const keys = ['Tab', 'Tab', 'Shift+Tab', 'Enter', 'Space', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Backspace', 'Delete', 'Home', 'End', 'PageDown', 's', 'b', 'e', 'r', '[', ']', '?', 'Control+a', '5'];
const files = [['t.csv', 'a,b,kind\n1,2,x\n2,1,y\n3,4,x\n4,4,y\n'], ['t.csv', 'a,b\n1\n'], ['t.onnx', 'this is no network'], ['t.safetensors', '\x08\0\0\0\0\0\0\0{"w": 1}'], ['t.zip', 'PK\x03\x04'], ['t.png', 'no picture'], ['empty.csv', '']];
// What can be pressed; the last are elements that listen without saying so.
const pressable = 'button, a[href], input, select, textarea, summary, label, canvas, [tabindex], [role=button], tr, .node, svg path, svg g, .u-over';

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function numbers(seed) {
  return () => { seed = seed + 0x6D2B79F5 | 0; let t = Math.imul(seed ^ seed >>> 15, 1 | seed); t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t; return ((t ^ t >>> 14) >>> 0) / 4294967296; };
}

/** Megabytes of a process; 0 where the machine does not tell. */
function memory(pid) {
  try { return Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024); } catch { return 0; }
}

/** A folder of runs: whole, broken, without rows. */
function someRuns() {
  const folder = mkdtempSync(join(tmpdir(), 'cajal-random-'));
  for (let i = 0; i < 40; i++) {
    const run = join(folder, `run-${i}`);
    mkdirSync(run);
    writeFileSync(join(run, 'recipe.json'), i === 7 ? '{' : JSON.stringify({ formatVersion: 1, data: 'spiral', seed: i, epochs: 40, learningRate: (i % 5 + 1) / 100 }));
    writeFileSync(join(run, 'metrics.csv'), 'epoch,step,loss,data_loss,validation_loss,learning_rate,seconds\n' + Array.from({ length: 3 * i }, (_, e) => `${e + 1},${10 * e},${1 / (e + 1)},${i === 9 ? 'NaN' : 1 / (e + 1)},${2 / (e + 1)},0.01,${e}\n`).join(''));
  }
  return folder;
}

/** Does it for so long; `say` hears what breaks when it does. */
export async function wander({ minutes, seed, say = () => { } }) {
  const next = numbers(seed), under = n => Math.floor(next() * n), one = list => list[under(list.length)];
  const counts = { actions: 0, pages: 0, checkups: 0, refusals: 0, lost: 0 }, broken = [], trail = [];
  const folder = someRuns(), studio = await startStudio('--runs', folder);
  const browser = await startBrowser();
  const fail = what => { const line = `${what.slice(0, 600)} after: ${trail.slice(-6).join(' | ')}`; broken.push(line); say(line); };
  studio.process.stderr.on('data', part => fail(`server: ${part}`));
  studio.process.on('exit', code => { if (!stopping) fail(`server ended with ${code}`); });
  let stopping = false, context, page;

  const hear = opened => watch(opened, studio.address, {
    fault: text => { if (/the server responded with a status of 4\d\d/.test(text)) counts.refusals++; else fail(`page: ${text}`); },
    stranger: address => fail(`asked another host: ${address}`),
    answer: response => { if (response.status() >= 500) fail(`${response.status()} from ${response.url()}`); },
  });

  async function begin() {
    context = await browser.newContext({ viewport: one([{ width: 1280, height: 900 }, { width: 360, height: 740 }, { width: 1920, height: 1080 }]), locale: one(['en-GB', 'zh-CN']), colorScheme: one(['light', 'dark']), acceptDownloads: true });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    hear(page);
    counts.pages++;
    // A report, a derivation or a whole playground that a link opened.
    context.on('page', other => { counts.pages++; hear(other); setTimeout(() => other.close().catch(() => { }), 1500); });
    page.on('dialog', dialog => dialog.accept('3').catch(() => { }));
    await page.goto(studio.address + one(rooms));
  }

  // One of what is there, brought into view, and where it is.
  const some = what => page.evaluate(([css, u]) => {
    const all = [...document.querySelectorAll(css)].filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; }), e = all[Math.floor(u * all.length)];
    if (!e) return null;
    e.scrollIntoView({ block: 'center' });
    const r = e.getBoundingClientRect();
    return { x: r.x, y: r.y, width: r.width, height: r.height, name: `${e.tagName.toLowerCase()}${e.type ? `[${e.type}]` : ''} ${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 30)}` };
  }, [what, next()]);
  const inside = r => [r.x + r.width * next(), r.y + r.height * next()];
  const anywhere = () => [under(page.viewportSize().width), under(page.viewportSize().height)];

  const acts = {
    async press() { const r = await some(pressable); if (!r) return ''; await page.mouse.click(...inside(r), { clickCount: next() < 0.1 ? 2 : 1 }); return r.name; },
    async button() { const r = await some('button, summary'); if (!r) return ''; await page.mouse.click(r.x + r.width / 2, r.y + r.height / 2); return r.name; },
    async pressAnywhere() { const at = anywhere(); await page.mouse.click(...at); return at.join(); },
    async choose() {
      return page.evaluate(([u, v]) => {
        const all = [...document.querySelectorAll('select')], select = all[Math.floor(u * all.length)];
        if (!select?.options.length) return '';
        select.selectedIndex = Math.floor(v * select.options.length);
        const value = select.value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return value;
      }, [next(), next()]);
    },
    async type() {
      const r = await some('input:not([type=file]), textarea');
      const text = one(typed);
      if (!r) return '';
      await page.mouse.click(...inside(r));
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
      if (next() < 0.8) await page.keyboard.press(one(['Enter', 'Tab']));
      return `${r.name} ← ${text.slice(0, 20)}`;
    },
    async slide() {
      return page.evaluate(([u, v]) => {
        const all = [...document.querySelectorAll('input[type=range]')], range = all[Math.floor(u * all.length)];
        if (!range) return '';
        range.value = String(Number(range.min) + v * (Number(range.max) - Number(range.min)));
        for (const kind of ['input', 'change']) range.dispatchEvent(new Event(kind, { bubbles: true }));
        return range.value;
      }, [next(), next()]);
    },
    async drag() {
      const r = next() < 0.7 ? await some('canvas, .u-over, input[type=range]') : null, from = r ? inside(r) : anywhere(), to = r ? inside(r) : anywhere();
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: 4 });
      await page.mouse.up();
      return r?.name ?? '';
    },
    async scroll() { await page.mouse.move(...anywhere()); await page.mouse.wheel(0, under(2000) - 1000); return ''; },
    async key() { const key = one(keys); for (let i = under(4); i >= 0; i--) await page.keyboard.press(key); return key; },
    async point() { await page.mouse.move(...anywhere(), { steps: 3 }); return ''; },
    async resize() { await page.setViewportSize({ width: 320 + under(1600), height: 400 + under(800) }); return ''; },
    async send() {
      const boxes = await page.$$('input[type=file]');
      if (boxes.length === 0) return '';
      const [name, text] = one(files);
      await one(boxes).setInputFiles({ name, mimeType: '', buffer: Buffer.from(text, 'latin1') });
      return name;
    },
    async back() { await (next() < 0.7 ? page.goBack() : page.goForward()); return page.url(); },
    async reload() { await page.reload(); return ''; },
    async room() { const to = one(rooms); await page.goto(studio.address + to); return to; },
    async link() { await page.evaluate(to => { location.hash = to; }, one(rooms).replace(/^[^#]*/, '')); return page.url(); },
    async otherPage() { await context.close(); await begin(); return ''; },
  };
  const weights = { press: 30, button: 14, choose: 8, type: 8, slide: 5, drag: 7, key: 8, pressAnywhere: 4, point: 3, scroll: 3, send: 2, resize: 1, back: 1.5, link: 1.5, room: 2, reload: 0.8, otherPage: 0.3 };
  const total = Object.values(weights).reduce((a, b) => a + b, 0);
  const anAct = () => { let at = next() * total; for (const [name, weight] of Object.entries(weights)) if ((at -= weight) < 0) return name; return 'press'; };

  async function act() {
    const name = anAct();
    trail.push(name);
    try {
      trail.push(`${name} ${String(await inTime(acts[name](), 20_000)).replace(/\s+/g, ' ')}`.trim());
      trail.splice(-2, 1);
    } catch (error) {
      // What a click sent away, or a history without a page before, is no fault; a page that answers nobody is.
      if (/answers nobody/.test(error.message)) throw error;
      if (!/context was destroyed|Target.*closed|has been closed|frame was detached|interrupted by another navigation|ERR_ABORTED|Cannot navigate|Timeout .* exceeded|[Nn]ot attached/.test(error.message)) throw error;
    }
    counts.actions++;
  }

  const standing = () => page.evaluate(() => `${location.hash} ${['.standing', '.play', '.trouble', '.timeline .alarm'].map(e => document.querySelector(e)).map(e => e && !e.hidden ? e.textContent : '–').join(' · ')}`).catch(error => error.message);

  // What was pressed may lead to another page just now; then that one is looked at.
  async function ask(look) {
    for (; ;) {
      try { return await page.evaluate(look); } catch (error) { if (!/context was destroyed/.test(error.message)) throw error; }
      await page.waitForLoadState();
    }
  }

  // After whatever happened the page is not blank, and where it is a playground its session trains.
  async function checkup() {
    counts.checkups++;
    const where = page.url();
    // A page that is on its way may take as long as the machine needs.
    if (!/nowhere|export|^about:blank/.test(where)) await page.waitForFunction(() => document.body?.innerText.trim().length > 30, null, { timeout: 20_000 }).catch(() => fail(`blank page at ${where}`));
    const isPlayground = await ask(() => document.querySelector('.standing') !== null);
    if (!isPlayground) { await page.goto(studio.address); await page.waitForSelector('.standing dd'); }
    // In help mode nothing that is pressed does anything.
    if (await ask(() => document.body.classList.contains('helping'))) await page.keyboard.press('Escape');
    await ask(() => { location.hash = `v=1&weightSeed=${Math.floor(Math.random() * 1e6)}`; });
    await page.waitForFunction(() => /^[01]$/.test(document.querySelector('.standing dd')?.textContent ?? ''), null, { timeout: 30_000 }).catch(async () => fail(`the session did not open a link at ${where}, ${await standing()}`));
    // What was pressed before may still come to its end, and stop it: it is pressed again until it trains.
    await page.waitForFunction(() => {
      if (Number(document.querySelector('.standing dd')?.textContent.replace(/\D/g, '')) > 3) return true;
      const play = document.querySelector('.play');
      if (!play.classList.contains('on')) play.click();
      return false;
    }, null, { timeout: 30_000, polling: 400 }).catch(async () => fail(`the session did not train at ${where}, ${await standing()}`));
  }

  await begin();
  await page.waitForTimeout(1000);
  const before = memory(studio.process.pid), until = Date.now() + minutes * 60_000;
  let most = before, nextCheckup = 40;
  while (Date.now() < until && !studio.process.exitCode) {
    try {
      await act();
      if (counts.actions >= nextCheckup) { nextCheckup += 40; most = Math.max(most, memory(studio.process.pid)); await checkup(); }
    } catch (error) {
      // Now and then the browser does not come back from a press; that counts where the page itself is stuck.
      const isAwake = await inTime(page.evaluate(() => true), 5000).catch(() => false);
      if (/answers nobody/.test(error.message) && isAwake) counts.lost++;
      else fail(`${page.url()}: ${error.message.split('\n')[0]}`);
      await context.close().catch(() => { });
      await begin();
    }
  }
  try { await checkup(); } catch (error) { fail(`last checkup: ${error.message.split('\n')[0]}`); }
  await context.close();
  await begin();
  await page.goto(studio.address);
  await page.waitForTimeout(3000);
  const after = memory(studio.process.pid);
  stopping = true;
  await browser.close();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
  return { ...counts, seed, broken, before, most, after };
}

const inTime = (work, milliseconds) => { let timer; return Promise.race([work, new Promise((_, lost) => { timer = setTimeout(() => lost(new Error('the page answers nobody')), milliseconds); })]).finally(() => clearTimeout(timer)); };

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const minutes = Number(process.argv[2] ?? 10), seed = Number(process.argv[3] ?? Date.now() % 1e6);
  const r = await wander({ minutes, seed, say: console.log });
  console.log(`seed ${seed}, ${minutes} minutes: ${r.actions} actions on ${r.pages} pages, ${r.checkups} checkups, ${r.refusals} refusals with a sentence, ${r.lost} presses lost by the browser, ${r.broken.length} things broken; server ${r.before} MB at the start, ${r.most} at most, ${r.after} at the end`);
  process.exit(r.broken.length ? 1 : 0);
}
