// Runs side by side on one seed and one clock: choose what the lanes differ in, then let them run.

import uPlot from 'uplot';
import { axesOf } from '../shared/axis';
import { choice, el, toggle } from '../shared/dom';
import { line, paint, pixel, signedTable } from './mapImage';
import { css, type Palette } from '../shared/palette';
import type { Hello, Lane, RaceView } from './wire';
import { num, t } from '../shared/words';

const colours = ['#d55e00', '#2a85d0', '#009e73', '#b0479a'], dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]], lines = ['solid', 'dashed', 'dotted', 'double'];

/** Settings that lanes can differ in, with values to begin with. */
const settings: Record<string, string[]> = {
  rate: ['0.003', '0.03', '0.3', '3'], optimizer: ['sgd', 'adam', 'rmsprop', 'lion'], layers: ['4:tanh', '16:tanh', '4:tanh,4:tanh,4:tanh', '8:relu'], batch: ['1', '10', '50', '0'], l1: ['0', '0.001', '0.01', '0.1'], l2: ['0', '0.001', '0.01', '0.1'],
  init: ['zeros', 'normal', 'xavier-uniform', 'he-uniform'], schedule: ['constant', 'cosine', 'one-cycle', 'plateau'], loss: ['auto', 'mse', 'hinge', 'half-squared'], clip: ['0', '0.1', '1', '10'], inputs: ['x,y', 'x,y,xy', 'x,y,xx,yy', 'x,y,sin-x,sin-y'], noise: ['0', '0.1', '0.25', '0.5'], weightSeed: ['1', '2', '3', '4'],
};

export interface RaceActions { send(command: { do: string; [more: string]: unknown }): void; open(link: string): void }

export class Race {
  readonly element = el('section', { class: 'panel whole', 'data-part': 'race' });
  private readonly chooser = el('div', { class: 'race-chooser' });
  private readonly clock = el('div', { class: 'row' });
  private readonly holder = el('div', { class: 'plot', 'aria-hidden': 'true' });
  private readonly caption = el('p', { class: 'for-reader', 'aria-live': 'off' });
  private readonly lanes = el('div', { class: 'lanes' });
  private view?: RaceView;
  private hello?: Hello;
  private setting = 'rate';
  private values = settings.rate;
  private log = true;
  private ofTest = true;
  private plot?: uPlot;
  private shape = '';
  private drawn = '';

  constructor(private palette: Palette, private readonly actions: RaceActions) {
    new ResizeObserver(() => { this.shape = ''; this.drawCurves(); }).observe(this.holder);
  }

  draw(hello: Hello, palette: Palette): void {
    [this.hello, this.palette, this.shape, this.drawn] = [hello, palette, '', ''];
    const was = this.element.querySelector('details')?.open ?? false;
    this.drawChooser();
    this.element.replaceChildren(el('details', { open: was, ontoggle: () => this.set(this.view) }, el('summary', {}, el('b', {}, t('race')), ` — ${t('raceHelp')}`), this.chooser, this.clock, this.holder, this.caption, this.lanes));
    this.set(this.view);
  }

  private drawChooser(): void {
    const start = (lanes: string[]): void => this.actions.send({ do: 'race', lanes });
    const listed: Record<string, string[]> = { optimizer: this.hello!.optimizers, schedule: this.hello!.schedules, loss: this.hello!.losses, init: this.hello!.initializers };
    const list = el('datalist', { id: 'race-values' }, ...(listed[this.setting] ?? []).map(v => el('option', { value: v })));
    const fields = this.values.map((value, i) => el('input', { value, size: 12, list: list.id, 'aria-label': `${t('lane')} ${i + 1}: ${this.setting}`, title: t('laneHelp'), onchange: () => { this.values = fields.map(f => f.value.trim()); } }));
    this.chooser.replaceChildren(
      choice(t('racePreset'), [['', '…'], ...this.hello!.races.map(([key]) => [key, t(`race.${key}`)] as [string, string])], '', key => { const race = this.hello!.races.find(r => r[0] === key); if (race) start(race.slice(1)); }),
      choice(t('raceSetting'), Object.keys(settings).map(s => [s, t(`set.${s}`)] as [string, string]), this.setting, s => { this.setting = s; this.values = settings[s]; this.drawChooser(); }),
      el('span', { class: 'row' }, ...fields, list, el('button', { title: t('lineUpHelp'), onclick: () => { this.values = fields.map(f => f.value.trim()); start(this.values.filter(Boolean).map(v => `${this.setting}=${encodeURIComponent(v)}`)); } }, t('lineUp'))));
  }

  set(view: RaceView | undefined): void {
    this.view = view;
    const lanes = view?.lanes ?? [];
    const send = (to: string): void => this.actions.send({ do: to });
    const key = `${lanes.length}|${view?.running}|${document.documentElement.lang}|${this.ofTest}|${this.log}`;
    if (key !== this.drawn) {
      const had = this.clock.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
      this.drawn = key;
      this.clock.replaceChildren(...(lanes.length === 0 ? [] : [
        el('button', { 'data-key': 'run', class: view!.running ? 'on' : '', onclick: () => send(this.view?.running ? 'race-pause' : 'race-play') }, view!.running ? `❚❚ ${t('pause')}` : `▶ ${t('raceRun')}`), el('button', { 'data-key': 'one', onclick: () => send('race-step') }, t('raceStep')),
        el('button', { 'data-key': 'end', onclick: () => send('race-end') }, t('raceEnd')), el('output', { class: 'race-epoch' }),
        toggle(t('log'), this.log, log => { this.log = log; this.shape = ''; this.set(this.view); }), toggle(t('raceTest'), this.ofTest, test => { this.ofTest = test; this.shape = ''; this.set(this.view); })]));
      if (had) this.clock.querySelector<HTMLElement>(`[data-key="${had}"]`)?.focus();
    }
    const epoch = this.clock.querySelector('.race-epoch');
    if (epoch) epoch.textContent = `${t('epoch')} ${view!.epoch}`;
    this.holder.hidden = lanes.length === 0;
    if (this.lanes.childElementCount !== lanes.length) this.lanes.replaceChildren(...lanes.map(() => el('article', { class: 'lane' })));
    lanes.forEach((lane, i) => this.drawLane(this.lanes.children[i] as HTMLElement, lane, i));
    this.drawCurves();
  }

  private name(lane: Lane): string { return lane.change === '' ? t('laneAsIs') : decodeURIComponent(lane.change).split('&').join(', '); }

  private drawLane(box: HTMLElement, lane: Lane, i: number): void {
    if (box.dataset.link !== `${lane.link}|${document.documentElement.lang}`) {
      box.dataset.link = `${lane.link}|${document.documentElement.lang}`;
      box.replaceChildren(el('h3', {}, el('i', { style: `border-top:4px ${lines[i]} ${colours[i]}`, 'aria-hidden': 'true' }), `${i + 1}. ${this.name(lane)}`), el('canvas', { width: 160, height: 160, role: 'img', 'aria-label': `${t('answer')}: ${this.name(lane)}` }), el('p', {}),
        el('button', { title: t('laneOpenHelp'), 'aria-label': `${t('laneOpen')} ${i + 1}`, onclick: () => this.actions.open(lane.link) }, t('laneOpen')));
    }
    const share = (v: number | undefined): string => v === undefined || v === null ? '–' : `${num(100 * v, 3)} %`;
    box.querySelector('p')!.textContent = lane.frozen ? `${t('frozen')}: ${lane.frozen}` : `${t('trainLoss')} ${num(lane.train)} · ${t('testLoss')} ${num(lane.test)}${lane.classes > 0 ? ` · ${t('accuracy')} ${share(lane.trainAccuracy)} / ${share(lane.testAccuracy)}` : ''} · ${lane.parameters} ${t('parameters')} · ${t('step')} ${lane.step}`;
    this.paintLane(box.querySelector('canvas')!, lane);
  }

  private paintLane(canvas: HTMLCanvasElement, lane: Lane): void {
    const maps = lane.maps.map(text => Int8Array.from(atob(text), c => c.charCodeAt(0) << 24 >> 24));
    if (lane.isCurve) {
      const to = canvas.getContext('2d')!;
      to.clearRect(0, 0, canvas.width, canvas.height);
      line(to, maps[0], 1, 1.3, canvas.width, canvas.height, css(this.palette.signed(1)), 3);
    } else if (maps.length === 1) {
      const table = signedTable(this.palette);
      paint(canvas, lane.side, 1, p => table[maps[0][p] + 127]);
    } else {
      const shades = maps.map((_, k) => pixel(this.palette.sure(k, maps.length, 0.6)));
      paint(canvas, lane.side, 1, p => shades[maps.reduce((best, m, k) => m[p] > maps[best][p] ? k : best, 0)]);
    }
  }

  private drawCurves(): void {
    const lanes = this.view?.lanes ?? [];
    if (lanes.length === 0 || this.holder.clientWidth === 0) return;
    const epochs = [...new Set(lanes.flatMap(l => l.points.map(p => p.epoch)))].sort((a, b) => a - b);
    const columns = lanes.map(lane => { const known = new Map(lane.points.map(p => [p.epoch, this.ofTest ? p.test ?? p.train : p.train])); return epochs.map(e => { const v = known.get(e); return typeof v === 'number' && (!this.log || v > 0) ? v : null; }); });
    this.caption.textContent = `${t('loss')}, ${t('epoch')} ${this.view!.epoch}: ${lanes.map((l, i) => `${this.name(l)} ${num(columns[i].findLast(v => v !== null))}`).join('; ')}`;
    const data = [epochs, ...columns] as uPlot.AlignedData, shape = `${lanes.map(l => l.change)}|${this.holder.clientWidth}|${this.log}|${this.ofTest}`;
    if (this.plot && shape === this.shape) { this.plot.setData(data); return; }
    this.plot?.destroy();
    this.shape = shape;
    this.plot = new uPlot({
      width: Math.max(160, this.holder.clientWidth), height: 220, scales: { x: { time: false }, y: this.log ? { distr: 3 } : {} }, cursor: { y: false }, legend: { show: false }, axes: axesOf(this.element, 52, this.log),
      series: [{ label: t('epoch') }, ...lanes.map((l, i): uPlot.Series => ({ label: this.name(l), stroke: colours[i], dash: dashes[i], width: 2, spanGaps: true, points: { show: false } }))],
    }, data, this.holder);
  }
}
