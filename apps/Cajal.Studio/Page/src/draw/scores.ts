// How well the networks do, before and after they learned a drawing.

import { el } from '../shared/dom';
import { num, t } from '../shared/words';
import type { DigitState } from './wire';

export class Scores {
  readonly element = el('div', { 'aria-live': 'polite' });

  show(state: DigitState): void {
    const share = (right: number, of: number): string => of === 0 ? '–' : `${num(100 * right / of, 4)} % (${right}/${of})`;
    this.element.replaceChildren(state.nets.length === 0 ? '' : el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('scoreTitle') }, el('table', {}, el('thead', {}, el('tr', {}, ...['network', 'parameters', 'onSet', 'onDrawn'].map(k => el('th', { scope: 'col' }, t(k))))),
      el('tbody', {}, ...state.nets.map(n => el('tr', { 'data-net': n.name }, el('td', {}, t(n.name)), el('td', {}, n.parameters.toLocaleString('en')),
        el('td', {}, share(n.right, state.judged), n.rightBefore === undefined ? null : el('small', { class: 'quiet before' }, `${t('before')} ${share(n.rightBefore, state.judged)}`)),
        el('td', {}, share(n.addedRight, state.added), n.addedRightBefore === undefined ? null : el('small', { class: 'quiet before' }, `${t('before')} ${share(n.addedRightBefore, state.added)}`))))))),
    el('p', { class: 'quiet' }, t('honest').replace('{trained}', String(state.trained)).replace('{judged}', String(state.judged))));
  }
}
