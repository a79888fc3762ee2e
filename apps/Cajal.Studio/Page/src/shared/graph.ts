// A graph in rows from the top: Studio has laid it out, here it is drawn; the same stands as a list for who cannot see it.

import { el } from './dom';
import { addWords, t } from './words';

addWords({
  graphOf: ['Graph', '计算图'], graphHelp: ['Choose a box, by pointer or with Tab and Enter, to see its attributes and shapes.', '点击方框（或用 Tab 与回车）查看其属性与形状。'], nodesFrom: ['Nodes', '节点'], nodeOf: ['of', '/'], earlier: ['◀ earlier', '◀ 前一部分'], later: ['later ▶', '后一部分 ▶'],
  attributes: ['Attributes', '属性'], reads: ['Reads', '输入'], makes: ['Makes', '输出'], none: ['none', '无'], learnShapes: ['Learn all shapes', '求出全部形状'], learnHelp: ['Runs the network once on zeros, with one example.', '用一个全零样本运行一次网络。'], asList: ['The graph as a list', '以列表显示'], operators: ['Operators', '算子'], nodeNumber: ['Node', '节点'],
});

export interface GraphBox { node: number; op: string; name: string; attributes: string[]; inputs: string[]; outputs: string[]; depth: number; place: number }
export interface GraphView { nodes: number; from: number; facts: string[]; operators: string[]; boxes: GraphBox[]; edges: { from: number; to: number; label: string; bends: number[] }[] }

const boxHeight = 40, rowHeight = 76, most = 120;

const svg = (name: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
};

function text(x: number, y: number, content: string, quiet = false): SVGElement {
  const made = svg('text', { x, y, 'text-anchor': 'middle', class: quiet ? 'quiet' : '' });
  made.textContent = content;
  return made;
}

const cut = (words: string, length: number): string => words.length > length ? `${words.slice(0, length - 1)}…` : words;

/** A graph with its card and its list; `part` asks for another part of it. */
export function graphPanel(view: GraphView, part: (from: number) => void, learn?: () => void): HTMLElement {
  const widest = Math.max(...view.boxes.map(b => Math.max(b.op.length * 8.5, Math.min(22, b.name.length) * 6.6) + 24), 90), column = widest + 34;
  const across = Math.max(...view.boxes.map(b => b.place), 0) + 1, down = Math.max(...view.boxes.map(b => b.depth), 0) + 1;
  const width = across * column + 40, height = down * rowHeight + 30, x = (place: number): number => 20 + (place + 0.5) * column, y = (depth: number): number => 34 + depth * rowHeight;
  const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': t('graphOf') });
  for (const edge of view.edges) {
    const from = view.boxes[edge.from], to = view.boxes[edge.to];
    let [atX, atY] = [x(from.place), y(from.depth) + boxHeight / 2], path = `M${atX},${atY}`;
    const bend = (nextX: number, nextY: number): void => { const middle = (atY + nextY) / 2; path += `C${atX},${middle} ${nextX},${middle} ${nextX},${nextY}`; [atX, atY] = [nextX, nextY]; };
    for (let i = 0; i < edge.bends.length; i += 2) { bend(x(edge.bends[i + 1]), y(edge.bends[i]) - boxHeight / 2); path += `V${atY + boxHeight}`; atY += boxHeight; }
    bend(x(to.place), y(to.depth) - boxHeight / 2 - 5);
    picture.append(svg('path', { class: 'edge', d: path }), svg('path', { class: 'edge', d: `M${atX - 4},${atY - 3}l4,7l4,-7` }));
    if (edge.label && edge.bends.length === 0) { const label = text((x(from.place) + x(to.place)) / 2, y(from.depth) + boxHeight / 2 + 14, cut(edge.label, 26), true); label.setAttribute('paint-order', 'stroke'); label.setAttribute('stroke', 'var(--ground)'); label.setAttribute('stroke-width', '4'); picture.append(label); }
  }
  const card = el('div', { class: 'panel', 'aria-live': 'polite' }, el('p', { class: 'quiet' }, t('graphHelp')));
  const marks: SVGElement[] = [];
  const choose = (index: number): void => {
    marks.forEach((m, i) => m.classList.toggle('on', i === index));
    const box = view.boxes[index], list = (word: string, items: string[]): HTMLElement[] => [el('dt', {}, t(word)), el('dd', {}, ...(items.length ? items.map(i => el('div', {}, i)) : [t('none')]))];
    const pairs = Array.from({ length: box.attributes.length / 2 }, (_, i) => `${box.attributes[2 * i]} = ${box.attributes[2 * i + 1]}`);
    card.replaceChildren(el('h3', {}, `${box.op}${box.node >= 0 ? ` · ${t('nodeNumber')} ${box.node}` : ''}`), el('p', {}, box.name), el('dl', { class: 'pairs' }, ...list('reads', box.inputs), ...list('attributes', pairs), ...list('makes', box.outputs)));
  };
  view.boxes.forEach((box, i) => {
    const wide = widest, mark = svg('g', { class: `box${box.node < 0 ? ' port' : ''}`, tabindex: 0, role: 'button', 'aria-label': `${box.op} ${box.name}`, transform: `translate(${x(box.place)},${y(box.depth)})` },
      svg('rect', { x: -wide / 2, y: -boxHeight / 2, width: wide, height: boxHeight, rx: box.node < 0 ? 19 : 6 }), text(0, box.name ? -3 : 4, box.op), ...(box.name ? [text(0, 13, cut(box.name, 22), true)] : []));
    mark.addEventListener('click', () => choose(i));
    mark.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); choose(i); } });
    marks.push(mark);
    picture.append(mark);
  });
  const step = (word: string, from: number, possible: boolean): HTMLElement => el('button', { disabled: !possible, onclick: () => part(from) }, t(word));
  const pages = view.nodes > most ? el('div', { class: 'row' }, step('earlier', view.from - most, view.from > 0), el('span', {}, `${t('nodesFrom')} ${view.from}–${Math.min(view.nodes, view.from + most) - 1} ${t('nodeOf')} ${view.nodes}`), step('later', view.from + most, view.from + most < view.nodes)) : null;
  const counts = Array.from({ length: view.operators.length / 2 }, (_, i) => `${view.operators[2 * i]} ${view.operators[2 * i + 1]}`).join(' · ');
  return el('div', {}, ...view.facts.length ? [el('p', { class: 'quiet' }, view.facts.join(' · '))] : [], el('p', {}, `${t('operators')}: ${counts}`), learn ? el('p', {}, el('button', { title: t('learnHelp'), onclick: learn }, t('learnShapes')), ' ', el('span', { class: 'quiet' }, t('learnHelp'))) : null, pages,
    el('div', { class: 'beside' }, el('div', { class: 'graph', tabindex: 0 }, picture), card),
    el('details', {}, el('summary', {}, t('asList')), el('ol', {}, ...view.boxes.map(b => el('li', {}, `${b.op} ${b.name}: ${t('reads')} ${b.inputs.join(', ') || t('none')}; ${t('makes')} ${b.outputs.join(', ') || t('none')}`)))));
}
