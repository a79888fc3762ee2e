// Draws what a bench has computed: charts and grids on canvases with a text for readers, bars and tables as elements.

import { chart, legend } from './chart';
import { el } from './dom';
import type { Bars, Drawing, NumberTable } from './figures';
import { gridPicture } from './grid';
import { css, type Palette } from './palette';
import { num } from './words';

/** The drawings, one below the other or side by side where there is room. */
export function drawings(all: readonly Drawing[], palette: Palette): HTMLElement {
  return el('div', { class: 'drawings' }, ...all.map(d => el('figure', { class: `drawing drawn-${d.is}` }, el('figcaption', {}, d.title), ...parts(d, palette))));
}

function parts(drawing: Drawing, palette: Palette): HTMLElement[] {
  switch (drawing.is) {
    case 'chart': return [chart(drawing, palette), legend(drawing, palette)];
    case 'grid': return gridPicture(drawing, palette);
    case 'bars': return [bars(drawing, palette)];
    default: return [table(drawing)];
  }
}

/** Bars to both sides of a line where there are negative ones. */
export function bars(d: Bars, palette: Palette): HTMLElement {
  const most = Math.max(1e-12, ...d.values.map(v => Math.abs(v))), isSigned = d.values.some(v => v < 0);
  return el('dl', { class: isSigned ? 'bars signed' : 'bars' }, ...d.names.flatMap((name, i) => {
    const share = 100 * Math.abs(d.values[i]) / most * (isSigned ? 0.5 : 1), from = !isSigned ? 0 : d.values[i] < 0 ? 50 - share : 50;
    return [el('dt', { class: i === d.marked ? 'marked' : '' }, name),
      el('dd', {}, el('span', { class: 'track', 'aria-hidden': 'true' }, el('i', { style: `margin-left:${from}%;width:${share}%;background:${css(palette.signed(d.values[i] < 0 ? -1 : 1))}` })), el('b', {}, num(d.values[i], 3)))];
  }));
}

function table(d: NumberTable): HTMLElement {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': d.title }, el('table', {}, el('thead', {}, el('tr', {}, ...d.head.map(h => el('th', { scope: 'col' }, h)))),
    el('tbody', {}, ...d.rows.map((row, i) => el('tr', { class: i === d.marked ? 'marked' : '', 'aria-current': i === d.marked ? 'step' : undefined }, ...row.map(cell => el('td', {}, cell)))))));
}
