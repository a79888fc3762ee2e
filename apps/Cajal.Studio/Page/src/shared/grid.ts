// Numbers in rows and columns as coloured cells on a canvas, with a table for readers where it is small.

import { el, fit } from './dom';
import type { Grid } from './figures';
import { css, type Palette } from './palette';
import { num } from './words';

const mostForReaders = 300;

/** The cells, and their numbers for readers. */
export function gridPicture(d: Grid, palette: Palette): HTMLElement[] {
  const canvas = el('canvas', { class: 'cells', role: 'img', 'aria-label': said(d), style: `max-width:${Math.min(420, 70 * (d.columns + (d.rowNames ? 3 : 0)))}px;aspect-ratio:${d.columns + (d.rowNames ? 3 : 0)}/${d.rows + (d.columnNames ? 3 : 0)}` });
  new ResizeObserver(() => draw(canvas, d, palette)).observe(canvas);
  if (d.rows * d.columns > mostForReaders) return [canvas];
  return [canvas, el('div', { class: 'for-reader' }, el('table', {}, el('caption', {}, d.title), ...Array.from({ length: d.rows }, (_, r) =>
    el('tr', {}, d.rowNames ? el('th', { scope: 'row' }, d.rowNames[r]) : null, ...Array.from({ length: d.columns }, (_, c) => el('td', {}, num(d.values[r * d.columns + c], 3)))))))];
}

function said(d: Grid): string {
  const numbers = d.values.filter(v => typeof v === 'number'), most = Math.max(...numbers), at = d.values.indexOf(most);
  return `${d.title}; ${d.rows} × ${d.columns}; ${num(Math.min(...numbers), 3)} … ${num(most, 3)} (${Math.floor(at / d.columns) + 1}, ${at % d.columns + 1})`;
}

function draw(canvas: HTMLCanvasElement, d: Grid, palette: Palette): void {
  const { to, width, height } = fit(canvas);
  if (width === 0) return;
  const style = getComputedStyle(canvas), ink = style.getPropertyValue('--ink'), left = d.rowNames ? 3 * width / (d.columns + 3) : 0, top = d.columnNames ? 3 * height / (d.rows + 3) : 0;
  const w = (width - left) / d.columns, h = (height - top) / d.rows, most = Math.max(1e-12, ...d.values.map(v => Math.abs(v)));
  const dark = document.documentElement.dataset.theme === 'dark';
  for (let r = 0; r < d.rows; r++) for (let c = 0; c < d.columns; c++) {
    const v = d.values[r * d.columns + c], share = v / most;
    to.fillStyle = d.isInk ? css(inkOf(share, dark)) : css(palette.signed(share));
    to.fillRect(left + c * w, top + r * h, w + 0.5, h + 0.5);
    if (!d.showsNumbers || w < 24) continue;
    const isDeep = Math.abs(share) > 0.55;
    to.fillStyle = isDeep ? d.isInk && dark ? '#000' : '#fff' : ink;
    to.font = `${Math.min(15, w / 3)}px system-ui, sans-serif`;
    to.textAlign = 'center';
    to.fillText(num(v, 2), left + (c + 0.5) * w, top + (r + 0.5) * h + 5);
  }
  to.fillStyle = ink;
  to.font = `${Math.max(9, Math.min(13, h * 0.6))}px system-ui, sans-serif`;
  to.textAlign = 'right';
  d.rowNames?.forEach((name, r) => to.fillText(name, left - 4, top + (r + 0.5) * h + 4, left - 6));
  to.textAlign = 'left';
  d.columnNames?.forEach((name, c) => { to.save(); to.translate(left + (c + 0.5) * w + 4, top - 4); to.rotate(-Math.PI / 3); to.fillText(name, 0, 0, top * 1.1); to.restore(); });
  if (!d.frame) return;
  // A frame from the first column of names to the last is a row.
  const [row, column, size] = d.frame;
  to.strokeStyle = style.getPropertyValue('--strong');
  to.lineWidth = 3;
  to.strokeRect(left + column * w, top + row * h, d.rowNames ? width - left - 1 : size * w, size * h);
}

const inkOf = (share: number, dark: boolean): number[] => { const s = Math.max(0, Math.min(1, share)); return dark ? [24 + 220 * s, 28 + 216 * s, 34 + 210 * s] : [255 - 235 * s, 255 - 235 * s, 255 - 230 * s]; };
