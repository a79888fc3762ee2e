// The room of runs in a real browser: a folder of synthetic runs, one of which grows while it is looked at.

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio, unhelped } from './studio.mjs';

const many = 3000;
let studio, browser, folder;

const head = 'epoch,step,loss,data_loss,validation_loss,validation_accuracy,learning_rate,seconds\n';
const row = i => `${i},${i * 10},${1 / i},${1 / i},${2 / i},${1 - 1 / i},0.01,${i}\n`;
const look = step => `${JSON.stringify({ step, epoch: 1, examples: 8, loss: 1 / (step + 1), layers: [{ name: '0', kind: 'Linear', activation: 'relu', parameters: 12, gradientNorm: 0.5, weightNorm: 2, mean: 0, spread: 1, zeros: 0.5, dead: 0.25, weights: { minimum: -1, maximum: 1, counts: [1, 3, 2] } }] })}\n`;

function make(name, settings, rows, more = {}) {
  const run = join(folder, name);
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'recipe.json'), JSON.stringify({ formatVersion: 1, data: 'spiral', seed: 1, epochs: 40, ...settings }));
  writeFileSync(join(run, 'metrics.csv'), head + Array.from({ length: rows }, (_, i) => row(i + 1)).join(''));
  for (const [file, text] of Object.entries(more)) writeFileSync(join(run, file), text);
}

/** A finished run that writes: a bigram whose every row prefers the character that comes next in the alphabet. */
function makeText(name) {
  const text = 'ab cd. 12 dab\n'.repeat(60), characters = [...new Set(text)].sort(), count = characters.length, file = join(folder, 'text.txt'), run = join(folder, name);
  mkdirSync(join(run, 'model'), { recursive: true });
  writeFileSync(file, text);
  const cut = Math.trunc(text.length * 0.8), split = { formatVersion: 1, seed: 1, validationShare: 0.2, testShare: 0, inOrder: true, stratified: false, training: cut, validation: text.length - cut, test: 0, data: createHash('sha256').update(text).digest('hex').slice(0, 16), parts: '0' };
  writeFileSync(join(run, 'recipe.json'), JSON.stringify({ formatVersion: 1, data: file, seed: 1, model: 'bigram', tokens: 'characters', context: 8, batch: '8', epochs: 1, optimizer: 'sgd', learningRate: 0.1, schedule: 'constant', validation: 0.2, test: 0, earlyStopping: 0, split }));
  writeFileSync(join(run, 'model', 'vocabulary.json'), JSON.stringify({ formatVersion: 1, characters }));
  const header = Buffer.from(JSON.stringify({ table: { dtype: 'F32', shape: [count, count], data_offsets: [0, 4 * count * count] } })), length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const table = Float32Array.from({ length: count * count }, (_, i) => Math.floor(i / count) + 1 === i % count ? 3 : 0);
  writeFileSync(join(run, 'model', 'weights.safetensors'), Buffer.concat([length, header, Buffer.from(table.buffer)]));
}

const crcs = Uint32Array.from({ length: 256 }, (_, b) => { let c = b; for (let k = 0; k < 8; k++) c = c & 1 ? c >>> 1 ^ 0x82f63b78 : c >>> 1; return c; });

/** An event file as other programs write it: CRC-32C, turned and shifted, of lengths and of data. */
function eventRecord(tag, step, value) {
  const sum = bytes => { let c = 0xffffffff; for (const b of bytes) c = crcs[(c ^ b) & 255] ^ c >>> 8; c = ~c >>> 0; const out = Buffer.alloc(4); out.writeUInt32LE(((c >>> 15 | c << 17) >>> 0) + 0xa282ead8 >>> 0); return out; };
  const float = Buffer.alloc(4), time = Buffer.alloc(8), length = Buffer.alloc(8);
  float.writeFloatLE(value);
  time.writeDoubleLE(1000 + step);
  const entry = Buffer.concat([Buffer.from([0x0a, tag.length]), Buffer.from(tag), Buffer.from([0x15]), float]), data = Buffer.concat([Buffer.from([0x09]), time, Buffer.from([0x10, step, 0x2a, entry.length + 2, 0x0a, entry.length]), entry]);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, sum(length), data, sum(data)]);
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'cajal-runs-'));
  for (let i = 0; i < many; i++) make(`many/run-${String(i).padStart(4, '0')}`, { learningRate: (i % 9 + 1) / 1000, layers: String(i % 4 + 1) }, 2);
  make('alive', { learningRate: 0.5 }, 5, { 'run.lock': '', 'monitors.jsonl': look(0) + look(10) + look(20) });
  makeText('writer');
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'other', 'events.out.tfevents.1700000000.host'), Buffer.concat([1, 2, 3].map(i => eventRecord('train/loss', i, 1 / i))));
  [studio, browser] = [await startStudio('--runs', folder), await startBrowser()];
});
after(async () => { await browser?.close(); await studio?.stop(); if (folder) rmSync(folder, { recursive: true, force: true }); });

const open = async (more = {}) => {
  const page = await openPage(browser, `${studio.address}runs`, { wait: '.runs-window tbody tr button', ...more });
  await page.waitForFunction(n => document.querySelector('[role=status]').textContent.includes(`/ ${n.toLocaleString('en')} `), many + 3, { timeout: 60_000 });
  return page;
};
const done = async page => { assert.deepEqual(page.faults, []); assert.deepEqual(page.strangers, []); await page.context().close(); };
const find = async (page, text) => { await page.locator('.runs-window').evaluate(w => { w.scrollTop = 0; }); await page.getByRole('searchbox').first().fill(text); };

test('thousands of runs are a list of some rows that scrolls, sorts and filters', { skip }, async () => {
  const page = await open();
  assert.ok(await page.locator('.runs-window tbody tr').count() < 60);
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.locator('.runs-window').evaluate(w => { w.scrollTop = w.scrollHeight; });
  await page.getByRole('button', { name: 'many/run-2999', exact: true }).waitFor();
  await find(page, 'learningRate=0.003 layers=2');
  await page.waitForFunction(() => /^83 /.test(document.querySelector('[role=status]').textContent));
  await find(page, 'alive');
  await page.waitForFunction(() => /^1 /.test(document.querySelector('[role=status]').textContent));
  await page.locator('select').nth(2).selectOption('finished');
  await page.getByText('No run fits.').waitFor();
  await done(page);
});

test('curves of several runs are laid over each other, smoothed and looked at closely', { skip }, async () => {
  const page = await open();
  await find(page, 'many/run-000');
  await page.waitForFunction(() => /^10 /.test(document.querySelector('[role=status]').textContent));
  await page.getByRole('button', { name: 'clear the choice' }).click();
  for (const name of ['many/run-0001', 'many/run-0002']) await page.getByRole('checkbox', { name: `Choose for the curves: ${name}` }).check();
  assert.match(await page.locator('[role=status]').first().textContent(), /2 chosen/);
  await page.waitForFunction(() => [...document.querySelectorAll('.key')].some(k => k.textContent.includes('run-0001') && k.textContent.includes('run-0002')));
  assert.match(await page.locator('figcaption.for-reader').first().textContent(), /Loss: .*run-0001 training 0\.5/);
  for (const value of ['0.05', '0']) await page.getByLabel('Smoothing').selectOption(value);
  for (const value of ['epoch', 'seconds', 'step']) await page.getByLabel('Axis').selectOption(value);
  await page.getByRole('checkbox', { name: 'logarithmic' }).check();
  const over = await page.locator('.u-over').first().boundingBox();
  await page.mouse.move(over.x + 20, over.y + 40);
  await page.mouse.down();
  await page.mouse.move(over.x + 90, over.y + 40, { steps: 5 });
  await Promise.all([page.waitForResponse(r => r.url().includes('from=')), page.mouse.up()]);
  await Promise.all([page.waitForResponse(r => r.url().includes('runs/curves') && !r.url().includes('from=')), page.getByRole('button', { name: 'whole axis' }).click()]);
  await done(page);
});

test('a run that trains is followed', { skip }, async () => {
  const page = await open();
  await find(page, 'alive');
  await page.getByRole('button', { name: 'alive', exact: true }).click();
  await page.locator('.runs-window').getByText('▶ training').waitFor();
  appendFileSync(join(folder, 'alive', 'metrics.csv'), row(6) + row(7));
  await page.getByText('7 / 40').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('figcaption.for-reader')].some(f => f.textContent.includes('training 0.1429')));
  await page.getByRole('tab', { name: 'Layers' }).click();
  await page.getByText('3 looks').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('Look at step 20').waitFor();
  for (const kind of ['gradients', 'weights']) await page.locator('#run-part select').nth(1).selectOption(kind);
  await page.getByRole('slider').waitFor();
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByText('The Doctor has not looked at this run yet.').waitFor();
  assert.match(await page.getByRole('link', { name: /Report/ }).getAttribute('href'), /^runs\/[0-9a-f]{20}\/report\?language=en$/);
  await done(page);
});

test('a run that writes shows its tokens, the places of its text and the worst of them', { skip }, async () => {
  const page = await open();
  await find(page, 'writer');
  await page.getByRole('button', { name: 'writer', exact: true }).click();
  await page.getByRole('tab', { name: 'Projection' }).click();
  await page.getByText('9 of the 9 tokens of the vocabulary').waitFor();
  await page.locator('.scatter').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('Token 1: ↵ (blank)').waitFor();
  await page.locator('#run-part select').first().selectOption('tsne');
  await page.getByText('Neighbours mean something').waitFor();
  await page.getByRole('tab', { name: 'Worst' }).click();
  await page.getByRole('columnheader', { name: 'What stands before' }).waitFor();
  assert.equal(await page.locator('#run-part tbody tr').count(), 24);
  assert.match(await page.locator('#run-part tbody tr').first().textContent(), /\(\d+(\.\d)? %\) · /);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(await unhelped(page), []);
  await done(page);
});

test('events of another program have curves, follow their file, and say what they lack', { skip }, async () => {
  const page = await open();
  await find(page, 'other');
  await page.getByRole('button', { name: 'other', exact: true }).click();
  await page.locator('.runs-window').getByText('≋ TensorBoard events').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('figcaption.for-reader')].some(f => /Loss: training 0\.3333/.test(f.textContent)));
  await page.getByText('curves: 1; points: 3.').waitFor();
  appendFileSync(join(folder, 'other', 'events.out.tfevents.1700000000.host'), eventRecord('train/loss', 4, 0.25));
  await page.waitForFunction(() => [...document.querySelectorAll('figcaption.for-reader')].some(f => /Loss: training 0\.25/.test(f.textContent)));
  for (const [tab, text] of [['Layers', 'curves above'], ['Histograms', 'TensorBoard shows'], ['Findings', 'The Doctor looks at'], ['Network', 'hold no weights'], ['Projection', 'nothing to project'], ['Worst', 'none of them is the worst']]) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByText(text).waitFor();
  }
  assert.equal(await page.getByRole('link', { name: /Report/ }).count(), 0);
  await done(page);
});

test('nobody is kept out, in light and dark, on a phone and in Chinese', { skip }, async () => {
  for (const [width, dark] of [[1280, false], [1280, true], [360, false]]) {
    const page = await open({ width, dark });
    await find(page, 'alive');
    await page.getByRole('button', { name: 'alive', exact: true }).click();
    await page.waitForTimeout(800);
    assert.ok(await overflow(page) <= 0, `${width}`);
    assert.deepEqual(await barriers(page), [], `${width} ${dark}`);
    assert.deepEqual(await unhelped(page), []);
    await done(page);
  }
  const page = await openPage(browser, `${studio.address}runs`, { wait: '.runs-window tbody tr button', language: 'zh-CN' });
  await page.getByText('曲线').first().waitFor();
  for (const word of ['Search', 'Smoothing', 'Overview', 'Sort']) assert.equal(await page.getByText(word).count(), 0, word);
  await done(page);
});
