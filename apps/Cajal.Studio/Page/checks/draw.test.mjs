// The room of digits: what is drawn is answered, a wrong answer is learned, all of it with keys too.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio, unhelped } from './studio.mjs';

const patience = { timeout: 120_000 };

describe('draw a digit', { skip }, () => {
  let studio, browser;
  before(async () => { studio = await startStudio(); browser = await startBrowser(); });
  after(async () => { await browser?.close(); await studio?.stop(); });

  const open = async (more = {}) => {
    const page = await openPage(browser, `${studio.address}draw`, { wait: '.draw-room .pad', ...more });
    await page.waitForFunction(() => document.body.dataset.phase === 'ready', null, patience);
    return page;
  };
  const said = (page, digit) => page.waitForFunction(d => document.body.dataset.answer === d, String(digit), { timeout: 20_000 });
  async function stroke(page, points) {
    const box = await page.locator('.pad').boundingBox(), at = ([u, v]) => [box.x + u * box.width, box.y + v * box.height];
    await page.mouse.move(...at(points[0]));
    await page.mouse.down();
    for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 6 });
    await page.mouse.up();
  }

  it('answers a one and a seven, by both networks, with every layer and what each pixel says', async () => {
    const page = await open();
    await stroke(page, [[0.3, 0.22], [0.7, 0.22], [0.45, 0.8]]);
    await said(page, 7);
    assert.equal(await page.locator('.all-layers .net-layer').count(), 11);
    await page.selectOption('.draw-room label:has-text("Ask about") select', '1');
    await page.waitForFunction(() => document.querySelector('.credit-title').textContent.endsWith('1'));
    await page.selectOption('.draw-room label:has-text("Network") select', 'mlp');
    await page.waitForFunction(() => document.querySelectorAll('.all-layers .net-layer').length === 5);
    await page.click('button.clear');
    await page.waitForFunction(() => document.body.dataset.answer === '');
    await stroke(page, [[0.5, 0.2], [0.5, 0.8]]);
    await said(page, 1);
    await page.click('.pad + .row button:first-child');
    await page.waitForFunction(() => document.body.dataset.answer === '');
    assert.deepEqual([page.faults, page.strangers], [[], []]);
    await page.context().close();
  });

  it('draws with keys; a wrong answer is added, learned, judged before and after, and forgotten', async () => {
    const page = await open();
    await page.focus('.pad');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    for (let i = 0; i < 16; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await said(page, 1);
    await page.keyboard.press('7');
    await page.waitForFunction(() => document.querySelectorAll('.before').length === 4, null, patience);
    assert.match(await page.textContent('[data-net=cnn]'), /\/1\)/);
    await page.click('.forget');
    await page.waitForFunction(() => document.querySelectorAll('.before').length === 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  it('trains a network of the page: every button and setting works, its filters change, lost numbers are told, and it begins anew', async () => {
    const page = await open();
    const own = page.locator('.training');
    await own.scrollIntoViewIfNeeded();
    const stands = step => page.waitForFunction(n => document.querySelector('.training').dataset.step === n, String(step), patience);
    const looks = () => page.evaluate(() => [...document.querySelectorAll('.filters canvas')].map(c => c.toDataURL()).join());
    await stands(0);
    assert.ok(Number(await own.getAttribute('data-right')) < 0.4);
    assert.equal(await page.locator('.filters canvas').count(), 6 + 96);
    const before = await looks();
    await page.click('.one-step');
    await stands(1);
    assert.notEqual(await looks(), before);
    await page.click('.training .play');
    await page.waitForFunction(() => Number(document.querySelector('.training').dataset.right) > 0.7, null, patience);
    await page.click('.training .play');
    await page.waitForFunction(() => document.querySelector('.training').dataset.running === 'false');
    await page.click('.another');
    await page.selectOption('[data-part=own-net] select', 'mlp');
    await page.waitForFunction(() => document.querySelectorAll('.filters canvas').length === 32);
    await page.selectOption('[data-part=own-optimizer] select', 'sgd');
    await page.fill('[data-part=own-batch] input', '500');
    await page.press('[data-part=own-batch] input', 'Enter');
    await page.click('.one-epoch');
    await stands(12);
    await page.fill('[data-part=own-rate] input', '100');
    await page.press('[data-part=own-rate] input', 'Enter');
    await page.click('.training .play');
    await page.waitForFunction(() => /numbers of the network are lost/.test(document.querySelector('.training .alarm').textContent), null, patience);
    await page.fill('[data-part=own-rate] input', '0.1');
    await page.press('[data-part=own-rate] input', 'Enter');
    await page.click('.anew');
    await stands(0);
    assert.equal(await page.textContent('.training .alarm'), '');
    await page.click('.one-step');
    await stands(1);
    await page.locator('.pad').scrollIntoViewIfNeeded();
    await stroke(page, [[0.5, 0.2], [0.5, 0.8]]);
    await page.waitForFunction(() => !/it is a/.test(document.querySelector('.training .says-digit').textContent));
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await unhelped(page), []);
    assert.deepEqual([page.faults, page.strangers], [[], []]);
    await page.context().close();
  });

  it('has room on a telephone, in Chinese, in the dark, without barriers', async () => {
    const page = await open({ width: 360, height: 740, language: 'zh-CN', dark: true });
    await stroke(page, [[0.5, 0.2], [0.5, 0.8]]);
    await said(page, 1);
    assert.match(await page.textContent('.says-digit'), /网络回答/);
    await page.locator('.training').scrollIntoViewIfNeeded();
    await page.waitForSelector('.filters canvas');
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await unhelped(page), []);
    await page.context().close();
  });
});
