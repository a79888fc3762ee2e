// A tensor as a picture: Studio sends signed bytes, the palette makes colours of them.

import { el } from './dom';
import { Palette, css } from './palette';
import { addWords, num, t } from './words';

addWords({ strangeGrey: ['Grey: a number that is infinite or NaN, or nothing there.', '灰格：无穷、NaN 或此处无值。'] });

export interface WeightPicture { width: number; height: number; scale: number; pixels: string; note: string }

/** The picture with its legend; small ones are drawn larger. */
export function heat(picture: WeightPicture, name: string): HTMLElement {
  const palette = new Palette('orange-blue', document.documentElement.dataset.theme === 'dark'), { width, height } = picture;
  const zoom = Math.max(1, Math.min(24, Math.floor(640 / Math.max(width, 1)), Math.floor(480 / Math.max(height, 1))));
  const canvas = el('canvas', { class: 'heat', width, height, role: 'img', 'aria-label': `${name}, ${height} × ${width}, −${num(picture.scale)} … ${num(picture.scale)}. ${picture.note}`, style: `width:${width * zoom}px` });
  const to = canvas.getContext('2d')!, image = to.createImageData(width, height), bytes = atob(picture.pixels);
  const colours = Array.from({ length: 256 }, (_, i) => palette.signed(((i << 24) >> 24) / 127));
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i), nothing = code === 128, colour = colours[code];
    // What is nothing is a grey between those of the map.
    image.data.set(nothing ? [128, 128, 128, 90] : [colour[0], colour[1], colour[2], 255], 4 * i);
  }
  to.putImageData(image, 0, 0);
  const bar = `linear-gradient(to right, ${[-1, -0.5, 0, 0.5, 1].map(v => css(palette.signed(v))).join(',')})`;
  return el('figure', {}, canvas, el('figcaption', { class: 'legend' }, `−${num(picture.scale)}`, el('span', { class: 'bar', style: `background:${bar}` }), num(picture.scale), el('span', { class: 'quiet' }, `${picture.note}${bytes.includes('\x80') ? ` ${t('strangeGrey')}` : ''}`)));
}
