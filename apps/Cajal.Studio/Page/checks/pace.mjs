// How fast Studio is, measured in a browser: node pace.mjs. First picture after the command, epochs and pictures a second while it trains, and how long a change takes to be answered meanwhile.

import { startBrowser, startStudio, openPage } from './studio.mjs';

const middle = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const browser = await startBrowser();
const figures = { 'first picture, s': [], 'epochs a second': [], 'pictures a second': [], 'answer to a change, ms': [] };

for (let round = 0; round < 3; round++) {
  // A browser that is open: how long it takes to start is not Studio's.
  const page = await openPage(browser, 'about:blank');
  await page.addInitScript(() => {
    const send = WebSocket.prototype.send;
    window.answers = [];
    WebSocket.prototype.send = function (text) {
      if (typeof text === 'string' && text.includes('"do":"set"')) {
        const asked = performance.now();
        const heard = event => { if (typeof event.data === 'string' && event.data.includes('"is":"scene"')) { window.answers.push(performance.now() - asked); this.removeEventListener('message', heard); } };
        this.addEventListener('message', heard);
      }
      return send.call(this, text);
    };
  });
  const began = performance.now();
  const studio = await startStudio();
  await page.goto(studio.address);
  await page.waitForFunction(() => Number(document.querySelector('canvas.plane')?.dataset.pictures) > 0, null, { polling: 10 });
  figures['first picture, s'].push((performance.now() - began) / 1000);
  await page.locator('.play').click();
  await page.waitForTimeout(2000);
  const read = () => page.evaluate(() => ({ epoch: Number(document.querySelector('.standing dd').textContent.replace(/\D/g, '')), pictures: Number(document.querySelector('canvas.plane').dataset.pictures), at: performance.now() }));
  const a = await read();
  await page.waitForTimeout(8000);
  const b = await read();
  figures['epochs a second'].push(1000 * (b.epoch - a.epoch) / (b.at - a.at));
  figures['pictures a second'].push(1000 * (b.pictures - a.pictures) / (b.at - a.at));
  for (let i = 0; i < 15; i++) {
    await page.evaluate(i => { const box = document.querySelectorAll('.settings input[type=number]')[0]; box.value = i % 2 ? 0.03 : 0.01; box.dispatchEvent(new Event('change')); }, i);
    await page.waitForTimeout(200);
  }
  figures['answer to a change, ms'].push(middle(await page.evaluate(() => window.answers)));
  await page.context().close();
  await studio.stop();
}
await browser.close();
for (const [name, values] of Object.entries(figures)) console.log(`${name}: ${values.map(v => v.toFixed(2)).join(', ')}; middle ${middle(values).toFixed(2)}`);
