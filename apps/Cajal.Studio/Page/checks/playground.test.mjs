// The playground in a real browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio } from './studio.mjs';

let studio, browser;
before(async () => { if (!skip) [studio, browser] = [await startStudio(), await startBrowser()]; });
after(async () => { await browser?.close(); await studio?.stop(); });

const open = (hash = '', more = {}) => openPage(browser, studio.address + hash, { wait: '.node canvas', ...more });
const standing = (page, at) => page.locator('.standing dd').nth(at).innerText();
const epoch = async page => Number((await standing(page, 0)).replace(/\D/g, ''));
const pictures = page => page.locator('canvas.plane').evaluate(c => Number(c.dataset.pictures ?? 0));
const done = async page => { assert.deepEqual(page.faults, []); assert.deepEqual(page.strangers, []); await page.context().close(); };

test('what the engine says is told in the language that is chosen', { skip }, async () => {
  const page = await open('#v=1&init=zeros', { language: 'zh-CN' });
  await page.getByRole('button', { name: '完整诊断' }).click();
  await page.locator('.doctor details', { hasText: '对称的单元' }).waitFor();
  assert.doesNotMatch(await page.locator('.doctor').innerText(), /[a-z]{2,} [a-z]{2,}/);
  await page.locator('[data-part=language]').selectOption('en');
  await page.locator('.doctor', { hasText: 'Nothing was found so far.' }).waitFor();
  await done(page);
});

test('trains, steps, goes back, and asks nobody else', { skip }, async () => {
  const page = await open();
  await page.waitForFunction(() => Number(document.querySelector('canvas.plane').dataset.pictures) > 0);
  await page.getByRole('button', { name: 'Epoch' }).click();
  await page.waitForFunction(() => document.querySelector('.standing dd').textContent.trim() === '1');
  await page.locator('.play').click();
  await page.waitForFunction(() => Number(document.querySelector('.standing dd').textContent.replace(/\D/g, '')) > 30);
  await page.locator('.play').click();
  await page.waitForFunction(() => !document.querySelector('.play').classList.contains('on'));
  const reached = await epoch(page);
  await page.keyboard.press('[');
  await page.waitForFunction(e => Number(document.querySelector('.standing dd').textContent.replace(/\D/g, '')) < e, reached);
  assert.ok(await pictures(page) > 3);
  await done(page);
});

test('an old link keeps its meaning', { skip }, async () => {
  const page = await open('#activation=sigmoid&batchSize=7&dataset=xor&learningRate=0.1&networkShape=3,2&seed=0.5&noise=10&percTrainData=70&x=true&y=true&xTimesY=true&problem=classification&initZero=false&hideText=false');
  await page.waitForFunction(() => document.querySelectorAll('.node').length >= 3 + 3 + 2 + 1);
  assert.equal(await page.locator('.node').count(), 9);
  assert.match(await page.locator('.notes').innerText(), /Playground/);
  await page.getByRole('button', { name: 'Epoch' }).click();
  await page.waitForFunction(() => document.querySelector('.standing dd').textContent.trim() === '1');
  await done(page);
});

test('lost numbers never blank the page', { skip }, async () => {
  const page = await open('#data=circle&optimizer=sgd&rate=1000000000&output=linear&loss=mse&layers=8:relu,8:relu');
  await page.locator('.play').click();
  await page.waitForSelector('.timeline .alarm:not(:empty), .trouble:not([hidden])');
  assert.ok(await page.locator('.node canvas').count() > 3);
  assert.match(await page.locator('.timeline .alarm').innerText(), /\S/);
  await done(page);
});

test('a pinned point shows its numbers; its derivation is a page', { skip }, async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Sample' }).click();
  const link = page.locator('.numbers a').first();
  await link.waitFor();
  const derivation = await page.request.get(new URL(await link.getAttribute('href'), studio.address).href);
  assert.equal(derivation.status(), 200);
  assert.match(await derivation.text(), /δ|∂/);
  await done(page);
});

test('two pages, two trainings', { skip }, async () => {
  const [one, two] = [await open(), await open()];
  await one.locator('.play').click();
  await one.waitForFunction(() => Number(document.querySelector('.standing dd').textContent.replace(/\D/g, '')) > 5);
  assert.equal(await epoch(two), 0);
  await done(one);
  await two.locator('.play').click();
  await two.waitForFunction(() => Number(document.querySelector('.standing dd').textContent.replace(/\D/g, '')) > 5);
  await done(two);
});

test('only with the keyboard', { skip }, async () => {
  const page = await open();
  await page.keyboard.press('e');
  await page.waitForFunction(() => document.querySelector('.standing dd').textContent.trim() === '1');
  // The units are reached by Tab, and one of them says its formula.
  let said = '';
  for (let i = 0; i < 90 && !said.includes('='); i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.classList.contains('node'))) said = await page.locator('.card').innerText();
  }
  assert.match(said, /=/);
  await done(page);
});

for (const [name, size] of Object.entries({ phone: [360, 740], desk: [1280, 900], beamer: [1920, 1080] }))
  for (const dark of [false, true])
    test(`${name}, ${dark ? 'dark' : 'light'}: nothing is cut off, and nobody is kept out`, { skip }, async () => {
      const page = await open('', { width: size[0], height: size[1], dark, language: dark ? 'zh-CN' : 'en-GB' });
      await page.waitForFunction(() => Number(document.querySelector('canvas.plane').dataset.pictures) > 0);
      assert.ok(await overflow(page) <= 0, `${await overflow(page)} px too wide`);
      assert.deepEqual(await barriers(page), []);
      if (process.env.CAJAL_PICTURES) await page.screenshot({ path: `${process.env.CAJAL_PICTURES}/playground-${name}-${dark ? 'dark' : 'light'}.png`, fullPage: true });
      await done(page);
    });
