// What is drawn over the plane: the lines on which units turn, and marks around the worst answers.

import { choice, el } from '../shared/dom';
import type { Scene } from '../playground/wire';
import { drawShape } from '../shared/palette';
import { t } from '../shared/words';
import { colours, dashes } from './chart';
import type { LinesView } from './messages';
import { layerName } from './view';

type Place = (p: { x: number; y: number }) => [number, number];

export class Overlay {
  readonly element = el('div', {});
  private readonly note = el('p', { class: 'quiet' });
  private layer = 0;
  private lines?: LinesView;
  private worst: number[] = [];
  private unit = -1;

  constructor(private readonly ask: (on: boolean, layer: number) => void, private readonly redraw: () => void) { }

  /** The layer whose lines are asked for; 0 for none. */
  get shown(): number { return this.layer; }

  setScene(scene: Scene): void {
    const hidden = scene.isCurve ? 0 : scene.units.length - 1;
    if (this.layer > hidden) this.show(0);
    if (this.element.contains(document.activeElement)) return;
    this.element.hidden = hidden === 0;
    this.element.replaceChildren(choice(t('unitLines'), [['0', t('none')], ...Array.from({ length: hidden }, (_, l) => [String(l + 1), layerName(scene, l + 1, t)] as [string, string])], String(this.layer), v => this.show(Number(v)), 'unit-lines'), this.note);
    this.say();
  }

  set(lines: LinesView): void {
    this.lines = lines;
    this.say();
    this.redraw();
  }

  /** Of points and units that are no more. */
  forget(): void { this.lines = undefined; this.worst = []; }

  mark(rows: number[]): void { this.worst = rows; this.redraw(); }
  /** The unit that is pointed at; −1 for none. */
  point(layer: number | undefined, unit: number | undefined): void { const at = layer !== undefined && layer + 1 === this.layer ? unit ?? -1 : -1; if (at !== this.unit) { this.unit = at; if (this.layer > 0) this.redraw(); } }

  draw(to: CanvasRenderingContext2D, place: Place, scene: Scene): void {
    if (this.layer > 0 && this.lines?.layer === this.layer) for (const { unit, path } of this.lines.lines) this.line(to, place, unit, path);
    to.font = 'bold 11px system-ui, sans-serif';
    this.worst.forEach((row, i) => {
      const [x, y] = place({ x: scene.points[4 * row], y: scene.points[4 * row + 1] });
      // Test points are hidden at times; their worst ones are seen here.
      drawShape(to, scene.classes > 0 ? scene.points[4 * row + 2] : 0, x, y, 4.2);
      to.fillStyle = '#fff';
      to.fill();
      to.strokeStyle = '#1c2128';
      to.lineWidth = 1.6;
      to.stroke();
      for (const [colour, wide] of [['#fff', 5], ['#a12a12', 2.4]] as const) { to.strokeStyle = colour; to.lineWidth = wide; to.strokeRect(x - 8, y - 8, 16, 16); }
      written(to, String(i + 1), x + 14, y - 8, '#a12a12');
    });
  }

  private line(to: CanvasRenderingContext2D, place: Place, unit: number, path: number[]): void {
    const colour = colours[unit % colours.length], isPointed = unit === this.unit, at: [number, number][] = [];
    for (let i = 0; i < path.length; i += 2) at.push(place({ x: path[i], y: path[i + 1] }));
    for (const [ink, wide] of [['rgba(255,255,255,0.6)', isPointed ? 7 : 4], [colour, isPointed ? 4.5 : 2.2]] as const) {
      to.beginPath();
      for (const [x, y] of at) to.lineTo(x, y);
      to.strokeStyle = ink;
      to.lineWidth = wide;
      to.setLineDash(ink === colour ? dashes[unit % dashes.length] : []);
      to.stroke();
    }
    to.setLineDash([]);
    // A tooth in the middle points to the side on which z is above 0; the unit's number stands there.
    const m = Math.floor(at.length / 2), [x, y] = at[m], [u, v] = at[Math.max(0, m - 1)], length = Math.hypot(x - u, y - v) || 1, nx = -(y - v) / length, ny = (x - u) / length;
    to.beginPath();
    to.moveTo(x - ny * 5, y + nx * 5);
    to.lineTo(x + nx * 10, y + ny * 10);
    to.lineTo(x + ny * 5, y - nx * 5);
    to.fillStyle = colour;
    to.fill();
    written(to, String(unit + 1), x + nx * 18, y + ny * 18, colour);
  }

  // What is seen, in words.
  private say(): void {
    const count = this.lines?.layer === this.layer ? new Set(this.lines.lines.map(l => l.unit)).size : 0;
    this.note.textContent = this.layer === 0 ? '' : `${count} ${t('linesSeen')}`;
  }

  private show(layer: number): void {
    this.layer = layer;
    this.say();
    this.ask(layer > 0, layer);
    this.redraw();
  }
}

function written(to: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  to.font = 'bold 12px system-ui, sans-serif';
  to.textAlign = 'center';
  to.textBaseline = 'middle';
  to.lineWidth = 3;
  to.strokeStyle = '#fff';
  to.strokeText(text, x, y);
  to.fillStyle = colour;
  to.fillText(text, x, y);
}

