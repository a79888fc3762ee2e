// The room of runs in a real browser: a folder of synthetic runs, one of which grows while it is looked at.

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { barriers, openPage, overflow, skip, startBrowser, startStudio } from './studio.mjs';

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

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'cajal-runs-'));
  for (let i = 0; i < many; i++) make(`many/run-${String(i).padStart(4, '0')}`, { learningRate: (i % 9 + 1) / 1000, layers: String(i % 4 + 1) }, 2);
  make('alive', { learningRate: 0.5 }, 5, { 'run.lock': '', 'monitors.jsonl': look(0) + look(10) + look(20) });
  [studio, browser] = [await startStudio('--runs', folder), await startBrowser()];
});
after(async () => { await browser?.close(); await studio?.stop(); if (folder) rmSync(folder, { recursive: true, force: true }); });

const open = async (more = {}) => {
  const page = await openPage(browser, `${studio.address}runs`, { wait: '.runs-window tbody tr button', ...more });
  await page.waitForFunction(n => document.querySelector('[role=status]').textContent.includes(`/ ${n.toLocaleString('en')} `), many + 1, { timeout: 60_000 });
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

test('nobody is kept out, in light and dark, on a phone and in Chinese', { skip }, async () => {
  for (const [width, dark] of [[1280, false], [1280, true], [360, false]]) {
    const page = await open({ width, dark });
    await find(page, 'alive');
    await page.getByRole('button', { name: 'alive', exact: true }).click();
    await page.waitForTimeout(800);
    assert.ok(await overflow(page) <= 0, `${width}`);
    assert.deepEqual(await barriers(page), [], `${width} ${dark}`);
    await done(page);
  }
  const page = await openPage(browser, `${studio.address}runs`, { wait: '.runs-window tbody tr button', language: 'zh-CN' });
  await page.getByText('曲线').first().waitFor();
  for (const word of ['Search', 'Smoothing', 'Overview', 'Sort']) assert.equal(await page.getByText(word).count(), 0, word);
  await done(page);
});
