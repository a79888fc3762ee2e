// What a step costs, in one line.

import { el } from '../shared/dom';
import { num, t } from '../shared/words';
import type { CostView } from './messages';

export class Cost {
  readonly element = el('p', { class: 'quiet cost', 'data-part': 'cost' });
  private last?: CostView;

  set(message: CostView): void { this.last = message; this.draw(); }

  draw(): void {
    const c = this.last;
    if (!c) return;
    const whole = (n: number): string => n.toLocaleString('en'), time = c.seconds === undefined ? t('notMeasured') : `${seconds(c.seconds)} ${t('measuredMiddle')}`;
    const energy = c.joules === undefined ? '' : ` · ${joules(c.joules)} ${t('perStep')}, ${joules(c.total ?? 0)} ${t('soFar')} (${t('estimated')})`;
    const text = `${t('costLine')}: ${whole(c.forward)} ${t('multiplyAdds')} ${t('perAnswer')}, ${whole(c.step)} ${t('perStepOf')} ${c.batch} · ${time}${energy}`;
    if (this.element.textContent !== text) this.element.textContent = text;
    // How the energy is known, as the library says it.
    this.element.title = c.source;
  }
}

const seconds = (s: number): string => s < 1e-3 ? `${num(s * 1e6, 3)} µs` : s < 1 ? `${num(s * 1e3, 3)} ms` : `${num(s, 3)} s`;
const joules = (j: number): string => j < 1e-3 ? `${num(j * 1e6, 3)} µJ` : j < 1 ? `${num(j * 1e3, 3)} mJ` : `${num(j, 3)} J`;
