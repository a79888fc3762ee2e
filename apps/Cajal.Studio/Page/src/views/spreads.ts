// How weights and activations of each layer are spread, beside the first weights and beside what was kept.

import { el } from '../shared/dom';
import { num, t } from '../shared/words';
import { Chart, colours, inkOf } from './chart';
import type { Spread, SpreadLayer, SpreadsView, ViewMessage } from './messages';
import { layerName, type Look, type Surroundings, type View } from './view';

const bins = 32;

export class Spreads implements View {
  readonly name = 'spreads';
  readonly start: Look = {};
  readonly element = el('div', {});
  private readonly tools = el('div', { class: 'row' });
  private readonly grid = el('div', { class: 'charts' });
  private charts: { weights: Chart; activations: Chart }[] = [];
  private kept?: SpreadsView;
  private last?: SpreadsView;
  private key = '';

  constructor() { this.element.append(this.tools, this.grid); }

  draw(message: ViewMessage | undefined, around: Surroundings): void {
    if (message?.is !== 'spreads') return;
    this.last = message;
    const kept = this.kept?.layers.length === message.layers.length ? this.kept : undefined;
    const key = `${message.layers.length}|${document.documentElement.lang}|${kept?.step}|${kept?.l1}|${kept?.l2}`;
    if (key !== this.key) {
      this.key = key;
      const focused = this.tools.contains(document.activeElement);
      this.charts = message.layers.map(() => ({ weights: new Chart(130), activations: new Chart(130) }));
      this.grid.replaceChildren(...this.charts.map((c, l) => el('section', {}, el('h3', {}, layerName(around.scene, l + 1, t)), c.weights.element, c.activations.element)));
      this.tools.replaceChildren(el('button', { 'data-part': 'keep', onclick: () => { this.kept = kept ? undefined : this.last; this.draw(this.last, around); } }, t(kept ? 'forget' : 'keepSpread')),
        el('span', { class: 'quiet' }, kept ? `${t('kept')}: ${t('step')} ${kept.step}, ${penalty(kept)}` : t('keepHelp')));
      if (focused) this.tools.querySelector('button')?.focus();
    }
    message.layers.forEach((layer, l) => this.layer(this.charts[l], layer, kept?.layers[l]));
  }

  private layer(charts: { weights: Chart; activations: Chart }, now: SpreadLayer, kept: SpreadLayer | undefined): void {
    bars(charts.weights, t('weights'), now.weights, [[now.first, [4, 3], 'var'], ...(kept ? [[kept.weights, [2, 2], colours[0]] as [Spread, number[], string]] : [])]);
    bars(charts.activations, t('activations'), now.activations, kept ? [[kept.activations, [2, 2], colours[0]]] : []);
    const figures = (s: SpreadLayer) => `Σ|w| ${num(s.absoluteSum, 3)}, Σw² ${num(s.squareSum, 3)}, |w| < 0.01: ${num(100 * s.small, 3)} %`;
    charts.weights.say(`${t('weights')}: ${num(now.weights.low, 3)} … ${num(now.weights.high, 3)}; ${figures(now)}${kept ? `; ${t('kept')}: ${figures(kept)}` : ''}. ${t('dashedFirst')}`);
    charts.activations.say(`${t('activations')}: ${num(now.activations.low, 3)} … ${num(now.activations.high, 3)}; ${t('zeros')} ${num(100 * now.zeros, 3)} %`);
  }
}

const penalty = (s: SpreadsView): string => `L1 ${num(s.l1)}, L2 ${num(s.l2)}`;

// Shares of the numbers in intervals of one common range.
function bars(chart: Chart, name: string, now: Spread, others: [Spread, number[], string][]): void {
  const all = [now, ...others.map(o => o[0])], low = Math.min(...all.map(s => s.low)), high = Math.max(...all.map(s => s.high)), room = high > low ? 0 : 0.5;
  const range: [number, number] = [low - room, high + room], shares = all.map(s => common(s, range)), most = Math.max(0.05, ...shares.flat());
  const frame = chart.frame(range, [0, most * 1.05], [name, t('shareOf')]);
  if (!frame) return;
  const wide = (range[1] - range[0]) / bins;
  frame.to.fillStyle = colours[1];
  frame.to.globalAlpha = 0.55;
  shares[0].forEach((s, i) => frame.to.fillRect(frame.px(range[0] + i * wide) + 0.5, frame.py(s), Math.max(1, frame.width / bins - 1), frame.top + frame.height - frame.py(s)));
  frame.to.globalAlpha = 1;
  others.forEach(([, dash, colour], k) => frame.line(shares[k + 1].flatMap((s, i) => [range[0] + i * wide, s, range[0] + (i + 1) * wide, s]), colour === 'var' ? inkOf(chart.canvas) : colour, 1.6, dash));
}

function common(spread: Spread, [low, high]: [number, number]): number[] {
  const shares = new Array<number>(bins).fill(0), total = spread.counts.reduce((a, b) => a + b, 0) || 1, wide = (spread.high - spread.low) / spread.counts.length;
  spread.counts.forEach((count, i) => {
    // An interval may lie over several of the common ones; each has its part.
    const from = (spread.low + i * wide - low) / (high - low) * bins, to = Math.max(from + 1e-9, (spread.low + (i + 1) * wide - low) / (high - low) * bins);
    for (let b = Math.floor(from); b < Math.min(bins, Math.ceil(to)); b++) shares[Math.max(0, b)] += count / total * (Math.min(to, b + 1) - Math.max(from, b)) / (to - from);
  });
  return shares;
}
