// The room of files in a real browser.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio, unhelped } from './studio.mjs';

let studio, browser, folder, network;

// Names and their float32 numbers in the safetensors format.
function safetensors(tensors) {
  let at = 0;
  const header = Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(tensors).map(([name, values]) => [name, { dtype: 'F32', shape: [values.length], data_offsets: [at, at += 4 * values.length] }]))));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...Object.values(tensors).map(values => Buffer.from(Float32Array.from(values).buffer))]);
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'cajal-files-'));
  writeFileSync(join(folder, 'one.safetensors'), safetensors({ w: [1, 2, 3, 0], b: [0.5] }));
  writeFileSync(join(folder, 'two.safetensors'), safetensors({ w: [1, 2, 4, 0], b: [0.5] }));
  writeFileSync(join(folder, 'bad.onnx'), 'this is no network');
  [studio, browser] = [await startStudio('--open', join(folder, 'one.safetensors')), await startBrowser()];
  // A network of the playground as ONNX.
  const page = await openPage(browser, studio.address, { wait: '.node canvas' });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /ONNX/ }).first().click()]);
  network = await download.path();
  writeFileSync(join(folder, 'net.onnx'), readFileSync(network));
  await page.context().close();
});
after(async () => { await browser?.close(); await studio?.stop(); if (folder) rmSync(folder, { recursive: true, force: true }); });

const open = (more = {}) => openPage(browser, `${studio.address}files`, { wait: '.sheet tbody tr', ...more });
const send = (page, ...names) => page.locator('input[type=file]').setInputFiles(names.map(n => join(folder, n)));

test('a file of the command line is open; figures, pictures and a search show its tensors', { skip }, async () => {
  const page = await open();
  await page.getByText('one.safetensors').first().waitFor();
  await page.getByRole('cell', { name: 'w', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Picture w' }).click();
  await page.locator('canvas.heat').waitFor();
  await page.getByRole('searchbox').fill('b');
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent.startsWith('1–1'));
  assert.deepEqual(page.faults, []);
  assert.deepEqual(page.strangers, []);
  await page.context().close();
});

test('two files are held against each other', { skip }, async () => {
  const page = await open();
  await send(page, 'two.safetensors');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('= equal 1 · ≠ different 1').waitFor();
  await page.getByRole('cell', { name: '≠ different' }).waitFor();
  await page.context().close();
});

test('a graph has boxes that open by pointer and by key, a list, and shapes on a wish', { skip }, async () => {
  const page = await open();
  await send(page, 'net.onnx');
  await page.locator('.graph .box').first().waitFor();
  await page.locator('.graph .box', { hasText: 'Gemm' }).first().click();
  await page.getByText('transB = 1').waitFor();
  await page.locator('.graph .box', { hasText: 'Tanh' }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Learn all shapes' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('.graph text.quiet')].some(t => /^\[1, \d+\]$/.test(t.textContent)));
  await page.getByText('The graph as a list').click();
  await page.locator('ol li', { hasText: 'Gemm' }).first().waitFor();
  await page.context().close();
});

test('a file that is none is one sentence, and what is closed is gone', { skip }, async () => {
  const page = await open();
  await send(page, 'bad.onnx');
  await page.locator('.said', { hasText: 'bad.onnx' }).waitFor();
  const before = await page.getByRole('button', { name: 'close' }).count();
  await page.getByRole('button', { name: 'close' }).first().click();
  await page.waitForFunction(n => [...document.querySelectorAll('button')].filter(b => b.textContent === 'close').length === n - 1, before);
  await page.context().close();
});

test('nobody is kept out, in light and dark, on a phone and in Chinese', { skip }, async () => {
  for (const [width, dark] of [[1280, false], [1280, true], [360, false]]) {
    const page = await openPage(browser, `${studio.address}files`, { wait: '.drop', width, dark });
    await send(page, 'net.onnx');
    await page.locator('.graph .box').first().waitFor();
    assert.ok(await overflow(page) <= 0, `${width}`);
    assert.deepEqual(await barriers(page), [], `${width} ${dark}`);
    assert.deepEqual(await unhelped(page), []);
    await page.context().close();
  }
  const page = await openPage(browser, `${studio.address}files`, { wait: '.drop', language: 'zh-CN' });
  await page.getByText('已打开的文件').waitFor();
  for (const word of ['Choose', 'Open files', 'Compare']) assert.equal(await page.getByText(word).count(), 0, word);
  await page.context().close();
});
