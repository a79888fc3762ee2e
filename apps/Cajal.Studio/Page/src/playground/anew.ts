// Parts of the page are built anew only where what they show has changed: to build all of them takes longer than a frame.

import type { State } from './wire';

const built = new Map<HTMLElement, string>();

/** Builds a part if what it is of differs from the last time; a control that is rebuilt keeps the keyboard. */
export function anew(part: HTMLElement, of: unknown[], build: () => void): void {
  const key = JSON.stringify(of);
  if (built.get(part) === key) return;
  built.set(part, key);
  const all = (): HTMLElement[] => [...part.querySelectorAll<HTMLElement>('button, input, select, summary')];
  const at = all().indexOf(document.activeElement as HTMLElement), open = [...part.querySelectorAll('details')].map(d => d.open);
  build();
  part.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? false; });
  if (at >= 0) all()[at]?.focus();
}

/** What was shown is not what holds, as when the session refused a choice: everything is built anew next time. */
export const forget = (): void => built.clear();

/** The state without what training alone asks for. */
export function dataOf(state: State): Partial<State> {
  const { rate: _rate, optimizer: _optimizer, schedule: _schedule, batch: _batch, shuffle: _shuffle, loss: _loss, output: _output, l1: _l1, l2: _l2, clip: _clip, speed: _speed, layers: _layers, weights: _weights, ...data } = state;
  return data;
}
