// Layers' options, stop rules, edits, gallery, races, lecture tables and the one matrix in a real browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio } from './studio.mjs';

let studio, browser;
before(async () => { if (!skip) [studio, browser] = [await startStudio(), await startBrowser()]; });
after(async () => { await browser?.close(); await studio?.stop(); });

const open = (hash = '', more = {}) => openPage(browser, studio.address + hash, { wait: '.node canvas', ...more });
const button = (page, name, more = {}) => page.getByRole('button', { name, exact: true, ...more });
const done = async page => { assert.deepEqual(page.faults, []); assert.deepEqual(page.strangers, []); await page.context().close(); };
const linkHas = (page, text) => page.waitForFunction(t => decodeURIComponent(location.hash).includes(t), text);
const lectureForward = '#v=1&data=drawn&numbers=true&points=0.5,0.8,1&trainShare=1&layers=2:sigmoid&output=sigmoid&loss=half-squared&rate=1&batch=1&weights=0.2,0.4,0.3,0.1,0.1,0.2,0.6,0.5,0.3';
const lectureBackward = '#v=1&data=drawn&numbers=true&points=0.35,0.9,0.5&trainShare=1&bias=false&layers=2:sigmoid&output=sigmoid&loss=half-squared&rate=1&batch=1&weights=0.1,0.8,0.4,0.6,0.3,0.9';

test('a layer takes norm, dropout, skip and penalties, and the link says them', { skip }, async () => {
  const page = await open('#v=1&layers=4:tanh,4:tanh');
  // The usual playground is shown before the link's.
  await page.waitForFunction(() => document.querySelectorAll('.node').length === 2 + 4 + 4 + 1);
  const options = page.locator('.more').nth(1);
  await options.locator('summary').click();
  const field = nth => options.locator('input[type=number]').nth(nth);
  await options.locator('select').selectOption('layer');
  await linkHas(page, '4:tanh:norm=layer');
  await field(0).fill('0.5');
  await field(0).press('Enter');
  await linkHas(page, 'dropout=0.5');
  await options.locator('input[type=checkbox]').check();
  await linkHas(page, ':skip');
  await field(1).fill('0.01');
  await field(1).press('Enter');
  await linkHas(page, 'l1=0.01');
  await field(2).fill('0.02');
  await field(2).press('Enter');
  await linkHas(page, 'layers=4:tanh,4:tanh:norm=layer:dropout=0.5:skip:l1=0.01:l2=0.02');
  await button(page, 'New dropout masks').click();
  await linkHas(page, 'dropoutSeed=');
  await page.getByLabel('layer 2: units').fill('6');
  await page.getByLabel('layer 2: units').press('Enter');
  await linkHas(page, '6:tanh:norm=layer:dropout=0.5:skip:l1=0.01:l2=0.02');
  await page.waitForFunction(() => document.querySelector('.notes').textContent.includes('Layer 2 cannot add its input'));
  await done(page);
});

test('dropped units are crossed out for a sample of the next batch', { skip }, async () => {
  const page = await open('#v=1&layers=16:tanh:dropout=0.5');
  await button(page, 'Sample').click();
  await page.waitForSelector('.node.dropped');
  const dropped = await page.locator('.node.dropped').count();
  assert.ok(dropped > 0 && dropped < 16);
  assert.equal(await page.locator('.node.dropped small').first().innerText(), '✕');
  assert.match(await page.locator('.node.dropped').first().getAttribute('title'), /dropped/);
  await page.locator('.node.dropped').first().click();
  await page.waitForFunction(() => document.querySelector('.card').textContent.includes('dropped in the next update'));
  await done(page);
});

test('patience stops, the best epoch is said and can be gone to', { skip }, async () => {
  const page = await open('#v=1&data=moons&noise=0.5&count=160&trainShare=0.2&layers=64:relu,64:relu&optimizer=adam&rate=0.01');
  await page.locator('[data-part=stops] summary').click();
  await page.getByLabel('epochs without a better test loss').fill('15');
  await page.getByLabel('epochs without a better test loss').press('Enter');
  await linkHas(page, 'stopPatience=15');
  await page.locator('.play').click();
  await page.waitForFunction(() => document.querySelector('.timeline .alarm').textContent.includes('test loss has not got better for 15 epochs'), null, { timeout: 60000 });
  const step = (await page.locator('.timeline .alarm').innerText()).match(/step (\d+)/)[1];
  await page.waitForFunction(s => document.querySelector('.best').textContent.includes(`(step ${s})`), step);
  await page.locator('.best button').click();
  await page.waitForFunction(s => document.querySelectorAll('.standing dd')[1].textContent.replace(/\D/g, '') === s, step);
  await done(page);
});

test('a weight and a bias are typed, and taken back', { skip }, async () => {
  const page = await open('#v=1&layers=3:tanh');
  await page.locator('.node').nth(2).click();
  await page.getByLabel('Type the bias').fill('1.5');
  await page.getByLabel('Type the bias').press('Enter');
  await page.waitForFunction(() => document.querySelector('.edit input')?.value === '1.5' && /Undo \(1\)/.test(document.querySelector('.edit').textContent));
  // The first line that leads into this unit.
  await page.locator('.node').nth(2).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Type the weight').fill('-2');
  await page.getByLabel('Type the weight').press('Enter');
  await page.waitForFunction(() => /Undo \(2\)/.test(document.querySelector('.edit').textContent));
  // The number comes with the next picture.
  await page.waitForFunction(() => /w = −2/.test(document.querySelector('.card').innerText));
  await page.locator('.edit button').nth(1).click();
  await page.waitForFunction(() => /Undo \(1\)/.test(document.querySelector('.edit').textContent));
  await page.locator('.edit button').nth(1).click();
  await page.waitForFunction(() => document.querySelectorAll('.edit button')[1].disabled);
  await done(page);
});

test('a gradient is typed, waits for the next update, is used by it, and can be taken back', { skip }, async () => {
  const page = await open('#v=1&layers=3:tanh&optimizer=sgd&rate=0.5'), other = await open('#v=1&layers=3:tanh&optimizer=sgd&rate=0.5');
  const field = page.getByLabel('Type the gradient of the next update'), typed = text => page.waitForFunction(t => (document.querySelector('.card .typed')?.textContent ?? '').includes(t), text);
  await page.locator('.node').nth(2).click();
  const bias = async () => Number((await page.getByLabel('Type the bias').inputValue()));
  const before = await bias();
  for (const wrong of ['NaN', '∞', 'steep', '1e39']) {
    await field.fill(wrong);
    await field.press('Enter');
    await page.waitForFunction(() => !document.querySelector('.trouble').hidden);
    assert.match(await page.locator('.trouble').innerText(), /number/);
    await page.locator('.trouble button').click();
    await page.locator('.node').nth(2).click();
  }
  await field.fill('-0,25');
  await field.press('Enter');
  await typed('waits for the next update: ∂L/∂b = −0.25');
  await page.locator('.edit button').nth(1).click();
  await page.waitForFunction(() => !document.querySelector('.card .typed') && document.querySelectorAll('.edit button')[1].disabled);
  await field.fill('-0.25');
  await field.press('Enter');
  await typed('waits');
  for (const one of [page, other]) await button(one, 'Batch').click();
  await typed('used by the update of step 1: ∂L/∂b = −0.25');
  // b' = b − η·g
  assert.ok(Math.abs(await bias() - before - 0.125) < 1e-6, `${before} → ${await bias()}`);
  assert.equal(await field.inputValue(), '');
  assert.equal(await other.locator('.card .typed').count(), 0);
  // Gone back to, it waits again.
  await page.locator('.timeline input').fill('0');
  await typed('waits');
  await other.context().close();
  await done(page);
});

test('a row of the gallery breaks it, the Doctor names it, and the twin is well', { skip }, async () => {
  const page = await open('#v=1&language=en&theme=dark');
  await page.locator('[data-part=gallery] > details > summary').click();
  await page.locator('.card-of').first().waitFor();
  assert.ok(await page.locator('.card-of').count() > 30);
  // Every row has words of its own.
  assert.deepEqual(await page.locator('.card-of').evaluateAll(all => all.map(a => a.textContent).filter(text => text.includes('gallery.'))), []);
  await button(page, 'Break it: Zero weights').click();
  await page.waitForFunction(() => /S3/.test(document.querySelector('.doctor').textContent) && document.querySelector('.standing dd').textContent === '30', null, { timeout: 60000 });
  assert.match(page.url(), /init=zeros.*theme=dark/);
  await button(page, 'Healthy twin: Zero weights').click();
  await page.waitForFunction(() => /asks for a change|Nothing found/.test(document.querySelector('.doctor').textContent) && document.querySelector('.standing dd').textContent === '30', null, { timeout: 60000 });
  assert.doesNotMatch(page.url(), /zeros/);
  await button(page, 'Break it: A rate of 1000').click();
  await page.waitForFunction(() => /T2/.test(document.querySelector('.doctor').textContent) && /Numbers lost/.test(document.querySelector('.timeline .alarm').textContent), null, { timeout: 60000 });
  await done(page);
});

test('lanes run side by side, stand at one epoch, and one of them can be opened', { skip }, async () => {
  const page = await open();
  await page.locator('[data-part=race] > details > summary').click();
  await page.locator('.race-chooser select').first().selectOption('optimizers');
  await page.waitForFunction(() => document.querySelectorAll('.lane').length === 4);
  await button(page, 'One epoch').click();
  await page.waitForFunction(() => document.querySelector('.race-epoch').textContent === 'epoch 1');
  await page.locator('[data-part=race] [data-key=run]').click();
  await page.waitForFunction(() => Number(document.querySelector('.race-epoch').textContent.replace(/\D/g, '')) > 8);
  await page.locator('[data-part=race] [data-key=run]').click();
  await page.waitForFunction(() => document.querySelector('[data-part=race] [data-key=run]').textContent.includes('Run'));
  const epoch = Number((await page.locator('.race-epoch').innerText()).replace(/\D/g, ''));
  const steps = await page.locator('.lane p').evaluateAll(all => all.map(p => p.textContent.match(/step (\d+)/)[1]));
  assert.deepEqual(steps, Array(4).fill(String(25 * epoch)));
  assert.ok(await page.locator('[data-part=race] .u-over').count() === 1);
  await page.locator('.race-chooser select').nth(1).selectOption('batch');
  await page.getByLabel('lane 4: batch').fill('');
  await button(page, 'Line up').click();
  await page.waitForFunction(() => document.querySelectorAll('.lane').length === 3);
  await button(page, 'Open this one 3').click();
  await linkHas(page, 'batch=50');
  await button(page, 'End the race').click();
  await page.waitForFunction(() => document.querySelectorAll('.lane').length === 0);
  await done(page);
});

test('gradients of next to nothing do not hold up the page', { skip }, async () => {
  const page = await open('#v=1&rate=10&layers=4:tanh&data=moons&optimizer=adam');
  await page.locator('.play').click();
  await page.waitForFunction(() => Number(document.querySelector('.standing dd').textContent.replace(/\D/g, '')) > 300, null, { timeout: 60_000 });
  for (let i = 0; i < 4; i++) { for (const box of await page.locator('figure .switch input').all()) await box.click({ timeout: 10_000 }); }
  await done(page);
});

test('the lectures check themselves', { skip }, async () => {
  const forward = await open(lectureForward);
  await forward.waitForFunction(() => document.querySelectorAll('.lecture tbody tr').length === 12);
  assert.match(await forward.locator('.lecture').innerText(), /12 \/ 12 numbers/);
  await done(forward);
  const page = await open(lectureBackward);
  await page.waitForFunction(() => document.querySelectorAll('.lecture tbody tr').length === 14);
  assert.match(await page.locator('.lecture').innerText(), /14 \/ 14[\s\S]*0\.272392/);
  await button(page, 'Batch').click();
  await page.waitForFunction(() => /7 \/ 7/.test(document.querySelector('.lecture').textContent));
  await button(page, 'Batch').click();
  await page.waitForFunction(() => /step 0 and step 1/.test(document.querySelector('.lecture').textContent));
  await page.locator('.node').nth(2).click();
  await page.evaluate(() => { location.hash = 'v=1'; });
  await page.waitForFunction(() => document.querySelector('.lecture').hidden);
  await done(page);
});

test('without activation it is one matrix', { skip }, async () => {
  const page = await open('#v=1&layers=4:linear,3:linear');
  await button(page, 'Without activation this is one matrix').click();
  await page.waitForFunction(() => /\[1×3\] · \[3×4\] · \[4×2\] = \[1×2\]/.test(document.querySelector('.one-matrix').textContent));
  assert.match(await page.locator('.one-matrix').innerText(), /this network is this matrix/);
  await page.getByLabel('layer 1: f').selectOption('tanh');
  await page.waitForFunction(() => /cannot do/.test(document.querySelector('.one-matrix').textContent));
  await button(page, 'Without activation this is one matrix').click();
  assert.equal(await page.locator('.one-matrix table').count(), 0);
  await done(page);
});

test('the perceptron counts its mistakes and ends', { skip }, async () => {
  const page = await open('#v=1&data=AND&layers=&init=zeros&loss=perceptron&rate=1&batch=1&shuffle=false');
  await page.locator('.play').click();
  await page.waitForFunction(() => /Pass 6 is the first without a mistake, after 11 corrections/.test(document.querySelector('.timeline .alarm').textContent));
  assert.match((await page.locator('.standing').innerText()).replace(/\s+/g, ' '), /mistakes 11 in the last pass 0/);
  await done(page);
});

test('it fits a telephone and a screen reader, in both languages and themes', { skip }, async () => {
  for (const [width, dark, language] of [[360, false, 'en-GB'], [360, true, 'zh-CN'], [1280, true, 'en-GB'], [1280, false, 'zh-CN']]) {
    const page = await open(lectureBackward, { width, dark, language });
    for (const part of ['gallery', 'race']) await page.locator(`[data-part=${part}] > details > summary`).click();
    await page.locator('.race-chooser select').first().selectOption('rates');
    await page.waitForFunction(() => document.querySelectorAll('.lane').length === 4);
    await page.locator('.one-matrix button').click();
    await page.waitForSelector('.one-matrix table');
    await page.locator('.more summary').first().click();
    assert.ok(await overflow(page) <= 0, `${width} px, ${language}`);
    assert.deepEqual(await barriers(page), []);
    if (language === 'zh-CN') assert.match(await page.locator('[data-part=gallery]').innerText(), /故障展厅[\s\S]*零初始权重/);
    await done(page);
  }
});
