// The data of the playground in a real browser: own tables, axes, spoiled data, parts, scales, models of files.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio } from './studio.mjs';

let studio, browser;
before(async () => { if (!skip) [studio, browser] = [await startStudio(), await startBrowser()]; });
after(async () => { await browser?.close(); await studio?.stop(); });

const open = (hash = '', more = {}) => openPage(browser, studio.address + hash, { wait: '.node canvas', ...more });
const done = async page => { assert.deepEqual(page.faults.filter(f => !f.includes('400')), []); assert.deepEqual(page.strangers, []); await page.context().close(); };
const hash = (page, part) => page.waitForFunction(p => decodeURIComponent(location.hash).includes(p), part);
const said = async (page, text) => { const box = page.locator('.trouble', { hasText: text }); await box.waitFor(); await box.locator('button').click(); };
const slide = (page, label, value) => page.locator('label.field', { hasText: label }).locator('input[type=range]').evaluate((input, v) => { input.value = v; input.dispatchEvent(new Event('input')); input.dispatchEvent(new Event('change')); }, value);
const pets = `height,weight,colour,kind\n${Array.from({ length: 60 }, (_, i) => `${1 + (i % 7) / 3},${(i % 5) / 2},${['red', 'green'][i % 2]},${['cat', 'dog'][i % 2]}`).join('\n')}\n`;
const iris = '#v=1&data=iris&scale=standardised&trainShare=0.6&validation=0.2&showTest=true';

test('a pasted table is learned; target, task and columns are chosen', { skip }, async () => {
  const page = await open();
  await page.locator('[data-part=open] > summary').click();
  await page.locator('textarea').fill(pets);
  await page.getByRole('button', { name: 'Learn this table' }).click();
  await hash(page, 'data=table');
  await page.locator('.legend', { hasText: 'dog' }).waitFor();
  await page.getByRole('button', { name: 'colour (2)' }).click();
  await hash(page, 'columns=1,2');
  await page.getByLabel('Column to learn').selectOption({ label: 'height' });
  await hash(page, 'target=1');
  await page.getByLabel('Learn it as').selectOption('numbers');
  await hash(page, 'task=numbers');
  await page.locator('.notes', { hasText: 'mean 0, spread 1' }).waitFor();
  // The link alone brings all of it back.
  const again = await open(await page.evaluate(() => location.hash));
  await again.locator('.notes', { hasText: "'height' is learned as a number" }).waitFor();
  await done(again);
  await done(page);
});

test('asked for a table that is not there, the page says where it comes from', { skip }, async () => {
  const page = await open();
  await page.locator('[data-part=data] select').first().selectOption('table');
  await page.waitForFunction(() => document.activeElement.tagName === 'TEXTAREA');
  await page.waitForFunction(() => document.querySelector('[data-part=data] select').value === 'circle');
  await page.keyboard.type('a,b');
  assert.equal(await page.locator('textarea').inputValue(), 'a,b');
  await done(page);
});

test('a bad table is one sentence, and nothing changes', { skip }, async () => {
  const page = await open();
  await page.locator('[data-part=open] > summary').click();
  for (const [text, lesson] of [['a,b\n1,2\n3\n', 'Line 3 of the table'], ['', 'is empty'], ['a,b\n1,x\n2,x\n', 'only']]) {
    await page.locator('textarea').fill(text);
    await page.getByRole('button', { name: 'Learn this table' }).click();
    await said(page, lesson);
  }
  await page.locator('input[type=file]').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.alloc(5 << 20, '1') });
  await said(page, '4 MB at most');
  assert.match(await page.evaluate(() => location.hash), /^#v=1$/);
  await done(page);
});

test('a file dropped anywhere is opened, and a large one is named by the link only', { skip }, async () => {
  const page = await open();
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File([`a,b,c\n${Array.from({ length: 3000 }, (_, i) => `${i},${i * 7 % 100},${i % 2}`).join('\n')}\n`], 'dropped.csv'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  });
  await hash(page, 'table=held:');
  await page.locator('.notes', { hasText: 'does not carry it' }).waitFor();
  await done(page);
});

test('axes and fixed values move the picture and no step of the training', { skip }, async () => {
  const page = await open(iris);
  await page.getByRole('button', { name: 'Epoch' }).click();
  await page.waitForFunction(() => document.querySelector('.standing dd').textContent.trim() === '1');
  const picture = () => page.locator('canvas.plane').evaluate(c => c.toDataURL());
  let before = await picture();
  await page.getByLabel('To the right').selectOption({ label: 'petal length' });
  await hash(page, 'axisX=3');
  await page.getByLabel('Upwards').selectOption({ label: 'petal width' });
  await hash(page, 'axisY=4');
  await page.waitForFunction(b => document.querySelector('canvas.plane').toDataURL() !== b, before);
  before = await picture();
  await slide(page, 'sepal length', 7.5);
  await hash(page, 'fixed=1:7.5');
  await page.waitForFunction(b => document.querySelector('canvas.plane').toDataURL() !== b, before);
  await page.getByRole('button', { name: 'All at their mean' }).click();
  await page.waitForFunction(() => !location.hash.includes('fixed'));
  await page.getByLabel('To the right').selectOption('principal');
  await page.locator('.axes', { hasText: 'principal direction 2' }).waitFor();
  assert.equal(await page.locator('.standing dd').first().innerText(), '1');
  await done(page);
});

test('parts have marks, a curve and a figure of their own; the order can be seen and pins', { skip }, async () => {
  const page = await open(iris);
  for (const mark of ['training', 'validation', 'test']) await page.locator('.legend', { hasText: mark }).waitFor();
  await page.locator('.standing', { hasText: 'validation loss' }).waitFor();
  await page.locator('figure .key', { hasText: 'validation loss' }).waitFor();
  await page.locator('.order > summary').click();
  await page.waitForFunction(() => document.querySelectorAll('.strip > span').length === 9);
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll('.strip > .over').length === 1);
  await page.locator('.strip .next button').first().focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('.strip .next button')].indexOf(document.activeElement)), 1);
  await page.keyboard.press('Enter');
  await page.locator('.numbers a').first().waitFor();
  await slide(page, 'For validation', 0.1);
  await hash(page, 'validation=0.1');
  await done(page);
});

test('what is spoiled goes into the link, and the Doctor finds a leak', { skip }, async () => {
  const page = await open('#v=1&data=moons&noise=0.1&layers=8:tanh&optimizer=adam&rate=0.01');
  await page.locator('[data-part=spoil] > summary').click();
  for (const [label, value, part] of [['Wrong labels', 0.2, 'labelNoise=0.2'], ['Kept of the last class', 0.5, 'ratio=0.5'], ['Outliers', 0.05, 'outliers=0.05'], ['Trained on twice', 0.3, 'duplicates=0.3']]) {
    await slide(page, label, value);
    await hash(page, part);
  }
  await page.getByRole('checkbox', { name: 'Leak' }).check();
  await hash(page, 'leak=true');
  await page.getByLabel('Scale of the inputs').selectOption('standardised');
  await hash(page, 'scale=standardised');
  await page.getByRole('button', { name: 'Epoch' }).click();
  await page.getByRole('button', { name: 'Ask for a full verdict' }).click();
  await page.locator('.finding', { hasText: 'D1' }).waitFor({ timeout: 60000 });
  await done(page);
});

test('an exported model comes back: ONNX, safetensors, JSON, a packed run; drawn points go with their run', { skip }, async () => {
  const page = await open('#v=1&data=moons&noise=0.1&layers=5:silu&epochs=5&stopEpoch=5');
  const files = {};
  for (const kind of ['onnx', 'safetensors', 'json', 'run']) {
    const answer = await page.request.get(new URL(await page.locator('.exports a').nth(['csharp', 'onnx', 'safetensors', 'json', 'run'].indexOf(kind)).getAttribute('href'), studio.address).href);
    files[kind] = await answer.body();
  }
  for (const [kind, name, layers] of [['onnx', 'm.onnx', '5:silu'], ['safetensors', 'm.safetensors', '5:tanh'], ['run', 'm.zip', '5:silu']]) {
    await page.evaluate(() => { location.hash = '#v=1&layers=2:tanh'; });
    await page.waitForFunction(() => document.querySelectorAll('.node').length === 5);
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: files[kind] });
    await hash(page, `layers=${layers}`);
    await page.locator('.notes', { hasText: `'${name}' is open` }).waitFor();
  }
  await page.evaluate(() => { location.hash = '#v=1&layers=2:tanh'; });
  await page.waitForFunction(() => document.querySelectorAll('.node').length === 5);
  await page.locator('input[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: files.json });
  await hash(page, 'data=moons&noise=0.1');
  await hash(page, 'layers=5:silu');
  await page.locator('input[type=file]').setInputFiles({ name: 'm.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from('no model') });
  await said(page, 'm.onnx');
  await page.evaluate(() => { location.hash = '#v=1&data=drawn&layers=2:tanh&points=' + Array.from({ length: 30 }, (_, i) => `${i % 7 - 3},${i % 5 - 2},${i % 2}`).join(';'); });
  await hash(page, 'data=drawn');
  const packed = await page.request.get(new URL(await page.locator('.exports a').last().getAttribute('href'), studio.address).href);
  assert.equal(packed.status(), 200);
  assert.ok((await packed.body()).includes('points.csv'));
  await done(page);
});

test('nothing is cut off or shuts people out, narrow, dark and in Chinese', { skip }, async () => {
  for (const more of [{}, { width: 360, dark: true }, { width: 360, language: 'zh-CN' }, { width: 1920, height: 1080 }]) {
    const page = await open(iris, more);
    for (const summary of await page.locator('.panel details:not(.more) > summary').all()) await summary.click();
    assert.ok(await overflow(page) <= 0, `${JSON.stringify(more)} is wider than its window`);
    assert.deepEqual(await barriers(page), []);
    await done(page);
  }
});
