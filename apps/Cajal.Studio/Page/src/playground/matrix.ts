// Without activation this is one matrix: the product of the layers' matrices, and how far the network is from it.

import { el } from '../shared/dom';
import type { OneMatrix } from './wire';
import { num, t } from '../shared/words';

const mostRows = 8;

export class MatrixView {
  readonly element = el('div', { class: 'one-matrix', 'data-part': 'one-matrix' });
  private one?: OneMatrix;

  constructor(private readonly ask: () => void) { }

  get isShown(): boolean { return this.one !== undefined; }

  set(one: OneMatrix | undefined): void { this.one = one; this.draw(); }

  draw(): void {
    const { one } = this, button = el('button', { title: t('oneMatrixHelp'), 'aria-expanded': one !== undefined, onclick: () => { if (this.one) this.set(undefined); else this.ask(); } }, t('oneMatrix'));
    const had = this.element.contains(document.activeElement);
    if (!one) this.element.replaceChildren(button);
    else {
      const wide = one.inputs.length, rows = Math.min(mostRows, one.outputs);
      this.element.replaceChildren(button, el('div', { 'aria-live': 'polite' },
        el('p', {}, `W = ${one.shapes.map(s => `[${s[0]}×${s[1]}]`).join(' · ')} = [${one.outputs}×${wide}]`),
        el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('oneMatrix') }, el('table', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'W'), ...one.inputs.map(i => el('th', { scope: 'col' }, i)), el('th', { scope: 'col' }, 'b'))),
          el('tbody', {}, ...Array.from({ length: rows }, (_, r) => el('tr', {}, el('th', { scope: 'row' }, `${t('output')} ${r + 1}`), ...Array.from({ length: wide }, (_, c) => el('td', {}, num(one.matrix[r * wide + c]))), el('td', {}, num(one.shift[r]))))))),
        el('p', {}, `${t('matrixWithout')}: ${num(one.withoutActivations, 3)} (${one.points} ${t('matrixPoints')}) ✓`),
        el('p', {}, one.isLinear ? t('matrixSame') : `${t('matrixAsItIs')}: ${num(one.asItIs, 3)}. ${t('matrixLesson')}`)));
    }
    if (had) button.focus();
  }
}
