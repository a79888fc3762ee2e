// The network: a picture of every unit over the plane, a line for every weight.

import { el, fit } from '../shared/dom';
import { sizeOf } from '../shared/size';
import { line, paint, signedTable } from './mapImage';
import { css, type Palette } from '../shared/palette';
import { fits, type Picture, type Pin, type Scene } from './wire';
import { num, t } from '../shared/words';

const mostDrawn = 32;

export interface Target { layer: number; unit: number; from?: number }

interface Node { layer: number; unit: number; x: number; y: number; button: HTMLButtonElement; canvas?: HTMLCanvasElement }

export class Network {
  readonly element = el('div', { class: 'network', role: 'group' });
  private readonly links = el('canvas', { class: 'links', 'aria-hidden': 'true' });
  private nodes: Node[][] = [];
  private scene?: Scene;
  private picture?: Picture;
  private pin?: Pin;
  private size = 40;
  private hovered?: Target;
  private marked: number[] = [];
  private phaseLayer = -2;
  private held = false;
  private key = '';

  constructor(private palette: Palette, private readonly point: (target: Target | undefined, isHeld?: boolean) => void) {
    this.element.append(this.links);
    new ResizeObserver(() => { this.key = ''; this.layOut(); this.draw(); }).observe(this.element);
    this.element.addEventListener('pointermove', e => this.seek(e));
    this.element.addEventListener('pointerleave', () => { if (this.hovered?.from !== undefined) this.hover(undefined); });
    // A click holds what is pointed at, so that its number can be typed; another click or Escape lets go.
    this.element.addEventListener('click', e => this.hold(!this.held || !!(e.target as HTMLElement).closest('.node'), (e.target as HTMLElement).closest('.node')));
    this.element.addEventListener('keydown', e => { if (e.key === 'Escape') this.letGo(); });
  }

  setPalette(palette: Palette): void { this.palette = palette; this.draw(); }
  /** Another scene; it is drawn with the picture that follows, or by `draw`. */
  setScene(scene: Scene): void { this.scene = scene; if (this.picture && !fits(this.picture, scene)) this.picture = undefined; this.layOut(); }
  setPicture(picture: Picture): void { this.picture = picture; this.draw(); }
  setPin(pin: Pin | undefined): void { this.pin = pin; this.drawLabels(); }
  mark(layers: number[]): void { this.marked = layers; this.draw(); this.element.scrollIntoView({ block: 'nearest' }); }
  setPhase(layer: number): void { if (this.phaseLayer !== layer) { this.phaseLayer = layer; this.draw(); } }

  /** The weight from one unit to another, and where a layer's numbers begin. */
  weight(layer: number, unit: number, from: number): number | undefined {
    const inputs = this.inputsOf(layer);
    return this.picture?.weights[this.offset(layer) + unit * inputs + from];
  }

  bias(layer: number, unit: number): number | undefined {
    if (!this.scene?.state.bias) return undefined;
    return this.picture?.weights[this.offset(layer) + this.scene.units[layer] * this.inputsOf(layer) + unit];
  }

  inputsOf(layer: number): number { return layer === 0 ? this.scene!.inputs.length : this.scene!.units[layer - 1]; }

  private offset(layer: number): number {
    let at = 0;
    for (let l = 0; l < layer; l++) at += this.scene!.units[l] * (this.inputsOf(l) + (this.scene!.state.bias ? 1 : 0));
    return at;
  }

  private mapIndex(layer: number, unit: number): number { return this.scene!.units.slice(0, layer).reduce((a, b) => a + b, 0) + unit; }

  private layOut(): void {
    const { scene } = this, { width } = sizeOf(this.element);
    if (!scene || width === 0) return;
    const columns = [scene.inputs.length, ...scene.units], most = Math.min(mostDrawn, Math.max(...columns));
    const key = `${columns}|${scene.inputs}|${width}|${scene.isCurve}|${document.documentElement.lang}`;
    if (key === this.key) return;
    this.key = key;
    const gap = width / columns.length;
    this.size = Math.max(16, Math.min(46, gap * 0.55, 460 / most - 10));
    const height = Math.max(250, most * (this.size + 18) + 40);
    this.element.style.height = `${height}px`;
    this.element.querySelectorAll('.node, .more, .column').forEach(n => n.remove());
    this.element.setAttribute('aria-label', t('network'));
    this.nodes = columns.map((count, c) => {
      const shown = Math.min(mostDrawn, count), x = gap * (c + 0.5), space = (height - 36) / shown;
      this.element.append(el('span', { class: 'column', style: `left:${x}px` }, c === 0 ? t('inputs') : c === columns.length - 1 ? `${t('outputLayer')}: ${scene.activations[c - 1]}` : `${scene.activations[c - 1]}${count > shown ? ` (+${count - shown})` : ''}`));
      return Array.from({ length: shown }, (_, u) => {
        const y = 24 + space * (u + 0.5), layer = c - 1;
        const canvas = c === 0 ? undefined : el('canvas', { width: 48, height: 48, 'aria-hidden': 'true' });
        const name = c === 0 ? `${t('input')} ${scene.inputs[u]}` : `${c === columns.length - 1 ? t('outputLayer') : `${t('layer')} ${c}`}, ${u + 1}`;
        const button = el('button', {
          class: 'node', 'aria-label': name, style: `left:${x - this.size / 2}px;top:${y - this.size / 2}px;width:${this.size}px;height:${this.size}px;border-radius:${Math.min(8, this.size / 4)}px`,
          onpointerenter: () => this.hover({ layer, unit: u }), onfocus: () => this.hover({ layer, unit: u }), onkeydown: (e: KeyboardEvent) => this.arrow(e, layer, u),
        }, canvas ?? el('span', { class: scene.inputs[u].length < 4 ? '' : this.size < 30 ? 'beside' : 'long', title: scene.inputs[u] }, scene.inputs[u]), el('small', {}));
        this.element.append(button);
        return { layer, unit: u, x, y, button, canvas };
      });
    });
    this.drawLabels();
  }

  // Left and right walk along the lines that lead into a focused unit.
  private arrow(e: KeyboardEvent, layer: number, unit: number): void {
    if (layer < 0 || (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight')) return;
    const count = this.inputsOf(layer), now = this.hovered?.from ?? (e.key === 'ArrowRight' ? -1 : 0);
    this.hover({ layer, unit, from: (now + (e.key === 'ArrowRight' ? 1 : -1) + count) % count });
    e.preventDefault();
    e.stopPropagation();
  }

  private hold(on: boolean, node: Element | null): void {
    const at = this.nodes.flat().find(n => n.button === node);
    this.held = false;
    if (at && !(this.hovered?.layer === at.layer && this.hovered.unit === at.unit)) this.hover({ layer: at.layer, unit: at.unit });
    this.held = on && this.hovered !== undefined && this.hovered.layer >= 0;
    this.element.classList.toggle('held', this.held);
    if (this.held) this.point(this.hovered, true);
  }

  /** Holds what is pointed at: its number is being typed. */
  keep(): void { this.held = this.hovered !== undefined; this.element.classList.toggle('held', this.held); }

  /** Lets go of what a click held. */
  letGo(): void { this.held = false; this.element.classList.remove('held'); }

  private hover(target: Target | undefined): void {
    if (this.held) return;
    this.hovered = target;
    this.point(target);
    this.draw();
  }

  private seek(e: PointerEvent): void {
    if ((e.target as HTMLElement).closest('.node')) return;
    const box = this.element.getBoundingClientRect(), x = e.clientX - box.left, y = e.clientY - box.top;
    let best: Target | undefined, least = 6;
    for (let c = 1; c < this.nodes.length; c++) {
      const before = this.nodes[c - 1], here = this.nodes[c];
      if (!before.length || x < before[0].x || x > here[0].x) continue;
      for (const to of here) for (const from of before) {
        const length = Math.hypot(to.x - from.x, to.y - from.y);
        const far = Math.abs((to.y - from.y) * x - (to.x - from.x) * y + to.x * from.y - to.y * from.x) / length;
        if (far < least) { least = far; best = { layer: to.layer, unit: to.unit, from: from.unit }; }
      }
    }
    if (best?.layer !== this.hovered?.layer || best?.unit !== this.hovered?.unit || best?.from !== this.hovered?.from) this.hover(best);
  }

  draw(): void {
    const { scene, picture } = this;
    if (!scene || !this.nodes.length) return;
    const size = sizeOf(this.links), { to } = fit(this.links, size.width, size.height);
    if (picture) {
      for (let c = 1; c < this.nodes.length; c++) for (const target of this.nodes[c]) for (const from of this.nodes[c - 1]) {
        const w = this.weight(c - 1, target.unit, from.unit) ?? 0, size = Math.min(1, Math.abs(w) / 5);
        const isHovered = this.hovered && this.hovered.layer === c - 1 && this.hovered.unit === target.unit && (this.hovered.from === undefined || this.hovered.from === from.unit);
        to.beginPath();
        to.moveTo(from.x + this.size / 2, from.y);
        to.lineTo(target.x - this.size / 2, target.y);
        // Small units have thin lines: between many of them thick ones are one dark patch.
        to.lineWidth = 0.7 + 8 * size * this.size / 46 + (isHovered ? 1.5 : 0);
        // Sign twice: by colour, and a dashed line for minus.
        to.setLineDash(w < 0 ? [5, 4] : []);
        to.strokeStyle = css(this.palette.signed(w < 0 ? -1 : 1), isHovered ? 1 : 0.25 + 0.6 * Math.min(1, Math.abs(w)));
        to.stroke();
      }
      to.setLineDash([]);
      const table = signedTable(this.palette);
      for (const column of this.nodes.slice(1)) for (const node of column) this.paintNode(node, table);
    }
    for (const column of this.nodes) for (const node of column) {
      node.button.classList.toggle('marked', this.marked.includes(node.layer));
      node.button.classList.toggle('phase', this.phaseLayer === node.layer);
    }
  }

  private paintNode(node: Node, table: Uint32Array): void {
    const index = this.mapIndex(node.layer, node.unit), map = this.picture!.maps[index], scale = this.picture!.scales[index];
    if (this.scene!.isCurve) {
      const to = node.canvas!.getContext('2d')!;
      to.clearRect(0, 0, 48, 48);
      line(to, map, scale, 1.05 * scale, 48, 48, css(this.palette.signed(1)), 3);
    } else paint(node.canvas!, this.picture!.side, Math.max(1, Math.floor(this.picture!.side / 48)), p => table[Math.round(Math.max(-127, Math.min(127, map[p] * scale))) + 127]);
  }

  private drawLabels(): void {
    for (const column of this.nodes) for (const node of column) {
      const value = !this.pin ? undefined : node.layer < 0 ? this.pin.inputs[node.unit] : this.pin.layers[node.layer]?.a[node.unit];
      const isDropped = this.pin?.layers[node.layer]?.mask?.[node.unit] === 0;
      node.button.querySelector('small')!.textContent = isDropped ? '✕' : value === undefined ? '' : num(value, 3);
      node.button.classList.toggle('dropped', isDropped);
      node.button.title = isDropped ? t('isDropped') : '';
    }
  }
}
