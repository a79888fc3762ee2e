// What can go wrong with data, on purpose, and the parts that data are split into.

import { el, toggle } from '../shared/dom';
import type { Scene, State } from './wire';
import { num, t } from '../shared/words';

type Change = (patch: Partial<State>) => void;

/** A share as a slider: its name, its number, and a sentence of help. */
function share(name: string, help: string, value: number, least: number, most: number, step: number, change: (value: number) => void, part: string): HTMLElement {
  const slider = el('input', { type: 'range', min: least, max: most, step, value, title: t(help), 'aria-valuetext': `${num(100 * value, 3)} %`, onchange: () => change(slider.valueAsNumber) });
  return el('label', { class: 'field', 'data-part': part, title: t(help) }, el('span', {}, `${t(name)} ${num(100 * value, 3)} %`), slider);
}

/** The part for validation; what is neither trained on nor this one tests. */
export function partControls(scene: Scene, change: Change): HTMLElement[] {
  const s = scene.state, rest = Math.max(0, 1 - s.trainShare - s.validation);
  const inOrder = toggle(t('splitInOrder'), s.splitInOrder, on => change({ splitInOrder: on }), 'train-share');
  inOrder.title = t('splitInOrderHelp');
  return [
    share('validation', 'validationHelp', s.validation, 0, 0.5, 0.1, validation => change({ validation: +validation.toFixed(2) }), 'train-share'),
    el('p', { class: 'quiet', 'data-part': 'train-share' }, `${t('markTest')}: ${Math.round(100 * rest)} %`),
    inOrder,
  ];
}

/** Wrong labels, a rare class, outliers, repeated points, a leak. */
export function spoilControls(scene: Scene, change: Change): HTMLElement[] {
  const s = scene.state, isSpoiled = s.labelNoise > 0 || s.ratio < 1 || s.outliers > 0 || s.duplicates > 0 || s.leak;
  const leak = toggle(t('leak'), s.leak, on => change({ leak: on }));
  leak.title = t('leakHelp');
  return [el('details', { 'data-part': 'spoil' }, el('summary', {}, t('spoil'), isSpoiled ? ' ●' : ''),
    el('p', { class: 'quiet' }, t('spoilHelp')),
    share('labelNoise', 'labelNoiseHelp', s.labelNoise, 0, 0.5, 0.05, labelNoise => change({ labelNoise }), 'spoil'),
    ...(scene.classes > 0 ? [share('ratio', 'ratioHelp', s.ratio, 0.05, 1, 0.05, ratio => change({ ratio }), 'spoil')] : []),
    share('outliers', 'outliersHelp', s.outliers, 0, 0.2, 0.01, outliers => change({ outliers }), 'spoil'),
    share('duplicates', 'duplicatesHelp', s.duplicates, 0, 1, 0.1, duplicates => change({ duplicates }), 'spoil'),
    leak)];
}
