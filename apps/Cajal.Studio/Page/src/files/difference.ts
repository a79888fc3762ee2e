// Two files held against each other, tensor by tensor.

import { ask, sentence } from '../shared/ask';
import { choice, el } from '../shared/dom';
import { num, t } from '../shared/words';

export interface FileRow { id: string; name: string; kind: string; bytes: number; tensors: number; numbers: number; facts: string[] }
interface Difference { equal: number; different: number; shapes: number; firstOnly: number; secondOnly: number; rows: { name: string; state: string; first: string; second: string; greatest?: number | string; relative?: number; changed: number; trouble?: string }[] }

const signs: Record<string, [string, string]> = { equal: ['=', 'equal'], different: ['≠', 'different'], shape: ['▭', 'otherShape'], first: ['◀', 'firstOnly'], second: ['▶', 'secondOnly'], unread: ['!', 'unread'] };

/** The panel for some open files. */
export function differencePanel(files: FileRow[]): HTMLElement {
  const panel = el('section', { class: 'panel' }, el('h2', {}, t('difference')));
  if (files.length < 2) { panel.append(el('p', { class: 'quiet' }, t('needTwo'))); return panel; }
  let first = files[1].id, second = files[0].id;
  const said = el('p', { class: 'alarm said', role: 'alert' }), answer = el('div', { role: 'region', 'aria-label': t('difference') }), options = files.map(f => [f.id, f.name] as const);
  const compare = async (): Promise<void> => {
    said.textContent = '';
    try {
      const d = (await ask<Difference>(`files/difference?first=${first}&second=${second}`))!;
      const counts = ([['=', 'equal', d.equal], ['≠', 'different', d.different], ['▭', 'otherShape', d.shapes], ['◀', 'firstOnly', d.firstOnly], ['▶', 'secondOnly', d.secondOnly]] as const).map(([sign, word, n]) => `${sign} ${t(word)} ${n}`).join(' · ');
      answer.replaceChildren(el('p', { role: 'status' }, counts), el('div', { class: 'sheet', tabindex: 0 }, el('table', {}, el('thead', {}, el('tr', {}, ...['tensorName', 'state', 'first', 'second'].map(w => el('th', {}, t(w))), ...['greatestDifference', 'relative', 'changed'].map(w => el('th', { class: 'number' }, t(w))))),
        el('tbody', {}, ...d.rows.map(r => el('tr', {}, el('td', { title: r.name }, r.name), el('td', {}, `${signs[r.state][0]} ${t(signs[r.state][1])}`), el('td', {}, r.first), el('td', {}, r.second),
          el('td', { class: 'number' }, r.greatest === undefined ? r.trouble ?? '' : r.greatest === 'Infinity' ? '∞' : num(r.greatest as number)), el('td', { class: 'number' }, r.relative === undefined ? '' : num(r.relative)), el('td', { class: 'number' }, r.changed ? String(r.changed) : '')))))));
    } catch (error) { said.textContent = sentence(error); }
  };
  panel.append(el('p', { class: 'quiet' }, t('differenceHelp')), el('div', { class: 'row' }, choice(t('first'), options, first, v => { first = v; }), choice(t('second'), options, second, v => { second = v; }), el('button', { onclick: () => void compare() }, t('compare'))), said, answer);
  return panel;
}
