// Lines over a common axis, each with the band of its raw values; dragging asks for a part of the axis.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { axesOf } from '../shared/axis';
import { el } from '../shared/dom';
import { num, t } from '../shared/words';

export interface Curve { x: number[]; mean: (number | null)[]; low?: (number | null)[]; high?: (number | null)[]; smooth?: (number | null)[]; points: number; lost: number; last?: number }
export interface Line { label: string; colour: number; dash: number; curve: Curve }
export interface ChartSpec { title: string; axis: string; lines: Line[]; log: boolean; isShare?: boolean; from?: number; to?: number; zoom?: (from: number, to: number) => void }

export const colours = ['#d55e00', '#2a85d0', '#009e73', '#cc79a7', '#b08a00', '#56b4e9', '#7a5195', '#6b7280', '#e7298a', '#1b9e77', '#a6761d', '#4d4d4d'];
const dashes = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
const strokes = ['solid', 'dashed', 'dotted', 'double'];

/** A chart that can be drawn again with other lines. */
export class Chart {
  readonly element = el('figure', {});
  private readonly title = el('b', {});
  private readonly holder = el('div', { class: 'plot', 'aria-hidden': 'true' });
  private readonly key = el('div', { class: 'key', 'aria-hidden': 'true' });
  private readonly words = el('figcaption', { class: 'for-reader' });
  private plot?: uPlot;
  private shape = '';

  constructor() { this.element.append(el('div', { class: 'row' }, this.title), this.holder, this.key, this.words); }

  draw(spec: ChartSpec): void {
    const clean = (c: (number | null)[]): (number | null)[] => spec.log ? c.map(v => v !== null && v > 0 ? v : null) : c;
    this.title.textContent = spec.title;
    this.words.textContent = `${spec.title}: ${spec.lines.map(l => `${l.label} ${num(l.curve.last)}`).join(', ')}`;
    this.key.replaceChildren(...spec.lines.map(l => el('span', {}, el('i', { style: `border-top:3px ${strokes[l.dash % 4]} ${colours[l.colour % 12]}` }), `${l.label} ${num(l.curve.last, 3)}${l.curve.lost ? ` (${l.curve.lost} ${t('lostPoints')})` : ''}`)));
    // A line is three columns: its mean, and the ends of its band.
    const tables = spec.lines.map(l => [l.curve.x, clean(l.curve.smooth ?? l.curve.mean), clean(l.curve.low ?? l.curve.mean), clean(l.curve.high ?? l.curve.mean)] as uPlot.AlignedData);
    const data = tables.length === 1 ? tables[0] : uPlot.join(tables);
    const shape = `${spec.lines.map(l => `${l.label}${l.colour}${l.dash}`)}|${spec.log}|${this.holder.clientWidth}|${document.documentElement.dataset.theme}|${spec.from}|${spec.to}|${spec.lines[0]?.curve.points === 1}`;
    if (this.plot && this.shape === shape) { this.plot.setData(data); return; }
    this.plot?.destroy();
    this.shape = shape;
    const series: uPlot.Series[] = [{ label: spec.axis }], bands: uPlot.Band[] = [];
    spec.lines.forEach((line, i) => {
      const colour = colours[line.colour % 12], edge: uPlot.Series = { stroke: 'transparent', points: { show: false }, spanGaps: true };
      series.push({ label: line.label, stroke: colour, dash: dashes[line.dash % 4], width: 1.8, spanGaps: true, points: { show: line.curve.points === 1, size: 7, fill: colour } }, edge, edge);
      bands.push({ series: [3 * i + 3, 3 * i + 2], fill: `${colour}2e` });
    });
    this.plot = new uPlot({
      width: Math.max(160, this.holder.clientWidth), height: 190, legend: { show: false }, cursor: { y: false, drag: { x: spec.zoom !== undefined, y: false, setScale: false } },
      scales: { x: { time: false, ...spec.from !== undefined && spec.to !== undefined ? { range: [spec.from, spec.to] as [number, number] } : {} }, y: spec.log ? { distr: 3 } : spec.isShare ? { range: [-0.02, 1.02] } : {} },
      axes: axesOf(this.element, 58, spec.log, v => Math.abs(v) >= 1e5 ? v.toExponential(1).replace('.0', '').replace('+', '') : num(v, 4)), series, bands,
      hooks: { setSelect: [plot => { if (spec.zoom && plot.select.width > 4) { const from = plot.posToVal(plot.select.left, 'x'), to = plot.posToVal(plot.select.left + plot.select.width, 'x'); plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false); spec.zoom(from, to); } }] },
    }, data, this.holder);
  }

  forget(): void { this.plot?.destroy(); this.plot = undefined; }
}
