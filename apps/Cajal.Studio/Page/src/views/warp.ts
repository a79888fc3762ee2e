// The plane as a layer sees it, and how far one line alone would come from there.

import { el, choice } from '../shared/dom';
import { css, drawShape } from '../shared/palette';
import { num, t } from '../shared/words';
import { Chart, inkOf, rangeOf } from './chart';
import type { ViewMessage, WarpView } from './messages';
import { layerName, type Look, type Surroundings, type View } from './view';

export class Warp implements View {
  readonly name = 'warp';
  readonly start: Look = { layer: 1, first: 0, second: 1 };
  readonly element = el('div', {});
  private readonly layers = el('div', { class: 'row', role: 'group' });
  private readonly axes = el('div', { class: 'row' });
  private readonly chart = new Chart(0, true);
  private key = '';

  constructor() { this.element.append(this.layers, el('div', { class: 'side-by-side' }, this.chart.element, this.axes)); }

  draw(message: ViewMessage | undefined, around: Surroundings, look: Look): void {
    if (message?.is !== 'warp') return;
    const { scene } = around;
    this.controls(message, around, look);
    const frame = this.chart.frame(rangeOf(evens(message.grid, 0)), rangeOf(evens(message.grid, 1)), this.names(message));
    if (!frame) return;
    const quiet = getComputedStyle(this.chart.canvas).getPropertyValue('--quiet');
    frame.inside(() => {
      const lines = message.grid.length / 2 / message.length;
      for (let i = 0; i < lines; i++) frame.line(message.grid, quiet, 0.7, [], i * message.length, message.length);
      if (message.border) {
        const [w1, w2, b] = message.border, [low, high] = frame.x, [down, up] = frame.y;
        // The steeper axis is divided by.
        const path = Math.abs(w2) > Math.abs(w1) ? [low, -(w1 * low + b) / w2, high, -(w1 * high + b) / w2] : [-(w2 * down + b) / w1, down, -(w2 * up + b) / w1, up];
        frame.line(path, inkOf(this.chart.canvas), 3, [9, 5]);
      }
      for (let i = 0; i < message.points.length / 2; i++) {
        const c = scene.points[4 * i + 2], isTest = scene.points[4 * i + 3] > 0;
        if (isTest && !scene.state.showTest) continue;
        const colour = css(scene.classes > 0 ? around.palette.ofClass(c, scene.classes) : around.palette.signed(c));
        drawShape(frame.to, scene.classes > 0 ? c : 0, frame.px(message.points[2 * i]), frame.py(message.points[2 * i + 1]), i === around.pinned ? 7 : 3.6);
        frame.to.fillStyle = isTest ? 'rgba(255,255,255,0.85)' : colour;
        frame.to.strokeStyle = isTest ? colour : '#fff';
        frame.to.lineWidth = 1;
        frame.to.fill();
        frame.to.stroke();
      }
    });
    const score = message.scores[message.layer];
    this.chart.say(`${t('warpSeen')}: ${layerName(scene, message.layer, t)}. ${t('probe')}: ${this.score(around, score.train)}${typeof score.test === 'number' ? ` (${t('onTest')} ${this.score(around, score.test)})` : ''}.${message.border ? ` ${t('borderLine')}.` : ''}${message.units > 2 && !message.shares ? ` ${t('twoOfMany')}` : ''}`);
  }

  private names(m: WarpView): [string, string] {
    if (m.shares) return [`${t('direction')} 1 (${num(100 * m.shares[0], 3)} %)`, `${t('direction')} 2 (${num(100 * m.shares[1], 3)} %)`];
    return [`${t('unit')} ${m.first + 1}`, m.first === m.second ? '' : `${t('unit')} ${m.second + 1}`];
  }

  private score({ scene }: Surroundings, value: number | undefined): string { return typeof value !== 'number' ? '–' : scene.classes > 0 ? `${num(100 * value, 3)} %` : `R² ${num(value, 3)}`; }

  private controls(m: WarpView, around: Surroundings, look: Look): void {
    const text = m.scores.map(s => `${this.score(around, s.train)}${typeof s.test === 'number' ? ` / ${this.score(around, s.test)}` : ''}`);
    const key = JSON.stringify([text, look, m.layer, m.units, document.documentElement.lang]);
    if (key === this.key) return;
    this.key = key;
    const at = [...this.layers.children].indexOf(document.activeElement as Element);
    this.layers.setAttribute('aria-label', t('layerAndProbe'));
    this.layers.replaceChildren(...text.map((score, layer) => el('button', { class: layer === m.layer ? 'on' : '', 'aria-pressed': layer === m.layer, onclick: () => around.look({ layer, first: 0, second: 1 }) }, `${layerName(around.scene, layer, t)}: ${score}`)));
    if (at >= 0) (this.layers.children[at] as HTMLElement)?.focus();
    if (this.axes.contains(document.activeElement)) return;
    const units = Array.from({ length: m.units }, (_, u) => [String(u), m.layer === 0 ? around.scene.inputs[u] : `${t('unit')} ${u + 1}`] as [string, string]);
    this.axes.replaceChildren(choice(t('axes'), [['units', t('twoUnits')], ['components', t('components')]], m.shares ? 'components' : 'units', how => { around.look({ how }); }, 'warp-axes'),
      ...(m.units > 1 && !m.shares ? [choice(`${t('axis')} 1`, units, String(m.first), v => around.look({ first: Number(v) }), 'warp-axes'), choice(`${t('axis')} 2`, units, String(m.second), v => around.look({ second: Number(v) }), 'warp-axes')] : []),
      el('p', { class: 'quiet' }, t('probeHelp')));
  }
}

function* evens(values: number[], from: number): Generator<number> { for (let i = from; i < values.length; i += 2) yield values[i]; }
