// The views, what can be saved, help and embedding, in a real browser.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { barriers, openPage, overflow, skip, startBrowser, startStudio, unhelped } from './studio.mjs';

let studio, browser;
before(async () => { if (!skip) [studio, browser] = [await startStudio('--embed'), await startBrowser()]; });
after(async () => { await browser?.close(); await studio?.stop(); });

const names = ['warp', 'spreads', 'judgement', 'surface', 'pieces', 'matrices'];
const open = (hash = '', more = {}) => openPage(browser, studio.address + hash, { wait: '.node canvas', ...more });
const done = async page => { assert.deepEqual(page.faults, []); assert.deepEqual(page.strangers, []); await page.context().close(); };
const show = async (page, name) => { await page.locator(`[data-view=${name}]`).click(); await page.waitForFunction(n => document.querySelector(`[data-view=${n}]`).getAttribute('aria-selected') === 'true', name); };
const seen = (page, pattern) => page.waitForFunction(p => new RegExp(p).test(document.querySelector('#view').innerText), pattern);
const steps = async (page, n) => { for (let i = 0; i < n; i++) await page.keyboard.press('e'); await page.waitForFunction(e => document.querySelector('.standing dd').textContent.trim() === String(e), n); };

test('a layer is chosen, its axes too, and the border is a line of the last hidden one', { skip }, async () => {
  const page = await open('#v=1&layers=6:tanh,2:tanh');
  await show(page, 'warp');
  await seen(page, 'linear probe');
  const buttons = page.locator('#view [role=group] button');
  assert.equal(await buttons.count(), 4);
  await buttons.nth(2).click();
  await seen(page, 'dashed line is the border');
  await page.locator('[data-part=warp-axes] select').first().selectOption('components');
  await page.waitForFunction(() => document.querySelectorAll('[data-part=warp-axes] select').length === 1);
  await done(page);
});

test('an open view follows whatever is opened in its place', { skip }, async () => {
  const page = await open('#v=1&layers=6:tanh,4:relu');
  for (const name of names) {
    await show(page, name);
    for (const [link, units] of [['v=1&data=spiral&layers=6:tanh,4:relu', 10], ['v=1&data=iris&scale=standardised&layers=5:relu', 5], ['v=1&data=sine&inputs=x&layers=3:relu', 3], ['v=1&data=XOR&layers=2:tanh', 2]]) {
      await page.evaluate(to => { location.hash = to; }, link);
      await page.waitForFunction(([to, n]) => location.hash.includes(to) && document.querySelectorAll('.node canvas').length > n, [link.match(/data=\w+/)[0], units]);
      await page.waitForTimeout(60);
    }
  }
  await done(page);
});

test('a view moves while it trains, and no more when it is closed', { skip }, async () => {
  const page = await open('#v=1&layers=4:tanh');
  await show(page, 'judgement');
  await seen(page, 'ROC curve, area under it: \\d');
  const before = await page.locator('#view figcaption').first().innerText();
  await page.locator('.play').click();
  await page.waitForFunction(b => document.querySelector('#view figcaption').innerText !== b, before);
  await page.locator('[data-view=judgement]').click();
  assert.equal(await page.locator('#view').innerText(), '');
  await page.locator('.play').click();
  await done(page);
});

test('the worst answers are listed, and one of them can be pinned', { skip }, async () => {
  const page = await open('#v=1&data=spiral');
  await steps(page, 2);
  await show(page, 'judgement');
  await page.locator('.worst button').first().waitFor();
  assert.ok((await page.locator('.worst button').count()) <= 8);
  await page.locator('.worst button').first().click();
  await page.waitForFunction(() => /ℓ =/.test(document.querySelector('.numbers').innerText));
  await page.locator('[data-part=judged] select').selectOption('train');
  await seen(page, 'training points: accuracy');
  await done(page);
});

test('numbers have no confusion matrix but their answers over their targets', { skip }, async () => {
  const page = await open('#v=1&data=plane');
  await show(page, 'judgement');
  await seen(page, 'mean squared error');
  assert.equal(await page.locator('.confusion').count(), 0);
  await done(page);
});

test('what was kept lies over what is', { skip }, async () => {
  const page = await open('#v=1&l1=0.01');
  await show(page, 'spreads');
  await page.locator('[data-part=keep]').click();
  await seen(page, 'L1 0.01');
  await page.locator('[data-part=keep]').click();
  await page.waitForFunction(() => !/L1 0.01/.test(document.querySelector('#view').innerText));
  await done(page);
});

test('the loss is drawn over the path, over drawn directions and along a line', { skip }, async () => {
  const page = await open();
  await steps(page, 3);
  await show(page, 'surface');
  await seen(page, 'two widest directions');
  for (const [how, said] of [['drawn', 'two random directions'], ['straight', 'α = 1']]) { await page.locator('[data-part=surface-over] select').selectOption(how); await page.waitForFunction(s => document.querySelector('#view figcaption').innerText.includes(s), said); }
  await done(page);
});

test('a curve is taken apart, a plane is not', { skip }, async () => {
  const page = await open('#v=1&data=sine&noise=0.1&inputs=x&layers=4:relu');
  await show(page, 'pieces');
  await seen(page, 'straight pieces');
  await page.locator('[data-part=data] select').first().selectOption('circle');
  await seen(page, 'Choose the set');
  await done(page);
});

test('matrices have their shapes in both conventions', { skip }, async () => {
  const page = await open('#v=1&layers=3:relu&batch=5');
  await show(page, 'matrices');
  await seen(page, '\\[5×2\\]·\\[2×3\\] \\+ \\[1×3\\] → \\[5×3\\]');
  await seen(page, '\\[3×2\\]·\\[2×5\\] \\+ \\[3×1\\] → \\[3×5\\]');
  await page.locator('[data-part=matrix-layer] select').selectOption('2');
  await seen(page, '\\[5×3\\]·\\[3×1\\]');
  await page.keyboard.press('s');
  await page.locator('[data-part=matrix-rows] select').selectOption('point');
  await seen(page, '\\[1×3\\]·\\[3×1\\]');
  await done(page);
});

test('the lines of units are drawn over the plane, and go again', { skip }, async () => {
  const page = await open('#v=1&layers=1:tanh&weights=1,0,-2,1,0');
  // x = 2 lies at two thirds of the width.
  const at = () => page.locator('canvas.plane').evaluate(c => [...c.getContext('2d').getImageData(Math.round(c.width * 2 / 3), Math.round(c.height * 0.1), 1, 1).data].join());
  const isOrange = colour => { const [r, g, b] = colour.split(',').map(Number); return Math.abs(r - 213) < 20 && Math.abs(g - 94) < 50 && b < 90; };
  assert.ok(!isOrange(await at()));
  await page.locator('[data-part=unit-lines] select').selectOption('1');
  for (let i = 0; i < 100 && !isOrange(await at()); i++) await page.waitForTimeout(50);
  assert.ok(isOrange(await at()), await at());
  await page.locator('[data-part=unit-lines] select').selectOption('0');
  for (let i = 0; i < 100 && isOrange(await at()); i++) await page.waitForTimeout(50);
  assert.ok(!isOrange(await at()), await at());
  await done(page);
});

test('the cost of a step is said, and measured once it trains', { skip }, async () => {
  const page = await open();
  await page.waitForFunction(() => /18 multiply-adds an answer, 460 a step of 10/.test(document.querySelector('.cost').textContent));
  await page.locator('.play').click();
  await page.waitForFunction(() => /[µm]s a step \(measured.*estimated/.test(document.querySelector('.cost').textContent));
  await done(page);
});

test('pictures, curves and the report can be saved', { skip }, async () => {
  const page = await open();
  await steps(page, 2);
  await show(page, 'warp');
  await seen(page, 'linear probe');
  for (const name of ['plane', 'network', 'curves', 'view']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-save=${name}]`).click()]);
    const bytes = readFileSync(await file.path());
    assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
    assert.ok(bytes.length > 3000, `${name} has ${bytes.length} bytes`);
  }
  const [table] = await Promise.all([page.waitForEvent('download'), page.locator('[data-save=csv]').click()]);
  assert.equal(readFileSync(await table.path(), 'utf8').trim().split('\n').length, 4);
  const report = await page.request.get(new URL(await page.locator('[data-save=report]').getAttribute('href'), studio.address).href);
  assert.match(await report.text(), /multiply-adds/);
  // As a page it runs its own script, and nothing of it is held back.
  const opened = await openPage(browser, report.url());
  assert.deepEqual(opened.faults, []);
  await opened.context().close();
  await done(page);
});

for (const language of ['en', 'zh']) {
  test(`every control has help (${language})`, { skip }, async () => {
    const page = await open(`#v=1&layers=3:relu,2:tanh&showTest=true&language=${language}`);
    await page.keyboard.press('s');
    await page.locator('.numbers a').first().waitFor();
    for (const name of names) {
      await show(page, name);
      await page.waitForFunction(() => document.querySelector('#view').innerText.length > 5);
      assert.deepEqual(await unhelped(page), []);
      assert.ok(await page.locator('.help').isHidden());
    }
    await done(page);
  });
}

test('in help mode a press tells and does nothing', { skip }, async () => {
  const page = await open();
  await page.locator('[data-part=help]').click();
  await page.getByRole('button', { name: 'Epoch' }).click();
  assert.match(await page.locator('.help p').innerText(), /an epoch goes through all points/);
  await page.locator('.help button').click();
  assert.equal(await page.locator('.standing dd').first().innerText(), '0');
  await page.getByRole('button', { name: 'Epoch' }).click();
  await page.waitForFunction(() => document.querySelector('.standing dd').textContent.trim() === '1');
  await done(page);
});

test('views are reached with the keyboard, keep nobody out, and fit a phone', { skip }, async () => {
  const page = await open('#v=1&data=clouds&classes=3&language=zh', { width: 360, height: 780, dark: true });
  await page.locator('[data-view=warp]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await seen(page, '权重');
  for (const name of names) {
    await show(page, name);
    await page.waitForTimeout(300);
    assert.ok(await overflow(page) <= 0, name);
    assert.deepEqual((await barriers(page)), [], name);
  }
  await done(page);
});

test('a lecture page holds a playground by one element', { skip }, async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cajal-')), 'lecture.html');
  writeFileSync(file, `<!doctype html><title>Lecture</title><script src="${studio.address}embed.js"></script><cajal-playground state="data=xor&layers=3:tanh" show="transport,network,answer,views" view="warp" height="700"></cajal-playground>`);
  const page = await openPage(browser, pathToFileURL(file).href);
  const frame = page.frameLocator('iframe');
  await frame.locator('.node canvas').first().waitFor();
  await frame.locator('.play').click();
  await frame.locator('.play.on').waitFor();
  await frame.locator('#view figcaption').filter({ hasText: 'linear probe' }).waitFor();
  assert.ok(await frame.locator('.settings').isHidden());
  assert.ok(await frame.locator('header').isHidden());
  assert.match(await frame.locator('.to-studio').getAttribute('href'), /data=xor/);
  await page.context().close();
});

test('without being asked for, no page holds it', { skip }, async () => {
  const plain = await startStudio();
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'cajal-')), 'lecture.html');
    writeFileSync(file, `<!doctype html><title>Lecture</title><iframe src="${plain.address}"></iframe>`);
    const page = await openPage(browser, pathToFileURL(file).href);
    await page.waitForTimeout(1500);
    assert.equal(await page.frameLocator('iframe').locator('.node').count(), 0);
    assert.match(page.faults.join(), /frame-ancestors/);
    await page.context().close();
  } finally { await plain.stop(); }
});
