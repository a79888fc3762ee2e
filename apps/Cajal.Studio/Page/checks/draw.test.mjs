// The room of digits: what is drawn is answered, a wrong answer is learned, all of it with keys too.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio } from './studio.mjs';

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
    assert.equal(await page.locator('.net-layer').count(), 11);
    await page.selectOption('.draw-room label:has-text("Ask about") select', '1');
    await page.waitForFunction(() => document.querySelector('.credit-title').textContent.endsWith('1'));
    await page.selectOption('.draw-room label:has-text("Network") select', 'mlp');
    await page.waitForFunction(() => document.querySelectorAll('.net-layer').length === 5);
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

  it('has room on a telephone, in Chinese, in the dark, without barriers', async () => {
    const page = await open({ width: 360, height: 740, language: 'zh-CN', dark: true });
    await stroke(page, [[0.5, 0.2], [0.5, 0.8]]);
    await said(page, 1);
    assert.match(await page.textContent('.says-digit'), /网络回答/);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await barriers(page), []);
    await page.context().close();
  });
});
