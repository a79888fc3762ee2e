// The samples of this epoch in the order they are trained on: what is over is faint, the next batch is framed.

import { el } from '../shared/dom';
import { shapes } from '../shared/palette';
import type { Figures, Scene } from './wire';
import { num, t } from '../shared/words';

const most = 240;

export class Order {
  private readonly summary = el('summary', {});
  private readonly inside = el('div', {});
  readonly element = el('details', { class: 'order', 'data-part': 'order' }, this.summary, this.inside);
  private scene?: Scene;
  private figures?: Figures;
  private key = '';

  constructor(private readonly pin: (row: number) => void) { this.element.addEventListener('toggle', () => this.draw()); }

  setScene(scene: Scene): void { this.scene = scene; this.draw(); }

  set(figures: Figures): void { this.figures = figures; this.draw(); }

  private draw(): void {
    const { scene, figures: f } = this;
    if (!scene || !f) return;
    const isOpen = this.element.open, key = JSON.stringify([f.order, f.batch, f.sample, f.running, isOpen, document.documentElement.lang, scene.link]);
    if (key === this.key) return;
    this.key = key;
    this.summary.textContent = t('order');
    this.inside.replaceChildren();
    if (!isOpen) return;
    if (!f.order) { this.inside.append(el('p', { class: 'quiet' }, f.running ? t('orderRunning') : t('orderMany'))); return; }
    const from = Math.min(f.batch, Math.max(0, f.batches - 1)) * f.batchSize, next = f.order.slice(from, from + f.batchSize);
    this.inside.append(el('p', { class: 'quiet' }, `${t('orderHelp')} ${scene.state.shuffle ? t('orderNew') : t('orderFixed')}`),
      el('p', {}, `${t('nextBatch')}: ${next.slice(0, 12).map(r => r + 1).join(', ')}${next.length > 12 ? ', …' : ''}`));
    const strip = el('div', { class: 'strip', role: 'group', 'aria-label': t('order'), onkeydown: (e: KeyboardEvent) => this.walk(e, strip) });
    for (let b = 0; b * f.batchSize < Math.min(most, f.order.length); b++) {
      const rows = f.order.slice(b * f.batchSize, Math.min(most, (b + 1) * f.batchSize));
      strip.append(el('span', { class: b < f.batch ? 'over' : b === f.batch ? 'next' : '', title: `${t('batchOf')} ${b + 1}` }, ...rows.map((row, i) => this.sample(row, b === f.batch && i < f.sample))));
    }
    // One of them is reached by Tab, the others from it by the arrow keys.
    (strip.querySelector('.next button') ?? strip.querySelector('button'))?.setAttribute('tabindex', '0');
    this.inside.append(strip);
    if (f.order.length > most) this.inside.append(el('p', { class: 'quiet' }, `… ${f.order.length - most} ${t('more')}`));
  }

  private walk(e: KeyboardEvent, strip: HTMLElement): void {
    const all = [...strip.querySelectorAll('button')], by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    all[all.indexOf(document.activeElement as HTMLButtonElement) + by]?.focus();
    e.preventDefault();
  }

  // A click pins the point.
  private sample(row: number, isOver: boolean): HTMLElement {
    const target = this.scene!.points[4 * row + 2], isClass = this.scene!.classes > 0;
    const name = `${t('point')} ${row + 1}: ${isClass ? this.scene!.classNames[target] ?? target + 1 : num(target, 3)}`;
    return el('button', { class: isOver ? 'over' : '', title: name, 'aria-label': name, tabindex: -1, onclick: () => this.pin(row) }, isClass ? shapes[(target + Math.floor(target / 6)) % 6] : target < 0 ? '−' : '+');
  }
}
