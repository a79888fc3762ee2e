// A plane with axes on a canvas: a map below, then curves, arrows and dots.

import { ticks } from './axis';
import { el, fit } from './dom';
import type { Axis, Chart } from './figures';
import { css, drawShape, type Palette, shapes } from './palette';
import { num } from './words';

const order = [1, 0, 2, 3, 4, 5], dashes: number[][] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
const pad = { left: 46, right: 10, top: 8, bottom: 34 };

const colourOf = (index: number, palette: Palette): string => css(palette.ofClass(order[index % 6], 6));

/** The chart, drawn anew when its size changes. */
export function chart(d: Chart, palette: Palette): HTMLElement {
  const canvas = el('canvas', { class: d.isSquare ? 'chart square' : 'chart', role: 'img', 'aria-label': said(d) });
  new ResizeObserver(() => draw(canvas, d, palette)).observe(canvas);
  return canvas;
}

/** What its lines, dots and ground are. */
export function legend(d: Chart, palette: Palette): HTMLElement {
  return el('div', { class: 'key' }, ...d.curves.map(c => el('span', {}, el('i', { style: `border-top:3px ${c.isDashed ? 'dashed' : 'solid'} ${colourOf(c.colour, palette)}` }), c.name)),
    ...d.dots.map(s => el('span', {}, el('b', { style: `color:${css(palette.ofClass(s.shape, s.shape > 1 ? 6 : 2))}`, 'aria-hidden': 'true' }, shapes[s.shape % 6]), ` ${s.name}`)), d.map ? el('span', {}, d.map.name) : null);
}

function said(d: Chart): string {
  const ends = d.curves.map(c => { const known = c.y.filter((v): v is number => typeof v === 'number'); return `${c.name}: ${num(known[0])} … ${num(known[known.length - 1])}`; });
  return [d.title, `${d.x.name}: ${num(d.x.low, 3)} … ${num(d.x.high, 3)}`, `${d.y.name}: ${num(d.y.low, 3)} … ${num(d.y.high, 3)}`, ...ends, ...d.dots.map(s => `${s.name}: ${s.x.length}`)].join('; ');
}

function scale(axis: Axis, from: number, to: number): (value: number) => number {
  if (!axis.isLog) return value => from + (value - axis.low) / (axis.high - axis.low) * (to - from);
  const low = Math.log10(axis.low), high = Math.log10(axis.high);
  return value => value > 0 ? from + (Math.log10(value) - low) / (high - low) * (to - from) : NaN;
}

function marks(axis: Axis): number[] {
  if (axis.isLog) {
    const low = Math.ceil(Math.log10(axis.low)), high = Math.floor(Math.log10(axis.high)), every = Math.max(1, Math.ceil((high - low) / 5));
    return Array.from({ length: Math.max(0, Math.floor((high - low) / every) + 1) }, (_, i) => 10 ** (low + i * every));
  }
  return ticks([axis.low, axis.high]);
}

function draw(canvas: HTMLCanvasElement, d: Chart, palette: Palette): void {
  const { to, width, height } = fit(canvas);
  if (width === 0) return;
  const style = getComputedStyle(canvas), ink = style.getPropertyValue('--ink'), line = style.getPropertyValue('--line'), quiet = style.getPropertyValue('--quiet');
  const left = pad.left, right = width - pad.right, top = pad.top, bottom = height - pad.bottom, x = scale(d.x, left, right), y = scale(d.y, bottom, top);
  to.font = '12px system-ui, sans-serif';
  if (d.map) ground(to, d.map, palette, left, top, right - left, bottom - top);
  to.fillStyle = quiet;
  to.strokeStyle = line;
  to.lineWidth = 1;
  to.textAlign = 'center';
  for (const v of marks(d.x)) { if (!d.map) { to.beginPath(); to.moveTo(x(v), top); to.lineTo(x(v), bottom); to.stroke(); } to.fillText(num(v, 3), x(v), bottom + 14); }
  to.fillText(d.x.name, (left + right) / 2, height - 5);
  to.textAlign = 'right';
  for (const v of marks(d.y)) { if (!d.map) { to.beginPath(); to.moveTo(left, y(v)); to.lineTo(right, y(v)); to.stroke(); } to.fillText(num(v, 3), left - 4, y(v) + 4); }
  to.save();
  to.translate(11, (top + bottom) / 2);
  to.rotate(-Math.PI / 2);
  to.textAlign = 'center';
  to.fillText(d.y.name, 0, 0);
  to.restore();
  to.strokeRect(left, top, right - left, bottom - top);
  to.save();
  to.beginPath();
  to.rect(left - 6, top - 6, right - left + 12, bottom - top + 12);
  to.clip();
  for (const c of d.curves) {
    to.beginPath();
    let isOpen = true;
    c.y.forEach((v, i) => {
      const h = typeof v === 'number' ? y(v) : NaN;
      if (!Number.isFinite(h)) { isOpen = true; return; }
      if (isOpen) to.moveTo(x(c.x[i]), h); else to.lineTo(x(c.x[i]), h);
      isOpen = false;
    });
    to.setLineDash(c.isDashed ? dashes[1] : []);
    if (d.map) { to.lineWidth = 5; to.strokeStyle = style.getPropertyValue('--ground'); to.stroke(); }
    to.lineWidth = 2.5;
    to.strokeStyle = colourOf(c.colour, palette);
    to.stroke();
  }
  to.setLineDash([]);
  const perX = (right - left) / (d.x.high - d.x.low), perY = (top - bottom) / (d.y.high - d.y.low);
  for (let i = 0; d.arrows && i < d.arrows.length; i += 4) arrow(to, x(d.arrows[i]), y(d.arrows[i + 1]), d.arrows[i + 2] * perX, d.arrows[i + 3] * perY, ink);
  for (const s of d.dots) for (let i = 0; i < s.x.length; i++) {
    drawShape(to, s.shape, x(s.x[i]), y(s.y[i]), s.isLarge ? 8 : 4);
    to.fillStyle = css(palette.ofClass(s.shape, s.shape > 1 ? 6 : 2));
    to.fill();
    to.lineWidth = s.isLarge ? 2 : 1;
    to.strokeStyle = s.isLarge ? ink : '#fff';
    to.stroke();
  }
  to.restore();
}

function arrow(to: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number, ink: string): void {
  const length = Math.hypot(dx, dy);
  if (length < 1) return;
  const a = Math.atan2(dy, dx), s = Math.min(6, length);
  to.beginPath();
  to.moveTo(x, y); to.lineTo(x + dx, y + dy);
  for (const turn of [-0.5, 0.5]) { to.moveTo(x + dx, y + dy); to.lineTo(x + dx - s * Math.cos(a + turn), y + dy - s * Math.sin(a + turn)); }
  to.lineWidth = 1.3;
  to.strokeStyle = ink;
  to.stroke();
}

function ground(to: CanvasRenderingContext2D, map: { side: number; values: number[] }, palette: Palette, x: number, y: number, width: number, height: number): void {
  const small = el('canvas', { width: map.side, height: map.side }), on = small.getContext('2d')!, image = on.createImageData(map.side, map.side);
  map.values.forEach((v, p) => { const c = palette.signed(typeof v === 'number' ? 0.8 * v : 0); image.data.set([c[0], c[1], c[2], 255], 4 * p); });
  on.putImageData(image, 0, 0);
  to.drawImage(small, x, y, width, height);
}
