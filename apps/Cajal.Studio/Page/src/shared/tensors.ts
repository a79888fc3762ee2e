// A list of tensors with their figures and histograms, a page of fifty at a time.

import { ask, sentence } from './ask';
import { el } from './dom';
import { type WeightPicture, heat } from './heat';
import { addWords, num, t } from './words';

addWords({
  tensors: ['Tensors', '张量'], tensorName: ['Name', '名称'], type: ['Type', '类型'], shape: ['Shape', '形状'], least: ['Min', '最小'], greatest: ['Max', '最大'], mean: ['Mean', '均值'], deviation: ['Std', '标准差'], zeros: ['Zeros', '零'], lostNumbers: ['NaN / ∞', 'NaN / ∞'],
  histogram: ['Histogram', '直方图'], find: ['Find by name', '按名称查找'], picture: ['Picture', '图像'], showPicture: ['picture', '图像'], shownOf: ['shown of', '显示，共'], nothingFits: ['Nothing fits.', '没有符合的项。'],
  pictureHelp: ['Orange is minus, blue is plus; the strength of a colour is the size of the value.', '橙色为负，蓝色为正；颜色深浅表示数值大小。'],
});

interface Figures { count: number; least?: number; greatest?: number; mean?: number; spread?: number; zeros: number; naNs: number; infinities: number; bin: number[] }
interface Row { name: string; type: string; sizes: number[]; figures?: Figures; trouble?: string }
interface Part { total: number; from: number; rows: Row[] }

const page = 50;

/** Bins as a small picture with its words. */
export function bars(bin: number[], least?: number, greatest?: number): HTMLElement {
  const top = Math.max(...bin, 1), width = 120 / Math.max(1, bin.length);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'bins');
  svg.setAttribute('viewBox', '0 0 120 30');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${t('histogram')}: ${num(least)} … ${num(greatest)}`);
  bin.forEach((count, i) => {
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect'), high = count ? Math.max(1, 30 * count / top) : 0;
    for (const [name, value] of Object.entries({ x: i * width, y: 30 - high, width: Math.max(0.5, width - 0.4), height: high })) bar.setAttribute(name, String(value));
    svg.append(bar);
  });
  return el('span', {}, svg as unknown as HTMLElement);
}

/** The list; `base` answers …/tensors (or …/weights) and …/picture. */
export function tensorPanel(base: string, list: 'tensors' | 'weights'): HTMLElement {
  const said = el('p', { class: 'alarm said', role: 'alert' }), body = el('tbody', {}), count = el('span', { class: 'quiet', role: 'status' }), picture = el('div', {}), pages = el('span', { class: 'row' });
  let text = '', from = 0;
  const numberCell = (value: number | undefined): HTMLElement => el('td', { class: 'number' }, num(value));
  const row = (r: Row): HTMLElement => el('tr', {}, el('td', { title: r.name }, r.name), el('td', {}, r.type), el('td', {}, `[${r.sizes.join(', ')}]`),
    ...r.figures ? [numberCell(r.figures.least), numberCell(r.figures.greatest), numberCell(r.figures.mean), numberCell(r.figures.spread), el('td', { class: 'number' }, String(r.figures.zeros)),
      el('td', { class: `number${r.figures.naNs + r.figures.infinities ? ' alarm' : ''}` }, `${r.figures.naNs} / ${r.figures.infinities}`), el('td', {}, bars(r.figures.bin, r.figures.least, r.figures.greatest)),
      el('td', {}, el('button', { onclick: () => void draw(r.name), 'aria-label': `${t('picture')} ${r.name}` }, t('showPicture')))] : [el('td', { colspan: 8, class: 'wraps' }, r.trouble ?? '')]);
  const draw = async (name: string): Promise<void> => {
    try {
      const made = await ask<WeightPicture>(`${base}/picture?name=${encodeURIComponent(name)}`);
      if (made) picture.replaceChildren(el('h3', {}, name), el('p', { class: 'quiet' }, t('pictureHelp')), heat(made, name));
      picture.scrollIntoView({ block: 'nearest' });
    } catch (error) { said.textContent = sentence(error); }
  };
  const load = async (): Promise<void> => {
    said.textContent = '';
    try {
      const part = (await ask<Part>(`${base}/${list}?text=${encodeURIComponent(text)}&from=${from}`))!;
      body.replaceChildren(...part.rows.map(row));
      if (part.rows.length === 0) body.append(el('tr', {}, el('td', { colspan: 11 }, t('nothingFits'))));
      count.textContent = part.total ? `${part.from + 1}–${part.from + part.rows.length} ${t('shownOf')} ${part.total}` : '';
      pages.replaceChildren(...part.total > page ? [el('button', { disabled: from === 0, 'aria-label': '◀', onclick: () => { from = Math.max(0, from - page); void load(); } }, '◀'), el('button', { disabled: from + page >= part.total, 'aria-label': '▶', onclick: () => { from += page; void load(); } }, '▶')] : []);
    } catch (error) { said.textContent = sentence(error); }
  };
  const find = el('input', { type: 'search', oninput: () => { text = find.value; from = 0; void load(); } });
  void load();
  return el('div', {}, said, el('div', { class: 'row' }, el('label', { class: 'field' }, el('span', {}, t('find')), find), count, pages),
    el('div', { class: 'sheet', tabindex: 0, 'aria-label': t('tensors') }, el('table', {}, el('thead', {}, el('tr', {}, ...['tensorName', 'type', 'shape'].map(w => el('th', {}, t(w))), ...['least', 'greatest', 'mean', 'deviation', 'zeros', 'lostNumbers'].map(w => el('th', { class: 'number' }, t(w))), ...['histogram', 'picture'].map(w => el('th', {}, t(w))))), body)), picture);
}
