// Squares to draw in, with pointer, touch or keys: a picture of ink, and points.

import { el, fit } from './dom';
import { drawShape } from './palette';

const mostUndo = 30;

/** A picture of side × side bytes of ink. Arrow keys move a cursor, space puts the pen down and lifts it, Backspace takes back. */
export class PixelPad {
  readonly canvas = el('canvas', { class: 'pad', tabindex: 0, role: 'application' });
  private pixels: Uint8ClampedArray;
  private readonly past: Uint8ClampedArray[] = [];
  private at?: { x: number; y: number };
  private isDown = false;
  private drawing = false;
  private isDue = false;
  private readonly small: HTMLCanvasElement;

  constructor(readonly side: number, private readonly brush: number, private readonly changed: (isDone: boolean) => void, label: string) {
    this.pixels = new Uint8ClampedArray(side * side);
    this.small = el('canvas', { width: side, height: side });
    this.canvas.setAttribute('aria-label', label);
    this.canvas.addEventListener('pointerdown', e => { this.canvas.setPointerCapture(e.pointerId); this.keep(); this.drawing = true; this.at = undefined; this.isDown = false; this.moveTo(this.place(e)); });
    this.canvas.addEventListener('pointermove', e => { if (this.drawing) for (const each of e.getCoalescedEvents?.() ?? [e]) this.moveTo(this.place(each)); });
    const end = (): void => { if (this.drawing) { this.drawing = false; this.at = undefined; this.changed(true); } };
    this.canvas.addEventListener('pointerup', end);
    this.canvas.addEventListener('pointercancel', end);
    this.canvas.addEventListener('keydown', e => this.key(e));
    this.canvas.addEventListener('blur', () => { this.at = undefined; this.isDown = false; this.draw(); });
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  get isEmpty(): boolean { return this.pixels.every(p => p === 0); }

  /** The bytes in base 64. */
  get text(): string { return btoa(String.fromCharCode(...this.pixels)); }

  set(pixels: ArrayLike<number>): void { this.keep(); this.pixels.set(pixels); this.draw(); this.changed(true); }

  clear(): void { this.keep(); this.pixels.fill(0); this.draw(); this.changed(true); }

  undo(): void { const before = this.past.pop(); if (before) { this.pixels = before; this.draw(); this.changed(true); } }

  private keep(): void { this.past.push(this.pixels.slice()); if (this.past.length > mostUndo) this.past.shift(); }

  private place(e: PointerEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    return { x: (e.clientX - box.left) / box.width * this.side, y: (e.clientY - box.top) / box.height * this.side };
  }

  private moveTo(to: { x: number; y: number }): void {
    const from = this.at ?? to, steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) * 2));
    for (let i = 0; i <= steps; i++) this.stamp(from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps);
    this.at = to;
    this.draw();
    this.changed(false);
  }

  // A round pen with a soft edge of a pixel.
  private stamp(x: number, y: number): void {
    const r = this.brush + 1;
    for (let v = Math.max(0, Math.floor(y - r)); v <= Math.min(this.side - 1, y + r); v++)
      for (let u = Math.max(0, Math.floor(x - r)); u <= Math.min(this.side - 1, x + r); u++) {
        const ink = 255 * Math.min(1, Math.max(0, this.brush + 0.5 - Math.hypot(u + 0.5 - x, v + 0.5 - y)));
        if (ink > this.pixels[v * this.side + u]) this.pixels[v * this.side + u] = ink;
      }
  }

  private key(e: KeyboardEvent): void {
    const step = this.side / 28, moves: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[e.key]) {
      const from = this.at ?? { x: this.side / 2, y: this.side / 2 }, to = { x: Math.max(0, Math.min(this.side, from.x + moves[e.key][0])), y: Math.max(0, Math.min(this.side, from.y + moves[e.key][1])) };
      if (this.isDown) this.moveTo(to); else { this.at = to; this.draw(); }
    } else if (e.key === ' ') {
      this.isDown = !this.isDown;
      if (this.isDown) { this.keep(); this.moveTo(this.at ?? { x: this.side / 2, y: this.side / 2 }); } else this.changed(true);
    } else if (e.key === 'Backspace') this.undo(); else return;
    e.preventDefault();
    e.stopPropagation();
    this.draw();
  }

  // Once a frame, however many moves there are.
  private draw(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => { this.isDue = false; this.paint(); });
  }

  private paint(): void {
    const { to, width, height } = fit(this.canvas);
    if (width === 0) return;
    const dark = document.documentElement.dataset.theme === 'dark', on = this.small.getContext('2d')!, image = on.createImageData(this.side, this.side);
    this.pixels.forEach((p, i) => { const v = dark ? 24 + 0.86 * p : 255 - 0.92 * p; image.data.set([v, v, v, 255], 4 * i); });
    on.putImageData(image, 0, 0);
    to.imageSmoothingEnabled = false;
    to.drawImage(this.small, 0, 0, width, height);
    if (this.at && !this.drawing) {
      to.beginPath();
      to.arc(this.at.x / this.side * width, this.at.y / this.side * height, 9, 0, 7);
      to.lineWidth = this.isDown ? 4 : 2;
      to.strokeStyle = getComputedStyle(this.canvas).getPropertyValue('--strong');
      to.stroke();
    }
  }
}

/** Points on a square from −half to half: a click adds one, Backspace takes the last away; arrow keys and Enter do as well. */
export class PointPad {
  readonly canvas = el('canvas', { class: 'pad', tabindex: 0, role: 'application' });
  private points: [number, number][] = [];
  private at?: [number, number];

  constructor(private readonly half: number, private readonly most: number, private readonly changed: () => void, label: string) {
    this.canvas.setAttribute('aria-label', label);
    this.canvas.addEventListener('pointerdown', e => { const box = this.canvas.getBoundingClientRect(); this.add([((e.clientX - box.left) / box.width * 2 - 1) * half, (1 - (e.clientY - box.top) / box.height * 2) * half]); });
    this.canvas.addEventListener('keydown', e => this.key(e));
    this.canvas.addEventListener('blur', () => { this.at = undefined; this.draw(); });
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  get text(): string { return this.points.map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join(';'); }

  clear(): void { this.points = []; this.draw(); this.changed(); }

  private add(point: [number, number]): void { if (this.points.length < this.most) this.points.push(point); this.draw(); this.changed(); }

  private key(e: KeyboardEvent): void {
    const by = this.half / 10, moves: Record<string, [number, number]> = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] };
    const inside = (v: number): number => Math.max(-this.half, Math.min(this.half, v));
    if (moves[e.key]) { const [x, y] = this.at ?? [0, 0]; this.at = [inside(x + moves[e.key][0]), inside(y + moves[e.key][1])]; }
    else if ((e.key === 'Enter' || e.key === ' ') && this.at) this.add([...this.at]);
    else if (e.key === 'Backspace') { this.points.pop(); this.changed(); } else return;
    e.preventDefault();
    e.stopPropagation();
    this.draw();
  }

  private draw(): void {
    const { to, width, height } = fit(this.canvas);
    const style = getComputedStyle(this.canvas), put = ([x, y]: [number, number]): [number, number] => [(x / this.half + 1) / 2 * width, (1 - y / this.half) / 2 * height];
    to.fillStyle = style.getPropertyValue('--strong');
    for (const point of this.points) { drawShape(to, 1, ...put(point), 5); to.fill(); }
    if (this.at) { to.strokeStyle = style.getPropertyValue('--ink'); const [x, y] = put(this.at); to.strokeRect(x - 7, y - 7, 14, 14); }
  }
}
