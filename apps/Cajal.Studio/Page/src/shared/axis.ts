// Marks of axes, and the axes of the curves. uPlot's own loops do not end for numbers such as 1e−30, nor for large ones that differ in their last digits; none of them is asked.

import type uPlot from 'uplot';
import { num } from './words';

const mostMarks = 8, mostWithParts = 4;

export type Range = [number, number];

/** Round numbers inside a range; somewhat more than asked for at most. */
export function ticks([low, high]: Range, most = 5): number[] {
  const rough = (high - low) / most, unit = 10 ** Math.floor(Math.log10(rough)), step = unit * ([1, 2, 5].find(s => s * unit >= rough) ?? 10), first = Math.ceil(low / step - 1e-9);
  if (!Number.isFinite(first)) return [];
  return Array.from({ length: 2 * Math.ceil(most) + 2 }, (_, i) => (first + i) * step || 0).filter((v, i, all) => v <= high + 1e-9 * step && (i === 0 || v > all[i - 1]));
}

/** Marks of a logarithmic axis: powers of ten, the more apart the more there are, with their multiples where there are few. */
export function powers(low: number, high: number): number[] {
  const from = Math.ceil(Math.log10(low) - 1e-9), to = Math.floor(Math.log10(high) + 1e-9), decades = to - from;
  if (!Number.isFinite(decades)) return [];
  const parts = decades <= mostWithParts ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1], stride = Math.max(1, Math.ceil(decades / mostMarks)), marks: number[] = [];
  for (let power = from - 1; power <= to; power += parts.length > 1 ? 1 : stride) marks.push(...parts.map(part => Number(`${part}e${power}`)));
  return marks.filter(mark => mark >= low * (1 - 1e-9) && mark <= high * (1 + 1e-9));
}

// Of parts of powers all powers have their number, and where there is one power only, its double and its half of ten too.
const isNumbered = (mark: number, marks: number[]): boolean => {
  const lead = Math.round(mark / 10 ** Math.floor(Math.log10(mark) + 1e-9));
  return lead === 1 || (marks.length <= 10 && (lead === 2 || lead === 5));
};

const power = (value: number): string => value.toExponential(0).replace('+', '').replace('-', '−');

/** Both axes of a chart, in the colours of its element. */
export function axesOf(element: Element, width: number, isLog: boolean, written: (value: number) => string = value => num(value, 3)): uPlot.Axis[] {
  const style = getComputedStyle(element), grid = { stroke: style.getPropertyValue('--line'), width: 1 };
  const axis = (size: number, told = written): uPlot.Axis => ({ stroke: style.color, grid, ticks: grid, size, font: '11px system-ui', values: (_, marks) => marks.map(v => v === null ? '' : told(v)) });
  const along: uPlot.Axis = { ...axis(28), splits: (plot, _, low, high) => ticks([low, high], Math.max(2, plot.width / 70)) };
  if (!isLog) return [along, { ...axis(width), splits: (plot, _, low, high) => ticks([low, high], Math.max(2, plot.height / 40)) }];
  return [along, { ...axis(width, v => v < 1e-3 || v >= 1e5 ? power(v) : written(v)), splits: (_, __, low, high) => powers(low, high), filter: (_, marks) => marks.map(v => isNumbered(v, marks) ? v : null) }];
}
