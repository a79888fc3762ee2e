// The samples of this epoch in the order they are trained on: what is over is faint, the next batch is framed.

import { el } from '../shared/dom';
import { shapes } from '../shared/palette';
import type { Figures, Scene } from './wire';
import { num, t } from '../shared/words';

const most = 240;

export class Order {
  readonly element = el('details', { class: 'order', 'data-part': 'order' });
  private scene?: Scene;
  private figures?: Figures;
  private key = '';

  constructor(private readonly pin: (row: number) => void) { this.element.addEventListener('toggle', () => this.draw()); }

  setScene(scene: Scene): void { this.scene = scene; this.draw(); }

  set(figures: Figures): void { this.figures = figures; this.draw(); }

  private draw(): void {
    const { scene, figures: f } = this;
    if (!scene || !f) return;
    const isOpen = (this.element as HTMLDetailsElement).open, key = JSON.stringify([f.order, f.batch, f.sample, f.running, isOpen, document.documentElement.lang, scene.link]);
    if (key === this.key) return;
    this.key = key;
    const had = this.element.contains(document.activeElement);
    const summary = el('summary', {}, t('order'));
    this.element.replaceChildren(summary);
    if (had) summary.focus();
    if (!isOpen) return;
    if (!f.order) { this.element.append(el('p', { class: 'quiet' }, f.running ? t('orderRunning') : t('orderMany'))); return; }
    const from = Math.min(f.batch, Math.max(0, f.batches - 1)) * f.batchSize, next = f.order.slice(from, from + f.batchSize);
    this.element.append(el('p', { class: 'quiet' }, `${t('orderHelp')} ${scene.state.shuffle ? t('orderNew') : t('orderFixed')}`),
      el('p', {}, `${t('nextBatch')}: ${next.slice(0, 12).map(r => r + 1).join(', ')}${next.length > 12 ? ', …' : ''}`));
    const strip = el('div', { class: 'strip' });
    for (let b = 0; b * f.batchSize < Math.min(most, f.order.length); b++) {
      const rows = f.order.slice(b * f.batchSize, Math.min(most, (b + 1) * f.batchSize));
      strip.append(el('span', { class: b < f.batch ? 'over' : b === f.batch ? 'next' : '', title: `${t('batchOf')} ${b + 1}` }, ...rows.map((row, i) => this.sample(row, b === f.batch && i < f.sample))));
    }
    this.element.append(strip);
    if (f.order.length > most) this.element.append(el('p', { class: 'quiet' }, `… ${f.order.length - most} ${t('more')}`));
  }

  // A click pins the point.
  private sample(row: number, isOver: boolean): HTMLElement {
    const target = this.scene!.points[4 * row + 2], isClass = this.scene!.classes > 0;
    const name = `${t('point')} ${row + 1}: ${isClass ? this.scene!.classNames[target] ?? target + 1 : num(target, 3)}`;
    return el('button', { class: isOver ? 'over' : '', title: name, 'aria-label': name, tabindex: -1, onclick: () => this.pin(row) }, isClass ? shapes[(target + Math.floor(target / 6)) % 6] : target < 0 ? '−' : '+');
  }
}
