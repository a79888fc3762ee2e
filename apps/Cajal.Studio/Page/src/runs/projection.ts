// Examples as points of a plane. Each class has a shape beside its colour, and a token stands for itself; a ring is an answer that is wrong, a line below a token one that is right.

import { ask, sentence } from '../shared/ask';
import { choice, el, fit } from '../shared/dom';
import { Palette, css, drawShape, shapes } from '../shared/palette';
import { num, t } from '../shared/words';

interface Projection { points: number[]; classes: number[]; answers: number[]; targets: number[]; what: string; rows: number[]; classNames: string[]; namesAreWords: boolean; labels: string[]; before: string[]; said: string[]; layers: string[]; layer: string; width: number; sentence: string; note: string; kept: number }

/** The picture with its choices; t-SNE takes some seconds. */
export async function projectionPanel(id: string): Promise<HTMLElement> {
  let kind = 'pca', layer = '', seen: Projection | undefined, at = -1;
  const canvas = el('canvas', { class: 'scatter', tabindex: 0, role: 'img' }), words = el('p', { role: 'status' }), note = el('p', { class: 'quiet' }), key = el('p', { class: 'key' }), said = el('p', { class: 'alarm said', role: 'alert' }), tools = el('div', { class: 'row' });
  const place = (i: number, width: number, height: number): [number, number] => {
    const xs = seen!.points.filter((_, k) => k % 2 === 0), ys = seen!.points.filter((_, k) => k % 2 === 1), [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return [16 + (width - 32) * (right > left ? (seen!.points[2 * i] - left) / (right - left) : 0.5), 16 + (height - 32) * (high > low ? (high - seen!.points[2 * i + 1]) / (high - low) : 0.5)];
  };
  const say = (): void => {
    if (!seen || at < 0) { words.textContent = t('projectionKeys'); return; }
    const { classes, answers, targets, labels, before, said: answered } = seen, name = (c: number): string => c < 0 || c >= seen!.classNames.length ? '?' : seen!.namesAreWords ? t(seen!.classNames[c]) : seen!.classNames[c];
    const truth = labels.length ? [`${labels[at]}${classes.length ? ` (${name(classes[at])})` : ''}`] : classes.length ? [`${t('target')} ${name(classes[at])}`] : targets.length ? [`${t(seen.what === 'state' ? 'expected' : 'target')} ${num(targets[at])}`] : [];
    const reply = answered.length ? [`${t('answered')} ${answered[at]}`] : answers.length ? [`${t('answered')} ${name(answers[at])}`] : [];
    words.textContent = `${t(seen.what)} ${seen.rows[at].toLocaleString('en')}: ${[...before.length ? [`${before[at]} ▸ ${truth[0]}`] : truth, ...reply].join(', ')}`;
  };
  const isWrong = (i: number): boolean => seen!.answers.length > 0 && seen!.answers[i] !== seen!.classes[i];
  const draw = (): void => {
    if (!seen || canvas.clientWidth === 0) return;
    const { to, width, height } = fit(canvas), palette = new Palette('orange-blue', document.documentElement.dataset.theme === 'dark'), count = seen.rows.length, isClass = seen.classes.length > 0;
    const least = Math.min(...seen.targets), most = Math.max(...seen.targets), ink = getComputedStyle(canvas).color;
    to.font = `${count > 200 ? 11 : 14}px system-ui, sans-serif`;
    to.textAlign = 'center';
    to.textBaseline = 'middle';
    for (let i = 0; i < count; i++) {
      const [x, y] = place(i, width, height), colour = isClass ? palette.ofClass(seen.classes[i], Math.max(3, seen.classNames.length)) : palette.signed(most > least ? 2 * (seen.targets[i] - least) / (most - least) - 1 : 0);
      to.fillStyle = css(colour, 0.85);
      if (seen.labels.length) {
        to.fillText(seen.labels[i], x, y);
        // Of a text, most is not foretold: what is has the mark.
        if (seen.said[i] === seen.labels[i]) to.fillRect(x - 5, y + 8, 10, 1.6);
      } else {
        drawShape(to, isClass ? shapeOf(seen.classes[i]) : 0, x, y, 4.2);
        // Of more classes than colours, the second round is hollow.
        if (isClass && seen.classes[i] >= 6) { to.strokeStyle = css(colour); to.lineWidth = 1.6; to.stroke(); } else to.fill();
      }
      if (isWrong(i)) { to.strokeStyle = ink; to.lineWidth = 1.4; to.beginPath(); to.arc(x, y, 8, 0, 2 * Math.PI); to.stroke(); }
      if (i === at) { to.strokeStyle = ink; to.lineWidth = 3; to.beginPath(); to.arc(x, y, 11, 0, 2 * Math.PI); to.stroke(); }
    }
  };
  const shapeOf = (c: number): number => c % 6;
  const load = async (): Promise<void> => {
    said.textContent = '';
    words.textContent = t('computing');
    try {
      seen = (await ask<Projection>(`runs/${id}/projection?kind=${kind}${layer ? `&layer=${encodeURIComponent(layer)}` : ''}`))!;
      layer = seen.layer;
      at = -1;
      const palette = new Palette('orange-blue', document.documentElement.dataset.theme === 'dark'), isPlain = seen.labels.length > 0;
      key.replaceChildren(...seen.classNames.slice(0, 24).map((n, c) => el('span', {}, el('b', { style: `color:${css(palette.ofClass(c, Math.max(3, seen!.classNames.length)))}` }, isPlain ? '■' : c >= 6 ? ['○', '□', '△', '◇', '✛', '☆'][c % 6] : shapes[c]), ` ${seen!.namesAreWords ? t(n) : n}`)));
      note.textContent = `${seen.sentence} ${seen.note} ${Math.round(100 * seen.kept)} % ${t('keptNeighbours')}.${seen.answers.length ? ` ${t('wrongMarked')}` : seen.said.length ? ` ${t('foretoldMarked')}` : ''}`;
      canvas.setAttribute('aria-label', `${t('projection')}: ${t(kind)}, ${layer}. ${note.textContent}`);
      controls();
      say();
      draw();
    } catch (error) { said.textContent = sentence(error); words.textContent = ''; }
  };
  const controls = (): void => tools.replaceChildren(choice(t('method'), [['pca', t('pca')], ['tsne', t('tsne')]], kind, v => { kind = v; void load(); }), choice(t('whatOf'), seen?.layers ?? [], layer, v => { layer = v; void load(); }), el('span', { class: 'quiet' }, seen ? `${seen.width} ${t('numbersInRow')}` : ''));
  canvas.addEventListener('pointermove', e => {
    if (!seen) return;
    const box = canvas.getBoundingClientRect();
    let best = -1, nearest = 400;
    for (let i = 0; i < seen.rows.length; i++) { const [x, y] = place(i, box.width, box.height), d = (x - e.clientX + box.left) ** 2 + (y - e.clientY + box.top) ** 2; if (d < nearest) [best, nearest] = [i, d]; }
    if (best !== at) { at = best; say(); draw(); }
  });
  canvas.addEventListener('keydown', e => {
    const by = ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 } as Record<string, number>)[e.key];
    if (!by || !seen) return;
    e.preventDefault();
    at = (at + by + seen.rows.length) % seen.rows.length;
    say();
    draw();
  });
  new ResizeObserver(draw).observe(canvas);
  controls();
  await load();
  return el('div', {}, tools, said, canvas, words, key, note);
}
