// The plane through a table's columns: which two are its axes, and what the others stand at.

import { choice, el } from '../shared/dom';
import type { Scene, State, TableValue } from './wire';
import { num, t } from '../shared/words';

const principal = 'principal', fewSliders = 6;

export class Axes {
  readonly element = el('div', { class: 'axes' });
  private scene?: Scene;
  private key = '';
  private asked = 0;
  private waiting = 0;

  constructor(private readonly change: (patch: Partial<State>) => void) { }

  set(scene: Scene): void {
    this.scene = scene;
    const { table } = scene, key = table ? JSON.stringify([table.values.map(v => [v.key, v.name, v.low, v.high]), table.axisX, table.axisY, table.axes, document.documentElement.lang]) : '';
    // A slider that is held stays the same element.
    if (key !== this.key) { this.key = key; this.build(); } else this.refresh();
  }

  private build(): void {
    const { table } = this.scene ?? {};
    this.element.replaceChildren();
    if (!table) return;
    const [across, up] = table.axes, names = table.values.filter(v => v.key !== 'none').map(v => [v.key, v.name] as [string, string]);
    this.element.append(el('p', { class: 'quiet' }, `→ ${across.name}: ${num(across.low, 3)} … ${num(across.high, 3)}`, this.scene!.isCurve || !up.name ? '' : ` · ↑ ${up.name}: ${num(up.low, 3)} … ${num(up.high, 3)}`));
    if (table.values.length <= 2) return;
    const isPrincipal = table.axisX === principal;
    const right = choice(t('axisX'), [...names, [principal, t('principal')]], table.axisX, axisX => this.change({ axisX, axisY: axisX === table.axisY ? table.axisX : isPrincipal ? '' : table.axisY }));
    right.title = t('axisHelp');
    this.element.append(el('div', { class: 'row' }, right, isPrincipal ? null : choice(t('axisY'), names, table.axisY, axisY => this.change({ axisX: axisY === table.axisX ? table.axisY : table.axisX, axisY }))));
    const free = table.values.filter(v => isPrincipal || (v.key !== table.axisX && v.key !== table.axisY));
    if (isPrincipal) { this.element.append(el('p', { class: 'quiet' }, t('principalHelp'))); return; }
    const sliders = free.map(v => this.slider(v)), reset = el('button', { onclick: () => this.change({ fixed: '' }) }, t('fixedReset'));
    const some = el('details', { open: free.length <= fewSliders }, el('summary', {}, `${t('fixed')} (${free.length})`), ...sliders, reset);
    this.element.append(some);
    this.refresh();
  }

  private slider(value: TableValue): HTMLElement {
    const input = el('input', { type: 'range', min: value.low, max: value.high, step: (value.high - value.low) / 200 || 1, 'data-key': value.key, title: t('fixedHelp'), oninput: () => this.move(value.key, input.valueAsNumber) });
    return el('label', { class: 'field' }, el('span', {}, ''), input);
  }

  // As quick as the picture can follow.
  private move(key: string, value: number): void {
    clearTimeout(this.waiting);
    const send = (): void => {
      this.asked = performance.now();
      const others = (this.scene?.state.fixed ?? '').split(';').filter(part => part && part.split(':')[0] !== key);
      this.change({ fixed: [...others, `${key}:${+value.toPrecision(6)}`].join(';') });
    };
    this.label(key, value);
    if (performance.now() - this.asked > 80) send(); else this.waiting = window.setTimeout(send, 80);
  }

  private refresh(): void {
    for (const v of this.scene?.table?.values ?? []) {
      const input = this.element.querySelector<HTMLInputElement>(`input[data-key="${v.key}"]`);
      if (!input || (input === document.activeElement && input.matches(':active'))) continue;
      input.value = String(v.now);
      this.label(v.key, v.now);
    }
  }

  private label(key: string, value: number): void {
    const input = this.element.querySelector<HTMLInputElement>(`input[data-key="${key}"]`), name = this.scene?.table?.values.find(v => v.key === key)?.name ?? key;
    if (input) { input.previousElementSibling!.textContent = `${name} = ${num(value, 3)}`; input.setAttribute('aria-valuetext', num(value, 3)); }
  }
}
