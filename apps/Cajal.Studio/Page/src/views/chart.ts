// A small chart on a canvas: a frame with ticks, and what is drawn in it by its own numbers.

import { type Range, ticks } from '../shared/axis';
import { el, fit } from '../shared/dom';
import { num, t } from '../shared/words';

export const colours = ['#d55e00', '#2a85d0', '#009e73', '#cc79a7', '#b08a00', '#56b4e9', '#7a5195', '#6b7280'];
export const dashes = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/** A short piece of a line, for a legend. */
export function swatch(colour: string, dash: readonly number[]): SVGElement {
  const space = 'http://www.w3.org/2000/svg', made = document.createElementNS(space, 'svg'), line = document.createElementNS(space, 'line');
  for (const [name, value] of Object.entries({ width: 28, height: 8, 'aria-hidden': true })) made.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ x2: 28, y1: 4, y2: 4, stroke: colour, 'stroke-width': 2.4, 'stroke-dasharray': dash.join() })) line.setAttribute(name, String(value));
  made.append(line);
  return made;
}

/** The range of some numbers, with a little room around them. */
export function rangeOf(values: Iterable<number>, room = 0.06): Range {
  let low = Infinity, high = -Infinity;
  for (const v of values) if (Number.isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); }
  if (low > high) return [-1, 1];
  const more = low === high ? Math.max(0.5, Math.abs(low) * 0.1) : (high - low) * room;
  return [low - more, high + more];
}

export class Frame {
  constructor(readonly to: CanvasRenderingContext2D, readonly left: number, readonly top: number, readonly width: number, readonly height: number, readonly x: Range, readonly y: Range) { }

  px(x: number): number { return this.left + (x - this.x[0]) / (this.x[1] - this.x[0]) * this.width; }
  py(y: number): number { return this.top + (1 - (y - this.y[0]) / (this.y[1] - this.y[0])) * this.height; }

  /** A course of x, y by turns. */
  line(path: ArrayLike<number>, colour: string, thick = 1.8, dash: number[] = [], from = 0, count = path.length / 2 - from): void {
    const { to } = this;
    to.beginPath();
    for (let i = from; i < from + count; i++) to.lineTo(this.px(path[2 * i]), this.py(path[2 * i + 1]));
    to.strokeStyle = colour;
    to.lineWidth = thick;
    to.setLineDash(dash);
    to.stroke();
    to.setLineDash([]);
  }

  /** Draws inside the frame only. */
  inside(draw: () => void): void {
    this.to.save();
    this.to.beginPath();
    this.to.rect(this.left, this.top, this.width, this.height);
    this.to.clip();
    draw();
    this.to.restore();
  }
}

/** A canvas of a height, its text for readers, and its frame with ticks and names of the axes. */
export class Chart {
  readonly canvas: HTMLCanvasElement;
  readonly element: HTMLElement;
  readonly caption = el('figcaption', { class: 'quiet' });

  constructor(height: number, isSquare = false) {
    this.canvas = el('canvas', { class: 'chart', role: 'img', 'aria-label': t('views'), style: isSquare ? 'aspect-ratio:1' : `height:${height}px` });
    this.element = el('figure', { class: isSquare ? 'square' : '' }, this.canvas, this.caption);
  }

  /** Says what is seen, to all and to screen readers. */
  say(text: string): void {
    if (this.caption.textContent === text) return;
    this.caption.textContent = text;
    this.canvas.setAttribute('aria-label', text);
  }

  /** Empties it; undefined while it cannot be seen. */
  frame(x: Range, y: Range, names: [string, string], isEqual = false): Frame | undefined {
    const { to, width, height } = fit(this.canvas);
    if (width < 40) return undefined;
    const left = 46, bottom = 32, top = 8, right = 8, style = getComputedStyle(this.canvas), ink = style.color, grid = style.getPropertyValue('--line');
    if (isEqual) {
      const w = (x[1] - x[0]) / (width - left - right), h = (y[1] - y[0]) / (height - top - bottom), unit = Math.max(w, h);
      const grow = (r: Range, by: number): Range => [(r[0] + r[1] - by) / 2, (r[0] + r[1] + by) / 2];
      x = grow(x, unit * (width - left - right));
      y = grow(y, unit * (height - top - bottom));
    }
    const frame = new Frame(to, left, top, width - left - right, height - top - bottom, x, y);
    to.font = '11px system-ui, sans-serif';
    to.fillStyle = ink;
    to.strokeStyle = grid;
    to.lineWidth = 1;
    to.textAlign = 'center';
    to.textBaseline = 'top';
    for (const v of ticks(x, Math.max(2, frame.width / 70))) { const at = frame.px(v); to.beginPath(); to.moveTo(at, top); to.lineTo(at, top + frame.height); to.stroke(); to.fillText(num(v, 3), at, top + frame.height + 3); }
    to.textAlign = 'right';
    to.textBaseline = 'middle';
    for (const v of ticks(y, Math.max(2, frame.height / 40))) { const at = frame.py(v); to.beginPath(); to.moveTo(left, at); to.lineTo(left + frame.width, at); to.stroke(); to.fillText(num(v, 3), left - 4, at); }
    to.textAlign = 'right';
    to.textBaseline = 'bottom';
    to.fillText(names[0], left + frame.width, height - 1);
    to.save();
    to.translate(1, top);
    to.rotate(-Math.PI / 2);
    to.textBaseline = 'top';
    to.fillText(names[1], 0, 0);
    to.restore();
    return frame;
  }
}

/** Ink of a canvas. */
export const inkOf = (canvas: HTMLElement): string => getComputedStyle(canvas).color;
