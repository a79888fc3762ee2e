// The room of lessons as a person meets it: predict, move, reach the check; every lesson, both languages.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio, unhelped } from './studio.mjs';

const texts = fileURLToPath(new URL('../../Lessons/Texts/', import.meta.url));

describe('lessons', { skip }, () => {
  let studio, browser;
  before(async () => { studio = await startStudio(); browser = await startBrowser(); });
  after(async () => { await browser?.close(); await studio?.stop(); });

  const open = (name, more = {}) => openPage(browser, `${studio.address}lessons#${name}`, { wait: '.lesson', ...more });
  const settled = page => page.waitForFunction(() => document.querySelector('.bench .figures-row dd') && !document.querySelector('.bench').hasAttribute('aria-busy'));
  const number = (page, name) => page.textContent(`.bench [data-number="${name}"]`);

  it('is closed until a prediction is made, and says why the answer is right', async () => {
    const page = await open('01-neuron');
    await settled(page);
    assert.equal(await page.evaluate(() => document.querySelector('.bench').inert), true);
    await page.click('.option:nth-of-type(1) input');
    await page.click('.lesson form button[type=submit]');
    assert.match(await page.textContent('.verdict'), /Not this one.*It moves and keeps its direction/s);
    assert.equal(await page.evaluate(() => document.querySelector('.bench').inert), false);
    await page.click('.option:nth-of-type(2) input');
    await page.click('.lesson form button[type=submit]');
    assert.match(await page.textContent('.verdict'), /Right/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  it('a slider, a typed number and a choice move the engine\'s answer, and the check notices', async () => {
    const page = await open('01-neuron');
    await page.click('.lesson form button[type=button]');
    await settled(page);
    assert.equal(await number(page, 'z'), '1');
    await page.fill('[data-control=b] input[type=number]', '2');
    await page.press('[data-control=b] input[type=number]', 'Enter');
    await page.waitForFunction(() => document.querySelector('[data-number=z]').textContent === '3');
    await page.waitForSelector('.checks .good');
    await page.waitForSelector('.lesson-list .tick');
    await page.focus('[data-control=w1] input[type=range]');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.querySelector('[data-number=z]').textContent === '2.95');
    await page.selectOption('[data-control=activation] select', 'identity');
    await page.waitForFunction(() => document.querySelector('[data-number=a]').textContent === '2.95');
    await page.click('.bench .row button >> text=back to the start');
    await page.waitForFunction(() => document.querySelector('[data-number=z]').textContent === '1');
    await page.context().close();
  });

  it('the stepper goes on, back, and by itself', async () => {
    const page = await open('08-backpropagation');
    await page.click('.lesson form button[type=button]');
    await settled(page);
    await page.click('[data-control=lines] .step-on');
    await page.waitForFunction(() => document.querySelector('.drawn-table tr.marked')?.textContent.includes('0.755'));
    await page.click('[data-control=lines] .row button:first-child');
    await page.waitForFunction(() => !document.querySelector('.drawn-table tr.marked'));
    await page.click('[data-control=lines] .row button:last-child');
    await page.waitForFunction(() => document.querySelector('.drawn-table tr.marked')?.rowIndex >= 2);
    await page.context().close();
  });

  it('every lesson opens in both languages, its solution reaches the check, and nothing is wider than a telephone', async () => {
    const list = await (await fetch(`${studio.address}lesson?language=en`)).json();
    assert.equal(list.length, 20);
    for (const language of ['en', 'zh']) {
      const page = await open(list[0].name, { width: 360, height: 740, language: language === 'zh' ? 'zh-CN' : 'en-GB' });
      for (const { name } of list) {
        await page.evaluate(n => { location.hash = n; }, name);
        const title = (await (await fetch(`${studio.address}lesson/${name}?language=${language}`)).json()).title;
        await page.waitForFunction(t => document.querySelector('.lesson-title')?.textContent === t, title);
        await settled(page);
        if (language === 'en') {
          await page.click('.checkTitle > button');
          await page.waitForFunction(() => [...document.querySelectorAll('.checks li')].every(li => li.classList.contains('good')), null, { timeout: 60_000 });
        }
        assert.equal(await overflow(page), 0, `${name} ${language}`);
        assert.equal(await page.textContent('.bench .alarm'), '', name);
      }
      if (language === 'zh') assert.match(await page.textContent('.lesson-list summary'), /全部课程/);
      else assert.match(await page.textContent('.lesson-list summary'), /20\/20/);
      assert.deepEqual([page.faults, page.strangers], [[], []]);
      await page.context().close();
    }
  });

  it('a picture is drawn with keys and points with the pointer, and the bench takes them', async () => {
    const page = await open('14-convolution');
    await page.click('.lesson form button[type=button]');
    await settled(page);
    await page.focus('[data-control=drawing] canvas');
    await page.keyboard.press('Space');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('[data-control=picture] select').value === 'drawn');
    await settled(page);
    await page.evaluate(() => { location.hash = '15-gan'; });
    await page.waitForSelector('[data-control=points] canvas');
    await page.click('.lesson form button[type=button]');
    await page.click('[data-control=points] canvas', { position: { x: 60, y: 60 } });
    await page.waitForFunction(() => document.querySelector('[data-control=shape] select').value === 'drawn');
    await page.click('[data-control=phase] .step-on');
    await page.waitForFunction(() => document.querySelector('.says').textContent.includes('1.'));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  it('has no barriers, light and dark', async () => {
    for (const dark of [false, true]) {
      const page = await open('02-perceptron', { dark });
      await page.click('.lesson form button[type=button]');
      await settled(page);
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(await unhelped(page), []);
      await page.context().close();
    }
  });

  it('a teacher\'s folder takes the place of those inside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lessons-'));
    writeFileSync(join(folder, '01-mine.en.md'), readFileSync(join(texts, '01-neuron.en.md'), 'utf8').replace('The neuron', 'My neuron'));
    const own = await startStudio('--lessons', folder);
    const page = await openPage(browser, `${own.address}lessons`, { wait: '.lesson' });
    assert.equal(await page.textContent('.lesson-title'), 'My neuron');
    await page.context().close();
    await own.stop();
  });
});
