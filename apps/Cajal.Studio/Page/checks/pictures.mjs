// Takes the pictures of docs/studio.md: node pictures.mjs RUNS, where RUNS is a folder with some runs.

import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { smallPicture } from './smallPicture.mjs';
import { openPage, startBrowser, startStudio } from './studio.mjs';

const [runs] = process.argv.slice(2), folder = fileURLToPath(new URL('../../../../docs/pictures/', import.meta.url));
if (!runs) { console.error('Name a folder with runs: node pictures.mjs RUNS'); process.exit(2); }
mkdirSync(folder, { recursive: true });
const studio = await startStudio('--runs', runs), browser = await startBrowser();

async function take(name, path, wait, act, size = {}) {
  const page = await openPage(browser, studio.address + path, { width: 1280, height: 800, wait, ...size });
  await act(page);
  await page.waitForTimeout(600);
  const file = join(folder, `${name}.png`);
  writeFileSync(file, await smallPicture(page));
  console.log(`${name}: ${Math.round(statSync(file).size / 1024)} kB`);
  await page.context().close();
}

const ended = (page, epoch) => page.waitForFunction(e => document.querySelector('.standing dd').textContent.replace(/\D/g, '') === e, String(epoch), { timeout: 120_000 });

await take('playground', '#v=1&data=spiral&inputs=x,y,sin-x,sin-y&layers=8:tanh,4:tanh&optimizer=adam&rate=0.01&stopEpoch=300', '.node canvas', async page => {
  await page.locator('.play').click();
  await ended(page, 300);
});

await take('doctor', '?embed=transport,network,doctor#v=1&data=moons&noise=0.1&layers=8:relu&firstBias=-4&stopEpoch=60', '.node canvas', async page => {
  await page.locator('.play').click();
  await ended(page, 60);
  await page.locator('[data-key=ask]').click();
  await page.waitForFunction(() => document.querySelector('.doctor').textContent.includes('T4'), null, { timeout: 120_000 });
  await page.locator('.finding summary').first().click();
  await page.locator('[data-key$=-show]').first().click();
  await page.evaluate(() => scrollTo(0, 0));
});

await take('lesson', 'lessons#07-descent', '.bench .figures-row dd', async page => {
  await page.locator('.option input').nth(1).click();
  await page.locator('.lesson form button[type=submit]').click();
  for (let i = 0; i < 12; i++) await page.getByRole('button', { name: /Step on/ }).click();
});

await take('digit', 'draw', '.draw-room .pad', async page => {
  await page.waitForFunction(() => document.body.dataset.phase === 'ready', null, { timeout: 120_000 });
  const box = await page.locator('.pad').boundingBox(), at = ([u, v]) => [box.x + u * box.width, box.y + v * box.height];
  await page.mouse.move(...at([0.3, 0.22]));
  await page.mouse.down();
  for (const place of [[0.7, 0.22], [0.45, 0.8]]) await page.mouse.move(...at(place), { steps: 8 });
  await page.mouse.up();
  await page.waitForFunction(() => document.body.dataset.answer === '7', null, { timeout: 20_000 });
});

await take('runs', 'runs', '.runs-window tbody tr button', async page => {
  for (const box of await page.locator('.runs-window input[type=checkbox]').all()) await box.check();
  // Where the folder lies on this machine is nobody's business.
  await page.locator('h2').first().evaluate(h => { h.textContent = h.textContent.replace(/\S+$/, '…/runs'); });
});

await take('files', 'files', 'input[type=file]', async page => {
  const play = await openPage(browser, `${studio.address}#v=1&layers=8:tanh,4:relu`, { wait: '.node canvas' });
  const [download] = await Promise.all([play.waitForEvent('download'), play.getByRole('link', { name: /ONNX/ }).first().click()]);
  const file = join(tmpdir(), 'playground.onnx');
  await download.saveAs(file);
  await play.context().close();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('.graph .box').first().waitFor();
});

await browser.close();
await studio.stop();
