// The phases of a pinned sample, one by one: forward layer by layer or unit by unit, loss, backward, gradient, update.

import { el } from '../shared/dom';
import type { Pin, Scene } from './wire';
import { num, t } from '../shared/words';

export interface Phase { layer: number; unit?: number; title: string; numbers: string }

export function phasesOf(scene: Scene, pin: Pin, byUnit: boolean): Phase[] {
  const name = (l: number) => l === scene.units.length - 1 ? t('outputLayer') : `${t('layer')} ${l + 1}`;
  const list = (values: number[]) => values.slice(0, 12).map(v => num(v, 4)).join(', ') + (values.length > 12 ? ', …' : '');
  const each = (l: number, title: string, values: number[]): Phase[] => byUnit ? values.map((v, unit) => ({ layer: l, unit, title: `${name(l)}, ${unit + 1} — ${title}`, numbers: num(v) })) : [{ layer: l, title: `${name(l)} — ${title}`, numbers: list(values) }];
  const phases: Phase[] = [];
  pin.layers.forEach((at, l) => phases.push(...each(l, t('forwardZ'), at.z), ...each(l, t('forwardA'), at.a)));
  phases.push({ layer: pin.layers.length - 1, title: `${t('lossPhase')}: ${scene.loss}`, numbers: `ℓ = ${num(pin.loss)}, ${t('target')} ${num(pin.target)}` });
  for (let l = pin.layers.length - 1; l >= 0; l--) phases.push(...each(l, t('backward'), pin.layers[l].delta), ...each(l, t('gradient'), pin.layers[l].weightGradients));
  pin.layers.forEach((at, l) => { if (at.weightUpdates) phases.push({ layer: l, title: `${name(l)} — ${t('update')}`, numbers: list(at.weightUpdates) }); });
  return phases;
}

export class Walk {
  readonly element = el('div', { class: 'walk' });
  private phases: Phase[] = [];
  private at = 0;
  private byUnit = false;
  private timer = 0;
  private last?: { scene: Scene; pin: Pin };

  constructor(private readonly show: (phase: Phase | undefined) => void) { }

  set(scene: Scene, pin: Pin | undefined, begin: boolean): void {
    this.last = pin && { scene, pin };
    this.phases = pin ? phasesOf(scene, pin, this.byUnit) : [];
    if (begin || this.at >= this.phases.length) this.at = 0;
    this.draw();
  }

  private go(by: number): void {
    this.at = Math.max(0, Math.min(this.phases.length - 1, this.at + by));
    this.draw();
  }

  private slow(): void {
    if (this.timer) { clearInterval(this.timer); this.timer = 0; } else {
      if (this.at === this.phases.length - 1) this.at = 0;
      this.timer = window.setInterval(() => { if (this.at >= this.phases.length - 1) this.slow(); else this.go(1); }, 900);
    }
    this.draw();
  }

  private draw(): void {
    const phase = this.phases[this.at];
    this.show(phase);
    if (!phase) { this.element.replaceChildren(); return; }
    const box = el('input', { type: 'checkbox', checked: this.byUnit, onchange: () => { this.byUnit = box.checked; if (this.last) this.set(this.last.scene, this.last.pin, true); } });
    this.element.replaceChildren(
      el('div', { class: 'row' }, el('button', { onclick: () => this.go(-1), disabled: this.at === 0 }, `◀ ${t('back')}`), el('button', { onclick: () => this.go(1), disabled: this.at === this.phases.length - 1 }, `${t('walk')} ▶`),
        el('button', { onclick: () => this.slow(), 'aria-pressed': this.timer !== 0 }, t('slow')), el('label', { class: 'switch' }, box, el('span', {}, t('units')))),
      el('p', { 'aria-live': 'polite' }, el('b', {}, `${t('phase')} ${this.at + 1}/${this.phases.length}: ${phase.title}`), el('br'), phase.numbers));
  }
}
