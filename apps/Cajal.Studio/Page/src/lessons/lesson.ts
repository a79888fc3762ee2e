// A lesson as it is read: predict, move, check, formula, lines of code.

import { el } from '../shared/dom';
import type { Palette } from '../shared/palette';
import { num, t } from '../shared/words';
import { Bench } from './bench';
import { markDone } from './progress';
import type { Answer, Check, Lesson } from './wire';

const symbols: Record<string, string> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

/** A paragraph with `code` and **strong** words. */
export function said(text: string, tag: 'p' | 'span' = 'p'): HTMLElement {
  return el(tag, {}, ...text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map(part => part.startsWith('`') ? el('code', {}, part.slice(1, -1)) : part.startsWith('**') ? el('b', {}, part.slice(2, -2)) : part));
}

export class LessonView {
  readonly element: HTMLElement;
  private readonly bench: Bench;
  private readonly checks = el('ul', { class: 'checks', 'aria-live': 'polite' });
  private predicted = false;
  private answer?: Answer;

  constructor(private readonly lesson: Lesson, language: string, palette: Palette, private readonly finished: () => void) {
    this.bench = new Bench(lesson, language, palette, answer => { this.answer = answer; this.check(); });
    const cover = el('p', { class: 'cover' }, t('locked'));
    const open = (): void => { this.predicted = true; this.bench.element.inert = false; this.bench.element.classList.remove('covered'); cover.remove(); this.check(); };
    this.bench.element.inert = true;
    this.bench.element.classList.add('covered');
    const right = el('div', { class: 'lesson-bench' }, cover, this.bench.element);
    const solve = el('button', { onclick: () => { open(); this.bench.set(lesson.solution); } }, t('showSolution'));
    const left = el('div', { class: 'lesson-text' }, el('h2', { class: 'lesson-title' }, lesson.title), ...lesson.intro.map(p => said(p)), this.question(open),
      section('tryThis', ...lesson.try.map(p => said(p))), section('checkTitle', ...lesson.task.map(p => said(p)), this.checks, solve),
      section('formulaTitle', el('pre', { class: 'formula', tabindex: 0 }, lesson.formula), ...lesson.formulaSays.map(p => said(p))), this.code(),
      lesson.link ? el('p', { class: 'playground-link' }, el('a', { href: `./#${lesson.link}` }, t('openPlayground'))) : null);
    this.element = el('article', { class: 'lesson' }, left, right);
    this.check();
  }

  recolour(palette: Palette): void { this.bench.recolour(palette); }

  dispose(): void { this.bench.dispose(); }

  private question(open: () => void): HTMLElement {
    const { lesson } = this, verdict = el('div', { class: 'verdict', role: 'status' });
    const options = lesson.choices.map((text, i) => el('label', { class: 'option' }, el('input', { type: 'radio', name: 'prediction', value: i }), said(text, 'span')));
    const form = el('form', { onsubmit: (e: Event) => {
      e.preventDefault();
      const chosen = form.querySelector<HTMLInputElement>('input:checked');
      if (!chosen) return;
      const isRight = Number(chosen.value) === lesson.right;
      options.forEach((o, i) => o.classList.toggle('right-option', i === lesson.right));
      verdict.className = `verdict ${isRight ? 'good' : 'bad'}`;
      verdict.replaceChildren(el('p', {}, el('b', {}, isRight ? `✓ ${t('rightAnswer')}` : `✗ ${t('wrongAnswer')} `), isRight ? '' : t('correctIs'), isRight ? '' : ' ', isRight ? '' : said(lesson.choices[lesson.right], 'span')), ...lesson.reason.map(p => said(p)));
      open();
    } }, el('fieldset', {}, el('legend', {}, said(lesson.question, 'span')), ...options), el('div', { class: 'row' }, el('button', { class: 'play', type: 'submit' }, t('answerIt')), el('button', { type: 'button', onclick: () => open() }, t('lookFirst'))), verdict);
    return section('predict', form);
  }

  private check(): void {
    const numbers = this.answer?.numbers ?? [];
    const holds = this.lesson.checks.map(c => { const n = numbers.find(x => x.name === c.number); return { c, label: n?.label ?? c.number, value: n?.value, fine: typeof n?.value === 'number' && compare(n.value, c) }; });
    this.checks.replaceChildren(...holds.map(h => el('li', { class: h.fine ? 'good' : '' }, `${h.fine ? '✓' : '○'} ${h.label} ${symbols[h.c.comparison]} ${num(h.c.value)} `, el('span', { class: 'quiet' }, `(${t('now')} ${num(h.value as number)}) ${h.fine ? t('reached') : t('notYet')}`))));
    if (this.predicted && holds.length > 0 && holds.every(h => h.fine)) { markDone(this.lesson.name); this.finished(); }
  }

  private code(): HTMLElement {
    const copy = el('button', { onclick: () => void navigator.clipboard.writeText(this.lesson.code).then(() => { copy.textContent = t('copiedCode'); }) }, t('copyCode'));
    return section('codeTitle', el('pre', { class: 'code', tabindex: 0 }, el('code', {}, this.lesson.code)), el('div', { class: 'row' }, copy, el('span', { class: 'quiet' }, `${t('prints')}:`)), el('pre', { class: 'code printed', tabindex: 0 }, this.lesson.printed));
  }
}

function section(title: string, ...children: (Node | null)[]): HTMLElement { return el('section', { class: title }, el('h3', {}, t(title)), ...children); }

function compare(value: number, check: Check): boolean {
  switch (check.comparison) {
    case '<': return value < check.value;
    case '<=': return value <= check.value;
    case '>': return value > check.value;
    default: return value >= check.value;
  }
}
