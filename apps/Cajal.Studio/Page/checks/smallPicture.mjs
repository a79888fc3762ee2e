// A picture of a page with 256 colours at most: a tenth to a third of what the browser writes.

import { deflateSync } from 'node:zlib';

/** The PNG of a page's window. */
export async function smallPicture(page) {
  const shot = (await page.screenshot()).toString('base64');
  const { width, height, data } = await page.evaluate(async text => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }), to = canvas.getContext('2d');
    to.drawImage(image, 0, 0);
    const bytes = to.getImageData(0, 0, image.width, image.height).data, parts = [];
    for (let i = 0; i < bytes.length; i += 32768) parts.push(String.fromCharCode(...bytes.subarray(i, i + 32768)));
    return { width: image.width, height: image.height, data: btoa(parts.join('')) };
  }, shot);
  return indexed(width, height, Buffer.from(data, 'base64'));
}

// The most frequent colours are kept, each other one becomes the nearest of them.
function indexed(width, height, rgba) {
  const count = new Map(), colour = i => rgba[i] << 16 | rgba[i + 1] << 8 | rgba[i + 2];
  for (let i = 0; i < rgba.length; i += 4) count.set(colour(i), (count.get(colour(i)) ?? 0) + 1);
  const kept = spread([...count].sort((a, b) => b[1] - a[1]).map(c => c[0]));
  const index = new Map();
  const nearest = c => {
    let best = 0, least = Infinity;
    kept.forEach((k, n) => { const far = distance(c, k); if (far < least) [least, best] = [far, n]; });
    return best;
  };
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) {
      const c = colour(i);
      if (!index.has(c)) index.set(c, nearest(c));
      lines[y * (width + 1) + 1 + x] = index.get(c);
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('PLTE', Buffer.from(kept.flatMap(c => [c >> 16, c >> 8 & 255, c & 255]))), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

const distance = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

// Frequent colours first, none too near to one that is kept; what is free then takes the most frequent of the others.
function spread(colours) {
  const kept = [];
  for (const apart of [100, 0]) for (const c of colours) {
    if (kept.length === 256) return kept;
    if (kept.every(k => distance(k, c) > apart)) kept.push(c);
  }
  return kept;
}

const table = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1; return n >>> 0; });

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]), length = Buffer.alloc(4), sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE((body.reduce((crc, byte) => table[(crc ^ byte) & 255] ^ crc >>> 8, 0xffffffff) ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, sum]);
}
