// A weight, a bias or a gradient of the next update that is typed, and taken back.

import { el } from '../shared/dom';
import type { Target } from './network';
import type { Place, Typed } from './wire';
import { num, t } from '../shared/words';

export interface EditActions { edit(place: Place, value: number): void; editGradient(place: Place, value: number): void; undo(): void; done(): void; say(text: string): void }

/** What was typed as a number, with either minus and either decimal mark; undefined for words, ∞ and nothing. */
export function typedNumber(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

/** The gradient that was typed for a place, and whether its update was made. */
export function gradientAt(typed: Typed | undefined, step: number, place: Place): { value: number; used: boolean } | undefined {
  const found = typed?.numbers.find(n => n.place.layer === place.layer && n.place.unit === place.unit && n.place.from === place.from);
  return found && { value: found.value, used: step > typed!.step };
}

/** Fields for the number of a unit's bias or a line's weight, and for its gradient; nothing where there is none. */
export function editRow(target: Target, value: number | undefined, edits: number, typed: Typed | undefined, step: number, actions: EditActions): HTMLElement[] {
  if (target.layer < 0 || value === undefined) return [];
  const place: Place = { layer: target.layer, unit: target.unit, ...(target.from === undefined ? {} : { from: target.from }) }, isBias = target.from === undefined;
  const gradient = gradientAt(typed, step, place), name = isBias ? '∂L/∂b' : '∂L/∂w';
  const field = (label: string, shown: string, more: object, send: (place: Place, value: number) => void): HTMLElement[] => {
    const input = el('input', { type: 'text', inputMode: 'decimal', autocomplete: 'off', value: shown, ...more });
    const take = (): void => { const number = typedNumber(input.value); if (number === undefined) actions.say(`${t('editNoNumber')} '${input.value}'`); else send(place, number); };
    input.addEventListener('keydown', e => { e.stopPropagation(); if (e.key === 'Enter') take(); else if (e.key === 'Escape') actions.done(); });
    return [el('span', { class: 'quiet' }, label), input, el('button', { title: input.title, onclick: take }, t('editSet'))];
  };
  return [
    el('div', { class: 'row edit', 'data-part': 'edit' }, ...field(isBias ? 'b =' : 'w =', String(Number(value.toPrecision(7))), { 'aria-label': t(isBias ? 'typeBias' : 'typeWeight'), title: t('editHelp') }, actions.edit),
      el('button', { title: t('editUndoHelp'), disabled: edits === 0, onclick: () => actions.undo() }, `↶ ${t('editUndo')}${edits > 0 ? ` (${edits})` : ''}`)),
    el('div', { class: 'row edit', 'data-part': 'edit-gradient' }, ...field(`${name} =`, gradient && !gradient.used ? String(gradient.value) : '', { 'aria-label': t('typeGradient'), title: t('gradientHelp'), placeholder: t('gradientComputed') }, actions.editGradient)),
    ...(gradient ? [el('p', { class: 'typed' }, gradient.used ? `${t('gradientUsed')} ${typed!.step + 1}: ${name} = ${num(gradient.value)}` : `${t('gradientWaits')}: ${name} = ${num(gradient.value)}`)] : []),
  ];
}
