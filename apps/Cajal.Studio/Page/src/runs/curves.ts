// The curves of the chosen runs, laid over each other; live while one of them trains.

import { ask, sentence } from '../shared/ask';
import { choice, el, toggle } from '../shared/dom';
import { num, t } from '../shared/words';
import { Chart, type Curve } from './chart';

interface Panels { panels: { name: string; lines: { run: string; part: string; curve: Curve }[] }[]; rows: number; troubles: string[]; took: number }

export class RunCurves {
  readonly element = el('section', { class: 'panel' });
  private readonly tools = el('div', { class: 'row' });
  private readonly said = el('p', { class: 'alarm said', role: 'alert' });
  private readonly state = el('p', { class: 'quiet' });
  private readonly charts = el('div', { class: 'charts' });
  private readonly made = new Map<string, Chart>();
  private ids: string[] = [];
  private names = new Map<string, string>();
  private axis = 'step';
  private smooth = '0';
  private log = false;
  private zoom?: [number, number];
  private answer?: Panels;
  private asked = 0;

  constructor() {
    this.draw();
    new ResizeObserver(() => this.paint()).observe(this.charts);
  }

  draw(): void {
    this.tools.replaceChildren(choice(t('axis'), [['step', t('step')], ['epoch', t('epochAxis')], ['seconds', t('secondsAxis')]], this.axis, v => { this.axis = v; this.zoom = undefined; void this.load(true); }),
      choice(t('smoothing'), [['0', t('noSmoothing')], ...['0.01', '0.05', '0.2'].map(v => [v, `${Number(v) * 100} % ${t('ofShown')}`] as const)], this.smooth, v => { this.smooth = v; void this.load(true); }),
      toggle(t('log'), this.log, v => { this.log = v; this.paint(); }), el('button', { onclick: () => { this.zoom = undefined; void this.load(true); } }, t('wholeAxis')));
    this.element.replaceChildren(el('h2', {}, t('curvesOf')), this.tools, this.said, this.charts, this.state, el('p', { class: 'quiet' }, `${t('bandHelp')} ${t('zoomHelp')}`));
    this.paint();
  }

  /** Other runs. */
  set(ids: string[], names: Map<string, string>): void {
    this.names = names;
    if (ids.join() === this.ids.join()) return;
    this.ids = ids;
    this.zoom = undefined;
    void this.load(true);
  }

  /** Asks for what is new. */
  async load(whole = false): Promise<void> {
    if (this.ids.length === 0) { this.answer = undefined; this.paint(); return; }
    const turn = ++this.asked, query = new URLSearchParams({ ids: this.ids.join(), axis: this.axis, smooth: this.smooth, columns: String(Math.max(100, Math.round(Math.min(900, this.charts.clientWidth / 2)))) });
    if (this.zoom) { query.set('from', String(this.zoom[0])); query.set('to', String(this.zoom[1])); }
    if (!whole && this.answer) query.set('have', String(this.answer.rows));
    try {
      const answer = await ask<Panels>(`runs/curves?${query}`);
      if (turn !== this.asked) return;
      if (answer) { this.answer = answer; this.said.textContent = answer.troubles.join(' '); this.paint(); }
    } catch (error) { this.said.textContent = sentence(error); }
  }

  paint(): void {
    const panels = this.answer?.panels ?? [];
    if (!this.answer || panels.length === 0) { this.charts.replaceChildren(el('p', { class: 'quiet' }, t('chooseFirst'))); this.state.textContent = ''; return; }
    for (const [name, chart] of this.made) if (!panels.some(p => p.name === name)) { chart.forget(); this.made.delete(name); }
    const charts = panels.map(p => { if (!this.made.has(p.name)) this.made.set(p.name, new Chart()); return this.made.get(p.name)!; });
    if (this.charts.childElementCount !== charts.length || charts.some((c, i) => this.charts.children[i] !== c.element)) this.charts.replaceChildren(...charts.map(c => c.element));
    panels.forEach((panel, i) => charts[i].draw({
      title: t(panel.name).replaceAll('_', ' '), axis: t(this.axis), log: this.log, from: this.zoom?.[0], to: this.zoom?.[1], zoom: (from, to) => { this.zoom = [from, to]; void this.load(true); },
      lines: panel.lines.map(line => ({ label: `${this.ids.length > 1 ? this.names.get(line.run) ?? '' : ''}${line.part ? ` ${t(line.part === 'training' ? 'trainingPart' : line.part)}` : ''}`.trim() || t(panel.name).replaceAll('_', ' '), colour: this.ids.indexOf(line.run) * (this.ids.length > 1 ? 1 : 0) + (this.ids.length === 1 && line.part === 'validation' ? 1 : 0), dash: line.part === 'validation' ? 1 : 0, curve: line.curve })),
    }));
    this.state.textContent = `${Math.max(...panels.flatMap(p => p.lines.map(l => l.curve.points))).toLocaleString('en')} ${t('rawPoints')} · ${num(this.answer.took, 2)} ${t('tookTime')}`;
  }
}
