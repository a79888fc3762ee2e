// A weight or a bias that is typed, and taken back.

import { el } from '../shared/dom';
import type { Target } from './network';
import { t } from '../shared/words';

export interface EditActions { edit(place: { layer: number; unit: number; from?: number }, value: number): void; undo(): void; done(): void }

/** A field for the number of a unit's bias or a line's weight; nothing where there is none. */
export function editRow(target: Target, value: number | undefined, edits: number, actions: EditActions): HTMLElement[] {
  if (target.layer < 0 || value === undefined) return [];
  const input = el('input', { type: 'number', step: 'any', value: Number(value.toPrecision(7)), 'aria-label': t(target.from === undefined ? 'typeBias' : 'typeWeight'), title: t('editHelp') });
  const take = (): void => { if (input.value !== '' && Number.isFinite(input.valueAsNumber)) actions.edit({ layer: target.layer, unit: target.unit, ...(target.from === undefined ? {} : { from: target.from }) }, input.valueAsNumber); };
  input.addEventListener('keydown', e => { e.stopPropagation(); if (e.key === 'Enter') take(); else if (e.key === 'Escape') actions.done(); });
  return [el('div', { class: 'row edit', 'data-part': 'edit' }, el('span', { class: 'quiet' }, target.from === undefined ? 'b =' : 'w ='), input, el('button', { title: t('editHelp'), onclick: take }, t('editSet')),
    el('button', { title: t('editUndoHelp'), disabled: edits === 0, onclick: () => actions.undo() }, `↶ ${t('editUndo')}${edits > 0 ? ` (${edits})` : ''}`))];
}
