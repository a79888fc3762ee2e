// The plane: what the network answers everywhere, and the points; they are pinned, drawn, moved and erased here.

import { el, fit } from '../shared/dom';
import { type Dot, Dots, leaked, shapeOf, test, validation } from './dots';
import { line, paint, pixel, signedTable } from './mapImage';
import { css, type Palette, shapes } from '../shared/palette';
import { fits, type Picture, type Scene, type State } from './wire';
import { sizeOf } from '../shared/size';
import { num, t } from '../shared/words';

export interface PlaneActions { pin(row: number): void; change(patch: Partial<State>): void }

export class Plane {
  readonly canvas = el('canvas', { class: 'plane', tabindex: 0, role: 'img' });
  readonly element: HTMLElement;
  private readonly map = el('canvas', { width: 300, height: 300 });
  private readonly legend = el('div', { class: 'legend' });
  private readonly tools = el('div', { class: 'tools', role: 'radiogroup' });
  private scene?: Scene;
  private picture?: Picture;
  private dots: readonly Dot[] = [];
  private readonly points = new Dots();
  private tool = 'pin';
  private held = -1;
  private pinned = -1;
  private cursor?: { x: number; y: number };
  private lastSent = 0;
  private ink?: string;
  /** What is drawn over the points. */
  over?: (to: CanvasRenderingContext2D, place: (p: { x: number; y: number }) => [number, number], scene: Scene) => void;

  constructor(private palette: Palette, private readonly actions: PlaneActions) {
    this.element = el('div', {}, this.canvas, this.legend, this.tools);
    this.canvas.addEventListener('pointerdown', e => { this.canvas.setPointerCapture(e.pointerId); this.press(this.at(e)); });
    this.canvas.addEventListener('pointermove', e => { if (e.buttons) this.move(this.at(e)); });
    this.canvas.addEventListener('pointerup', () => this.release());
    this.canvas.addEventListener('keydown', e => this.key(e));
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.canvas.addEventListener('blur', () => { this.cursor = undefined; this.draw(); });
  }

  setPalette(palette: Palette): void { this.palette = palette; this.ink = undefined; }

  /** Another scene; it is drawn with the picture that follows, or by `draw`. */
  setScene(scene: Scene): void {
    this.scene = scene;
    if (this.picture && !fits(this.picture, scene)) this.picture = undefined;
    if (this.held < 0) this.dots = Array.from({ length: scene.points.length / 4 }, (_, i) => ({ x: scene.points[4 * i], y: scene.points[4 * i + 1], c: scene.points[4 * i + 2], mark: scene.points[4 * i + 3] }));
    this.tools.setAttribute('aria-label', t('tool'));
    const classes = scene.classes || 2;
    const tools: [string, string][] = scene.isCurve || scene.table ? [['pin', t('pinTool')]]
      : [['pin', t('pinTool')], ...Array.from({ length: Math.min(6, Math.max(3, classes + 1)) }, (_, c) => [`draw${c}`, `${shapes[c]}`] as [string, string]), ['move', t('moveTool')], ['erase', t('eraseTool')]];
    if (!tools.some(([name]) => name === this.tool)) this.tool = 'pin';
    this.tools.replaceChildren(...tools.map(([name, label]) => {
      const drawn = name.startsWith('draw') ? Number(name.slice(4)) : -1;
      return el('button', {
        role: 'radio', 'aria-checked': this.tool === name, class: this.tool === name ? 'on' : '', title: drawn >= 0 ? `${t('drawTool')} ${drawn + 1}` : label, 'aria-label': drawn >= 0 ? `${t('drawTool')} ${drawn + 1}` : label,
        style: drawn >= 0 ? `color:${css(this.palette.ofClass(drawn, Math.max(classes, drawn > 1 ? 3 : 2)))}` : '', onclick: () => { this.tool = name; this.setScene(this.scene!); },
      }, label);
    }), ...(scene.isCurve || scene.table ? [] : [el('button', { onclick: () => this.actions.change({ data: 'drawn', points: '-2,0,0;2,0,1', trainShare: 1, numbers: false }) }, t('clear'))]));
    this.legend.replaceChildren(...(scene.classes > 0 ? Array.from({ length: scene.classes }, (_, c) => el('span', {}, el('b', { style: `color:${css(this.palette.ofClass(c, scene.classes))}`, 'aria-hidden': 'true' }, shapes[shapeOf(c)]), ` ${scene.classNames[c] ?? c + 1}`))
      : [el('span', {}, el('span', { class: 'bar', style: `background:linear-gradient(90deg,${css(this.palette.signed(-1))},${css(this.palette.signed(0))},${css(this.palette.signed(1))})` }), ' −1 … 1')]), ...this.marks(scene));
  }

  // What the marks of the points mean, as far as there are such points.
  private marks(scene: Scene): HTMLElement[] {
    const there = new Set(this.dots.map(d => d.mark));
    if (!scene.state.showTest || (there.size < 2 && there.has(0))) return [];
    const names: [number, string, string][] = [[0, '●', t('markTrain')], [validation, '◉', t('markValidation')], [test, '○', t('markTest')], [leaked, '⊗', t('markLeaked')]];
    return names.filter(([mark]) => there.has(mark)).map(([, sign, name]) => el('span', { class: 'quiet' }, el('b', { 'aria-hidden': 'true' }, sign), ` ${name}`));
  }

  setPicture(picture: Picture): void { this.picture = picture; this.draw(); }

  setPinned(row: number): void { this.pinned = row; this.draw(); }

  describe(text: string): void { this.canvas.setAttribute('aria-label', text); }

  draw(): void {
    const { scene, picture } = this;
    if (!scene) return;
    const size = sizeOf(this.canvas), { to, width, height } = fit(this.canvas, size.width, size.height), ink = this.ink ??= getComputedStyle(this.canvas).color;
    if (width === 0) return;
    if (picture) this.ground(to, width, height, scene, picture);
    const d = scene.domain, high = scene.isCurve ? this.range() : d;
    const place = (p: { x: number; y: number }): [number, number] => [(p.x / d + 1) / 2 * width, (1 - p.y / high) / 2 * height];
    this.points.draw(to, width, height, this.dots, this.palette, { classes: scene.classes, showTest: scene.state.showTest, pinned: this.pinned, ink, scale: [d, high] });
    this.over?.(to, place, scene);
    if (this.cursor) {
      const [x, y] = place(this.cursor);
      to.strokeStyle = ink;
      to.lineWidth = 2;
      to.strokeRect(x - 7, y - 7, 14, 14);
    }
  }

  private range(): number { return 1.6 * Math.max(1, ...this.dots.map(p => Math.abs(p.y))); }

  private ground(to: CanvasRenderingContext2D, width: number, height: number, scene: Scene, picture: Picture): void {
    const outputs = scene.units[scene.units.length - 1], first = picture.maps.length - outputs;
    if (scene.isCurve) {
      line(to, picture.maps[first], picture.scales[first], this.range(), width, height, css(this.palette.signed(1)), 3);
      return;
    }
    if (outputs === 1) {
      const table = signedTable(this.palette), map = picture.maps[first], scale = picture.scales[first];
      // A border can be drawn hard between classes; numbers keep their shades in ten steps.
      const shade = !scene.state.discretize ? (v: number) => Math.max(-127, Math.min(127, v * scale)) : scene.classes > 0 ? (v: number) => v > 0 ? 127 : -127 : (v: number) => Math.max(-127, Math.min(127, Math.round(v * scale / 25.4) * 25.4));
      paint(this.map, picture.side, 1, p => table[Math.round(shade(map[p])) + 127]);
    } else {
      const maps = picture.maps.slice(first), scales = picture.scales.slice(first);
      const shades = Array.from({ length: outputs }, (_, k) => Uint32Array.from({ length: 128 }, (_, i) => pixel(this.palette.sure(k, outputs, scene.state.discretize ? 0.75 : 0.15 + 0.65 * i / 127))));
      paint(this.map, picture.side, 1, p => {
        let best = 0, most = -Infinity, second = -Infinity;
        maps.forEach((m, k) => { const v = m[p] * scales[k]; if (v > most) { second = most; most = v; best = k; } else if (v > second) second = v; });
        return shades[best][Math.max(0, Math.min(127, Math.round(most - second)))];
      });
    }
    to.globalAlpha = 0.85;
    to.drawImage(this.map, 0, 0, width, height);
    to.globalAlpha = 1;
  }

  private at(e: PointerEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect(), d = this.scene?.domain ?? 6;
    return { x: ((e.clientX - box.left) / box.width * 2 - 1) * d, y: (1 - (e.clientY - box.top) / box.height * 2) * (this.scene?.isCurve ? this.range() : d) };
  }

  private nearest(p: { x: number; y: number }, reach: number): number {
    let best = -1, least = reach;
    this.dots.forEach((dot, i) => {
      if (dot.mark && !this.scene!.state.showTest) return;
      const far = Math.hypot(dot.x - p.x, (dot.y - p.y) * (this.scene!.isCurve ? this.scene!.domain / this.range() : 1)) / this.scene!.domain;
      if (far < least) { least = far; best = i; }
    });
    return best;
  }

  private press(p: { x: number; y: number }): void {
    if (!this.scene) return;
    if (this.tool === 'pin') { const row = this.nearest(p, 0.12); if (row >= 0) this.actions.pin(row); }
    else if (this.tool === 'move') this.held = this.nearest(p, 0.1);
    else { this.held = this.dots.length; this.edit(p); }
  }

  private move(p: { x: number; y: number }): void {
    if (this.tool === 'pin' || this.held < 0) return;
    if (this.tool === 'move') { this.dots = this.dots.with(this.held, { ...this.dots[this.held], x: p.x, y: p.y }); this.send(false); this.draw(); } else this.edit(p);
  }

  private edit(p: { x: number; y: number }): void {
    if (this.tool === 'erase') this.dots = this.dots.filter(dot => Math.hypot(dot.x - p.x, dot.y - p.y) > this.scene!.domain * 0.06);
    else if (this.nearest(p, 0.035) < 0) this.dots = [...this.dots, { x: p.x, y: p.y, c: Number(this.tool.slice(4)), mark: 0 }];
    else return;
    this.send(false);
    this.draw();
  }

  private release(): void {
    if (this.held < 0) return;
    this.held = -1;
    this.send(true);
  }

  // What is drawn is a set of its own from now on, and all of it is trained on.
  private send(now: boolean): void {
    if (!now && performance.now() - this.lastSent < 120) return;
    this.lastSent = performance.now();
    const numbers = this.scene!.classes === 0;
    const points = this.dots.map(p => `${+p.x.toFixed(3)},${+p.y.toFixed(3)},${numbers && this.tool.startsWith('draw') && p.c > 1 ? 1 : +p.c.toFixed(3)}`).join(';');
    this.actions.change({ data: 'drawn', points, numbers, trainShare: this.scene!.state.data === 'drawn' ? this.scene!.state.trainShare : 1 });
  }

  private key(e: KeyboardEvent): void {
    const d = this.scene?.domain ?? 6, by = d / 20;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] };
    if (moves[e.key]) {
      const from = this.cursor ?? { x: 0, y: 0 };
      this.cursor = { x: Math.max(-d, Math.min(d, from.x + moves[e.key][0])), y: Math.max(-d, Math.min(d, from.y + moves[e.key][1])) };
      this.describe(`${num(this.cursor.x, 2)}, ${num(this.cursor.y, 2)}`);
    } else if (e.key === 'Enter' && this.cursor) { this.press(this.cursor); this.release(); } else return;
    e.preventDefault();
    e.stopPropagation();
    this.draw();
  }
}
