// The loss around the present weights: over a plane of weights with the path of the training, or along a straight line.

import { choice, el } from '../shared/dom';
import { css } from '../shared/palette';
import { num, t } from '../shared/words';
import { Chart, colours, inkOf, rangeOf } from './chart';
import type { SurfaceView, ViewMessage } from './messages';
import type { Look, Surroundings, View } from './view';

export class Surface implements View {
  readonly name = 'surface';
  readonly start: Look = { how: 'path' };
  readonly element = el('div', {});
  private readonly head = el('div', { class: 'row' });
  private readonly chart = new Chart(420);
  private key = '';

  constructor() { this.element.append(this.head, this.chart.element); }

  draw(message: ViewMessage | undefined, around: Surroundings, look: Look): void {
    if (message?.is !== 'surface') return;
    const key = `${look.how}|${document.documentElement.lang}`;
    if (key !== this.key) {
      this.key = key;
      this.head.replaceChildren(choice(t('surfaceOver'), [['path', t('pathPlane')], ['drawn', t('drawnPlane')], ['straight', t('straightLine')]], look.how ?? 'path', how => around.look({ how }), 'surface-over'), el('span', { class: 'quiet' }, t('surfaceHelp')));
    }
    if (message.along) this.straight(message, message.along);
    else if (message.frame) this.plane(message, message.frame, around);
  }

  private straight(message: SurfaceView, along: number[]): void {
    const known = message.losses.filter((v): v is number => typeof v === 'number'), frame = this.chart.frame([along[0], along[along.length - 1]], rangeOf(known), ['α', t('loss')]);
    if (!frame) return;
    let path: number[] = [];
    const flush = (): void => { frame.line(path, colours[1], 2.4); path = []; };
    along.forEach((a, i) => { const v = message.losses[i]; if (typeof v === 'number') path.push(a, v); else flush(); });
    flush();
    for (const at of [0, 1]) { frame.line([at, frame.y[0], at, frame.y[1]], inkOf(this.chart.canvas), 1.4, at === 0 ? [3, 3] : []); }
    const at = (a: number) => message.losses[along.reduce((best, v, i) => Math.abs(v - a) < Math.abs(along[best] - a) ? i : best, 0)];
    this.chart.say(`${t('straightSeen')}: ${num(at(0))} → ${num(at(1))}. ${message.points} ${t('trainPoints')}.`);
  }

  private plane(message: SurfaceView, [fromX, toX, fromY, toY]: number[], { palette }: Surroundings): void {
    const names: [string, string] = message.shares ? [`${t('direction')} 1 (${num(100 * message.shares[0], 3)} %)`, `${t('direction')} 2 (${num(100 * message.shares[1], 3)} %)`] : [`${t('direction')} 1`, `${t('direction')} 2`];
    const frame = this.chart.frame([fromX, toX], [fromY, toY], names);
    if (!frame) return;
    const { side } = message, logs = message.losses.map(v => typeof v === 'number' ? Math.log10(Math.max(v, 1e-12)) : NaN), [low, high] = rangeOf(logs, 0);
    const ink = inkOf(this.chart.canvas), w = frame.width / (side - 1), h = frame.height / (side - 1);
    frame.inside(() => {
      logs.forEach((v, i) => {
        frame.to.fillStyle = Number.isFinite(v) ? css(palette.signed(0.08 + 0.8 * (v - low) / (high - low || 1))) : ink;
        frame.to.fillRect(frame.left + (i % side - 0.5) * w, frame.top + frame.height - (Math.floor(i / side) + 0.5) * h, w + 1, h + 1);
      });
      for (const contour of message.contours ?? []) frame.line([...contour.path, contour.path[0], contour.path[1]], ink, 0.8);
      frame.line(message.path, '#fff', 5);
      frame.line(message.path, colours[0], 2.6);
      const last = message.path.length / 2 - 1;
      this.end(frame.px(message.path[0]), frame.py(message.path[1]), frame.to, true, ink);
      this.end(frame.px(message.path[2 * last]), frame.py(message.path[2 * last + 1]), frame.to, false, ink);
    });
    const known = message.losses.filter((v): v is number => typeof v === 'number');
    this.chart.say(`${t(message.how === 'path' ? 'planeSeen' : 'drawnSeen')} ${t('loss')} ${num(Math.min(...known), 3)} … ${num(Math.max(...known), 3)}, ${t('stepsFrom')} ${message.steps[0]} … ${message.steps[message.steps.length - 1]}; ${message.points} ${t('trainPoints')}. ${t('surfaceLegend')}`);
  }

  // The start is a ring, the present a cross.
  private end(x: number, y: number, to: CanvasRenderingContext2D, isStart: boolean, ink: string): void {
    to.beginPath();
    if (isStart) to.arc(x, y, 7, 0, 7); else { to.moveTo(x - 7, y - 7); to.lineTo(x + 7, y + 7); to.moveTo(x - 7, y + 7); to.lineTo(x + 7, y - 7); }
    for (const [colour, wide] of [['#fff', 5], [ink === '#fff' ? '#000' : ink, 2.5]] as const) { to.strokeStyle = colour; to.lineWidth = wide; to.stroke(); }
  }
}
