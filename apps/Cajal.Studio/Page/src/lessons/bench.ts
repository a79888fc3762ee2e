// A bench: its controls, and the engine's answer to each move.

import { el } from '../shared/dom';
import { drawings } from '../shared/drawings';
import type { Palette } from '../shared/palette';
import { num, t } from '../shared/words';
import { controlFor, type Handle } from './controls';
import { type Answer, askBench, type Lesson } from './wire';

const restMilliseconds = 40;

export class Bench {
  readonly element = el('section', { class: 'panel bench', 'aria-label': t('benchTitle') });
  private readonly out = el('div', { class: 'out', 'aria-live': 'off' });
  private readonly numbers = el('dl', { class: 'figures-row' });
  private readonly says = el('div', { class: 'says', 'aria-live': 'polite' });
  private readonly trouble = el('p', { class: 'alarm', role: 'alert' });
  private readonly handles: Handle[] = [];
  private answer?: Answer;
  private running?: AbortController;
  private timer = 0;

  constructor(private readonly lesson: Lesson, private readonly language: string, private palette: Palette, private readonly answered: (answer: Answer) => void) {
    this.handles.push(...lesson.controls.map(c => controlFor(c, () => { if (c.control.kind === 'points' || c.control.kind === 'pixels') this.takeDrawn(); this.ask(); })));
    const start = el('button', { title: t('backToStart'), onclick: () => this.set({}) }, `⟲ ${t('backToStart')}`);
    this.element.append(el('h2', {}, t('benchTitle')), el('div', { class: 'controls' }, ...this.handles.map(h => h.element)), el('div', { class: 'row' }, start), this.numbers, this.says, this.trouble, this.out);
    this.ask();
  }

  /** Puts the controls where they are said to be, the others to their start. */
  set(values: Record<string, string>): void {
    this.lesson.controls.forEach((c, i) => this.handles[i].set(values[c.control.name] ?? c.control.start));
    this.ask();
  }

  // Who draws wants to see what was drawn.
  private takeDrawn(): void {
    this.lesson.controls.forEach((c, i) => { if (c.control.options?.includes('drawn') && this.handles.some((h, k) => this.lesson.controls[k].control.kind.startsWith('p') && h.value !== '')) this.handles[i].set('drawn'); });
  }

  recolour(palette: Palette): void { this.palette = palette; if (this.answer) this.show(this.answer); }

  dispose(): void { this.running?.abort(); clearTimeout(this.timer); this.handles.forEach(h => h.dispose?.()); }

  private ask(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.post(), restMilliseconds);
  }

  private async post(): Promise<void> {
    this.running?.abort();
    const mine = this.running = new AbortController();
    this.element.setAttribute('aria-busy', 'true');
    try {
      const values = Object.fromEntries(this.lesson.controls.map((c, i) => [c.control.name, this.handles[i].value]));
      const answer = await askBench(this.lesson.bench, this.language, values, mine.signal);
      if (mine !== this.running) return;
      this.trouble.textContent = '';
      this.show(this.answer = answer);
      this.answered(answer);
    } catch (error) {
      if (mine.signal.aborted) return;
      this.trouble.textContent = (error as Error).message;
    }
    if (mine === this.running) this.element.removeAttribute('aria-busy');
  }

  private show(answer: Answer): void {
    // Where lines are computed one by one, only what is asked for is said before.
    const isSpoiler = this.lesson.controls.some(c => c.control.name === 'lines'), shown = answer.numbers.filter(n => !isSpoiler || this.lesson.checks.some(c => c.number === n.name));
    this.numbers.replaceChildren(...shown.map(n => el('div', {}, el('dt', {}, n.label), el('dd', { 'data-number': n.name }, num(n.value as number)))));
    this.says.replaceChildren(...answer.says.map(s => el('p', {}, s)));
    this.out.replaceChildren(drawings(answer.drawings, this.palette));
  }
}
