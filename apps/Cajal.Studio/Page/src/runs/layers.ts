// The layers of a run over time, and histograms of their weights, gradients and pre-activations at every look.

import { ask, sentence } from '../shared/ask';
import { choice, el } from '../shared/dom';
import { fit } from '../shared/dom';
import { num, t } from '../shared/words';
import { Chart, type Curve } from './chart';

interface Layers { looks: number; rows: { name: string; kind: string; activation?: string; parameters: number; figures: (number | null)[] }[]; panels: { name: string; isLog: boolean; isShare: boolean; lines: { run: string; curve: Curve }[] }[] }
interface Histograms { steps: number[]; low: number; high: number; heights: number[][]; notFinite: number }

/** Curves and the table of the last look. */
export async function layersPanel(id: string): Promise<HTMLElement> {
  const answer = (await ask<Layers>(`runs/${id}/layers`))!;
  if (answer.looks === 0) return el('p', { class: 'quiet' }, t('noLooks'));
  const charts = el('div', { class: 'charts' }), names = answer.panels[0]?.lines.map(l => l.run) ?? [], made = answer.panels.map(() => new Chart());
  charts.append(...made.map(c => c.element));
  const draw = (): void => answer.panels.forEach((p, i) => made[i].draw({ title: t(p.name), axis: t('step'), log: p.isLog, isShare: p.isShare, lines: p.lines.map(l => ({ label: `${t('layer')} ${l.run}`, colour: names.indexOf(l.run), dash: names.indexOf(l.run), curve: l.curve })) }));
  new ResizeObserver(draw).observe(charts);
  const heads = ['gradientNorm', 'updateRatio', 'weightNorm', 'mean', 'spread', 'zeros', 'dead', 'saturated'];
  return el('div', {}, el('p', { class: 'quiet' }, `${answer.looks} ${t('looks')}`), charts, el('h3', {}, t('atLastLook')), el('div', { class: 'sheet', tabindex: 0 }, el('table', {}, el('thead', {}, el('tr', {}, el('th', {}, t('layer')), el('th', { class: 'number' }, t('parameters')), ...heads.map(h => el('th', { class: 'number' }, t(h))))),
    el('tbody', {}, ...answer.rows.map(r => el('tr', {}, el('td', {}, `${r.name} ${r.kind}${r.activation ? ` → ${r.activation}` : ''}`), el('td', { class: 'number' }, r.parameters.toLocaleString('en')), ...r.figures.map(f => el('td', { class: 'number' }, num(f, 3)))))))));
}

// Ridges from the back to the front: the first look is farthest.
function ridges(canvas: HTMLCanvasElement, h: Histograms, at: number): void {
  const { to, width, height } = fit(canvas), style = getComputedStyle(canvas), ink = style.color, ground = style.getPropertyValue('--ground'), strong = style.getPropertyValue('--strong');
  const count = h.heights.length, high = Math.min(70, height / 3), left = 8, wide = width - 16, bottom = height - 26;
  h.heights.forEach((row, look) => {
    if (row.length === 0) return;
    const base = count === 1 ? bottom : high + (bottom - high) * look / (count - 1), x = (b: number): number => left + wide * b / row.length;
    to.beginPath();
    to.moveTo(left, base);
    row.forEach((v, b) => { to.lineTo(x(b), base - high * v / 1000); to.lineTo(x(b + 1), base - high * v / 1000); });
    to.lineTo(left + wide, base);
    to.fillStyle = look === at ? strong : ground;
    to.globalAlpha = look === at ? 0.9 : 0.8;
    to.fill();
    to.globalAlpha = 1;
    to.strokeStyle = look === at ? strong : ink;
    to.lineWidth = look === at ? 2 : 0.6;
    to.stroke();
  });
  to.fillStyle = ink;
  to.font = '11px system-ui';
  to.fillText(num(h.low), left, height - 8);
  to.textAlign = 'right';
  to.fillText(num(h.high), left + wide, height - 8);
  if (h.low < 0 && h.high > 0) { const zero = left + wide * -h.low / (h.high - h.low); to.textAlign = 'center'; if (zero > 60 && zero < wide - 60) to.fillText('0', zero, height - 8); }
}

/** Histograms of one layer, with a slider over the looks. */
export async function histogramsPanel(id: string): Promise<HTMLElement> {
  const layers = (await ask<Layers>(`runs/${id}/layers?columns=10`))!;
  if (layers.looks === 0) return el('p', { class: 'quiet' }, t('noLooks'));
  let layer = layers.rows[0].name, kind = 'weights';
  const body = el('div', {}), said = el('p', { class: 'alarm said', role: 'alert' });
  const load = async (): Promise<void> => {
    try {
      said.textContent = '';
      const h = await ask<Histograms>(`runs/${id}/histograms?layer=${encodeURIComponent(layer)}&kind=${kind}`);
      if (!h) { body.replaceChildren(el('p', { class: 'quiet' }, t('noHistogram'))); return; }
      const canvas = el('canvas', { class: 'ridges', role: 'img' }), words = el('output', {});
      const slider = el('input', { type: 'range', min: 0, max: h.steps.length - 1, value: h.steps.length - 1, 'aria-label': t('lookAt'), oninput: () => draw() });
      const draw = (): void => { const at = slider.valueAsNumber; words.textContent = `${t('lookAt')} ${h.steps[at]}`; canvas.setAttribute('aria-label', `${t(kind)}, ${t('layer')} ${layer}, ${t('lookAt')} ${h.steps[at]}: ${num(h.low)} … ${num(h.high)}${h.notFinite ? `, ${h.notFinite} NaN / ∞` : ''}`); ridges(canvas, h, at); };
      body.replaceChildren(canvas, el('label', {}, words, slider), ...h.notFinite ? [el('p', { class: 'alarm' }, `${h.notFinite} NaN / ∞`)] : []);
      new ResizeObserver(draw).observe(canvas);
      draw();
    } catch (error) { said.textContent = sentence(error); }
  };
  await load();
  return el('div', {}, el('div', { class: 'row' }, choice(t('layer'), layers.rows.map(r => [r.name, `${r.name} ${r.kind}`] as const), layer, v => { layer = v; void load(); }), choice(t('histograms'), ['weights', 'gradients', 'preActivations'].map(k => [k, t(k)] as const), kind, v => { kind = v; void load(); })), el('p', { class: 'quiet' }, t('histogramHelp')), said, body);
}
