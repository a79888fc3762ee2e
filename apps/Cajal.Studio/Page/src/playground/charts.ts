// Curves over the steps: raw numbers with a band where a point stands for several epochs; settings are never smoothed.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { axesOf } from '../shared/axis';
import { el } from '../shared/dom';
import type { Curves, LayerFigures } from './wire';
import { num, t } from '../shared/words';

type Column = (number | null)[];

const colours = ['#d55e00', '#2a85d0', '#009e73', '#cc79a7', '#b08a00', '#56b4e9', '#7a5195', '#6b7280', '#e7298a', '#1b9e77', '#a6761d'];
const dashes = [[], [6, 4], [2, 3], [8, 3, 2, 3]];

interface Spec { key: string; log: boolean; isShare?: boolean; lines(curves: Curves): { label: string; values: Column; stepped?: boolean; faint?: boolean }[]; steps(curves: Curves): number[]; band?: (curves: Curves) => [Column, Column] }

const value = (v: number | undefined): number | null => typeof v === 'number' && Number.isFinite(v) ? v : null;

/** Moments of both futures in one row of steps. */
export function joined(curves: Curves): number[] {
  return [...new Set([...curves.points.map(p => p.step), ...curves.ghost.map(p => p.step)])].sort((a, b) => a - b);
}

/** A figure of the moments of either future at all of these steps; null where it has none. */
export function over(curves: Curves, of: (p: Curves['points'][number]) => number | undefined, points = curves.points): Column {
  const known = new Map(points.map(p => [p.step, value(of(p))]));
  return joined(curves).map(s => known.get(s) ?? null);
}

const perLayer = (key: string, log: boolean, of: (f: LayerFigures) => number | undefined, isShare = false): Spec => ({
  key, log, isShare, steps: c => c.layers.map(l => l.step),
  lines: c => (c.layers[c.layers.length - 1]?.layers ?? []).map((_, i, all) => ({ label: i === all.length - 1 ? t('outputLayer') : `${t('layer')} ${i + 1}`, values: c.layers.map(l => value(l.layers[i] && of(l.layers[i]))) })),
});

const specs: Spec[] = [
  {
    key: 'loss', log: false, steps: joined, band: c => [over(c, p => p.low), over(c, p => p.high)],
    lines: c => [{ label: t('trainLoss'), values: over(c, p => p.train) }, { label: t('testLoss'), values: over(c, p => p.test) }, { label: t('validationLoss'), values: over(c, p => p.validation) }, { label: t('penaltyPart'), values: over(c, p => p.penalty || undefined) }, { label: '…', values: over(c, p => p.train, c.ghost), faint: true }],
  },
  { key: 'accuracy', log: false, isShare: true, steps: joined, lines: c => [{ label: t('trainAccuracy'), values: over(c, p => p.trainAccuracy) }, { label: t('testAccuracy'), values: over(c, p => p.testAccuracy) }, { label: t('validationAccuracy'), values: over(c, p => p.validationAccuracy) }] },
  { key: 'rateNow', log: false, steps: joined, lines: c => [{ label: t('rateNow'), values: over(c, p => p.rate), stepped: true }] },
  perLayer('gradientNorm', true, f => f.gradient),
  perLayer('updateRatio', true, f => f.update),
  perLayer('dead', false, f => f.dead, true),
  perLayer('saturated', false, f => f.saturated, true),
  perLayer('spread', false, f => f.spread),
];

export class Charts {
  readonly element = el('div', { class: 'charts' });
  private readonly log = new Set<string>(specs.filter(s => s.log).map(s => s.key));
  private plots: { spec: Spec; figure: HTMLElement; holder: HTMLElement; caption: HTMLElement; legend: HTMLElement; plot?: uPlot; shape: string }[] = [];
  private curves?: Curves;
  private isSeen = true;

  readonly best = el('p', { class: 'best', 'data-part': 'best' });

  constructor(private readonly go: (step: number) => void) {
    this.language();
    new ResizeObserver(() => { for (const p of this.plots) p.shape = ''; this.draw(); }).observe(this.element);
    // Lines that nobody sees wait; numbers beside them are told all the same.
    new IntersectionObserver(seen => { this.isSeen = seen[seen.length - 1].isIntersecting; if (this.isSeen) this.draw(); }).observe(this.element);
  }

  language(): void {
    this.plots.forEach(p => p.plot?.destroy());
    this.best.dataset.said = '?';
    this.plots = specs.map(spec => {
      const holder = el('div', { class: 'plot', 'aria-hidden': 'true' }), caption = el('figcaption', { class: 'for-reader' }), legend = el('div', { class: 'key', 'aria-hidden': 'true' });
      const box = el('input', { type: 'checkbox', checked: this.log.has(spec.key), onchange: () => { if (box.checked) this.log.add(spec.key); else this.log.delete(spec.key); this.plots.find(p => p.spec === spec)!.shape = ''; this.draw(); } });
      const figure = el('figure', {}, el('div', { class: 'row' }, el('b', {}, t(spec.key)), el('label', { class: 'switch' }, box, el('span', {}, t('log')))), holder, legend, caption);
      return { spec, figure, holder, caption, legend, shape: '' };
    });
    this.element.replaceChildren(...this.plots.map(p => p.figure));
    this.draw();
  }

  set(curves: Curves): void { this.curves = curves; this.draw(); }

  restyle(): void { for (const p of this.plots) p.shape = ''; this.draw(); }

  draw(): void {
    const { curves } = this;
    if (!curves) return;
    // All widths are read before anything is written, so that the page is laid out once and not for every chart.
    const widths = this.plots.map(p => p.figure.hidden ? undefined : p.holder.clientWidth);
    this.drawBest();
    for (const [i, entry] of this.plots.entries()) {
      const { spec } = entry, steps = spec.steps(curves), log = this.log.has(spec.key);
      const clean = (c: Column): Column => log ? c.map(v => v !== null && v > 0 ? v : null) : c;
      const lines = spec.lines(curves).filter(l => l.values.some(v => v !== null));
      entry.figure.hidden = lines.length === 0;
      if (lines.length === 0) continue;
      const width = widths[i] ?? entry.holder.clientWidth;
      const band = spec.band?.(curves);
      entry.caption.textContent = `${t(spec.key)}: ${lines.filter(l => !l.faint).map(l => `${l.label} ${num(l.values.findLast(v => v !== null))}`).join(', ')} (${t('step')} ${steps[steps.length - 1]})`;
      entry.legend.replaceChildren(...lines.filter(l => !l.faint).map((l, i) => el('span', {}, el('i', { style: `border-top:3px ${i % 3 === 0 ? 'solid' : i % 3 === 1 ? 'dashed' : 'dotted'} ${colours[i % colours.length]}` }), `${l.label} ${num(l.values.findLast(v => v !== null), 3)}`)));
      const data = [steps, ...lines.map(l => clean(l.values)), ...(band ? band.map(clean) : [])] as uPlot.AlignedData;
      const shape = `${lines.map(l => l.label)}|${width}|${log}`;
      if (entry.plot && entry.shape === shape) { if (this.isSeen) entry.plot.setData(data); continue; }
      entry.plot?.destroy();
      entry.shape = shape;
      entry.plot = new uPlot({
        width: Math.max(160, width), height: 150, scales: { x: { time: false }, y: log ? { distr: 3 } : spec.isShare ? { range: [-0.02, 1.02] } : {} }, cursor: { y: false }, legend: { show: false },
        axes: axesOf(this.element, 52, log),
        series: [{ label: t('step'), value: (_, v) => v === null ? '' : String(v) }, ...lines.map((l, i): uPlot.Series => ({
          label: l.label, stroke: l.faint ? '#9aa0a8' : colours[i % colours.length], dash: l.faint ? [2, 4] : dashes[i % dashes.length], width: 1.8, spanGaps: true, points: { show: false },
          paths: l.stepped ? uPlot.paths.stepped!({ align: 1 }) : undefined, value: (_, v) => num(v),
        })), ...(band ? [0, 1].map((): uPlot.Series => ({ show: true, stroke: 'transparent', points: { show: false }, spanGaps: true, label: '' })) : [])],
        bands: band ? [{ series: [lines.length + 2, lines.length + 1], fill: 'rgba(213,94,0,0.18)' }] : [],
        hooks: { draw: [plot => this.marks(plot)] },
      }, data, entry.holder);
    }
  }

  // Early stopping: where it would have stopped.
  private drawBest(): void {
    const best = this.curves?.best, said = best && best.step > 0 ? `${t(`best-${best.by}`)}: ${num(best.loss)}, ${t('epoch')} ${best.epoch} (${t('step')} ${best.step})` : '';
    this.best.hidden = said === '';
    if (this.best.dataset.said === said) return;
    this.best.dataset.said = said;
    this.best.replaceChildren(el('span', { title: t('bestHelp') }, said), el('button', { onclick: () => this.go(this.curves!.best!.step), title: t('bestHelp') }, t('bestGo')));
  }

  // Where settings changed, and the best moment.
  private marks(plot: uPlot): void {
    const to = plot.ctx;
    to.save();
    to.strokeStyle = '#8b5cf6';
    to.setLineDash([4, 4]);
    const upright = (step: number, shift = 0): void => {
      const x = plot.valToPos(step, 'x', true) + shift;
      if (x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width) return;
      to.beginPath();
      to.moveTo(x, plot.bbox.top);
      to.lineTo(x, plot.bbox.top + plot.bbox.height);
      to.stroke();
    };
    for (const mark of this.curves?.marks ?? []) upright(mark.step);
    const best = this.curves?.best;
    if (best && best.step > 0) {
      to.setLineDash([]);
      to.strokeStyle = getComputedStyle(this.element).getPropertyValue('--strong');
      upright(best.step, -2);
      upright(best.step, 2);
    }
    to.restore();
  }
}
