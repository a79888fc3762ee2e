// A layer as matrices with their shapes, in both conventions: a row for each point, or a column.

import { choice, el } from '../shared/dom';
import { num, t } from '../shared/words';
import type { Matrix, ViewMessage } from './messages';
import { layerName, type Look, type Surroundings, type View } from './view';

export class Matrices implements View {
  readonly name = 'matrices';
  readonly start: Look = { layer: 1, how: 'batch' };
  readonly element = el('div', {});
  private readonly head = el('div', { class: 'row' });
  private readonly rows = el('section', {});
  private readonly columns = el('section', {});
  private key = '';

  constructor() { this.element.append(this.head, this.rows, this.columns); }

  draw(message: ViewMessage | undefined, around: Surroundings, look: Look): void {
    if (message?.is !== 'matrices') return;
    const { scene } = around, key = JSON.stringify([look, scene.units, around.pinned !== undefined, document.documentElement.lang]);
    if (key !== this.key) {
      this.key = key;
      this.head.replaceChildren(choice(t('layerWord'), scene.units.map((_, l) => [String(l + 1), layerName(scene, l + 1, t)] as [string, string]), String(message.layer), v => around.look({ layer: Number(v) }), 'matrix-layer'),
        choice(t('rowsAre'), [['batch', t('nextBatch')], ['point', `${t('pinnedPoint')}${around.pinned === undefined ? ` (${t('noneYet')})` : ''}`]], look.how ?? 'batch', how => around.look({ how }), 'matrix-rows'));
    }
    const { x, w, b, z, a } = message, n = x.rows, f = message.function;
    this.rows.replaceChildren(el('h3', {}, `${t('rowConvention')}: Z = X·Wᵀ${b ? ' + b' : ''}, A = f(Z)`),
      el('p', { class: 'quiet' }, `[${n}×${x.columns}]·[${w.columns}×${w.rows}]${b ? ` + [1×${w.rows}]` : ''} → [${n}×${w.rows}]. ${t('rowHelp')}`),
      product([['X', x], '·', ['Wᵀ', turned(w)], ...(b ? ['+', ['b', b] as [string, Matrix]] : []), '=', ['Z', z], `→ ${f} →`, ['A', a]]));
    this.columns.replaceChildren(el('h3', {}, `${t('columnConvention')}: Z = W·X${b ? ' + b' : ''}, A = f(Z)`),
      el('p', { class: 'quiet' }, `[${w.rows}×${w.columns}]·[${w.columns}×${n}]${b ? ` + [${w.rows}×1]` : ''} → [${w.rows}×${n}]. ${t('columnHelp')}`),
      product([['W', w], '·', ['X', turned(x)], ...(b ? ['+', ['b', turned(b)] as [string, Matrix]] : []), '=', ['Z', turned(z)], `→ ${f} →`, ['A', turned(a)]]));
  }
}

const turned = (m: Matrix): Matrix => ({ rows: m.columns, columns: m.rows, values: (m.values[0] ?? []).map((_, j) => m.values.map(row => row[j])) });

function product(parts: (string | [string, Matrix])[]): HTMLElement {
  return el('div', { class: 'product', tabindex: 0, role: 'group', 'aria-label': parts.map(p => typeof p === 'string' ? p : `${p[0]} [${p[1].rows}×${p[1].columns}]`).join(' ') }, ...parts.map(part => typeof part === 'string' ? el('span', { class: 'sign' }, part) : table(...part)));
}

function table(name: string, m: Matrix): HTMLElement {
  const isCut = (m.values[0]?.length ?? 0) < m.columns, rows = m.values.map(row => el('tr', {}, ...row.map(v => el('td', {}, num(v, 3))), isCut ? el('td', {}, '…') : null));
  if (m.values.length < m.rows) rows.push(el('tr', {}, ...(m.values[0] ?? []).map(() => el('td', {}, '⋮')), isCut ? el('td', {}, '⋱') : null));
  return el('table', { class: 'matrix' }, el('caption', {}, `${name} [${m.rows}×${m.columns}]`), el('tbody', {}, ...rows));
}
