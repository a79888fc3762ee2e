// A network of this page that learns before the eyes: its buttons, curves, filters and layers.

import { chart } from '../shared/chart';
import { choice, el, number } from '../shared/dom';
import { bars } from '../shared/drawings';
import type { Chart } from '../shared/figures';
import type { Palette } from '../shared/palette';
import { num, t } from '../shared/words';
import { Layers } from './layers';
import { bytesOf, type DigitCommand, type DigitCourse, type DigitPoint, type DigitSettings, TrainingWire } from './wire';

const lookMilliseconds = 200, fixed = 100;

export class Training {
  readonly element = el('section', { class: 'panel training', 'aria-label': t('trainTitle') });
  private readonly settings: DigitSettings = { net: 'cnn', optimizer: 'adam', rate: 0.001, batch: 50, seed: 1 };
  private readonly filters = new Layers();
  private readonly layers = new Layers();
  private wire?: TrainingWire;
  private course?: DigitCourse;
  private example = 0;
  private looking = 0;
  private readonly play = el('button', { class: 'play', onclick: () => this.ask(this.course?.isRunning ? 'pause' : 'train') });
  private readonly stands = el('p', { class: 'stands' }); private readonly trouble = el('p', { class: 'alarm', role: 'alert' });
  private readonly says = el('p', { class: 'says-digit' }); private readonly chances = el('div', {}); private readonly losses = el('figure', {}); private readonly rights = el('figure', {});
  private readonly seen = el('canvas', { width: 28, height: 28, class: 'seen', role: 'img' });

  constructor(private readonly ink: () => string | undefined, private readonly palette: () => Palette) {
    // It begins when it is looked at.
    new IntersectionObserver((all, self) => { if (all.some(a => a.isIntersecting)) { self.disconnect(); this.look(); } }).observe(this.element);
  }

  build(): void {
    const button = (name: string, label: string, act: () => void): HTMLElement => el('button', { class: name, onclick: act }, label);
    const set = (more: Partial<DigitSettings>): void => { Object.assign(this.settings, more); this.look(); };
    this.element.setAttribute('aria-label', t('trainTitle'));
    this.element.replaceChildren(
      el('h2', {}, t('trainTitle')), el('p', { class: 'quiet' }, t('trainHelp')),
      el('div', { class: 'row training-settings' },
        choice(t('netChoice'), [['cnn', t('cnn')], ['mlp', t('mlp')]], this.settings.net, net => set({ net }), 'own-net'),
        choice(t('optimizer'), [['adam', 'Adam'], ['sgd', 'SGD'], ['momentum', t('momentum')], ['rmsprop', 'RMSprop']], this.settings.optimizer, optimizer => set({ optimizer }), 'own-optimizer'),
        number(t('learningRate'), this.settings.rate, rate => set({ rate }), { min: 0 }, 'own-rate'), number(t('batchSize'), this.settings.batch, batch => set({ batch: Math.round(batch) }), { min: 1, step: 1 }, 'own-batch')),
      el('div', { class: 'row' }, this.play, button('one-step', t('oneStep'), () => this.ask('step')), button('one-epoch', t('oneEpoch'), () => this.ask('epoch')),
        button('anew', t('anew'), () => { this.settings.seed++; this.ask('anew'); }), button('another', t('another'), () => { this.example++; this.look(); })),
      this.trouble, this.stands,
      el('div', { class: 'training-parts' }, el('div', {}, this.says, this.seen, this.chances), el('div', {}, el('h3', {}, t('lossCurve')), this.losses, el('h3', {}, t('rightCurve')), this.rights)),
      el('h2', {}, t('filters')), el('p', { class: 'quiet' }, t('filtersHelp')), el('div', { class: 'filters' }, this.filters.element), el('h2', {}, t('ownLayers')), this.layers.element);
    // Its sentences come in the language of the page from the next question on.
    if (this.course) this.show(this.course); else this.play.textContent = t('train');
  }

  /** Shows it anew: the drawing is another. */
  look(): void { this.ask('look'); }

  private ask(what: DigitCommand['do']): void {
    if (!this.wire || this.wire.isOver) this.wire = new TrainingWire(course => this.show(course), text => { this.trouble.textContent = text; }, () => { this.trouble.textContent = t('lostTouch'); clearTimeout(this.looking); });
    this.wire.ask({ do: what, settings: { ...this.settings }, ink: this.ink(), example: this.example });
  }

  private show(course: DigitCourse): void {
    this.course = course;
    const { answer } = course, palette = this.palette(), right = course.rights.at(-1), isLost = course.frozen !== undefined;
    Object.assign(this.element.dataset, { step: course.step, running: course.isRunning, right: right?.value ?? '' });
    this.play.textContent = t(course.isRunning ? 'pauseTraining' : 'train');
    this.play.classList.toggle('on', course.isRunning);
    for (const each of this.element.querySelectorAll<HTMLButtonElement>('.play, .one-step, .one-epoch')) each.disabled = isLost;
    this.element.querySelector('.anew')?.classList.toggle('on', isLost);
    const trouble = course.refused ?? course.frozen ?? '';
    if (this.trouble.textContent !== trouble) this.trouble.textContent = trouble;
    this.stands.textContent = `${t(course.isRunning ? 'goes' : 'stands')} · ${t('stepIs')} ${course.step} · ${t('epochIs')} ${num(course.epoch, 3)} · ${t('lossIs')} ${num(course.loss, 3)}${right ? ` · ${num(100 * right.value, 3)} % ${t('rightIs').replace('{held}', String(course.held))}` : ''}`;
    const sure = answer.probabilities[answer.digit];
    this.says.replaceChildren(...sure > 0 ? [`${t('guesses')} `, el('b', {}, String(answer.digit)), ` · ${num(100 * sure, 3)} % ${t('sure')}${course.label === undefined ? '' : ` · ${t('itIs')} ${course.label}`}`] : [t('noAnswer')]);
    this.chances.replaceChildren(bars({ is: 'bars', title: t('probabilities'), names: answer.probabilities.map((_, d) => String(d)), values: answer.probabilities.map(p => Math.round(1e4 * p) / 1e4), marked: answer.digit }, palette));
    ink(this.seen, answer.seen);
    this.seen.setAttribute('aria-label', t('seen'));
    const most = Math.max(0.1, ...course.losses.map(p => p.value));
    this.losses.replaceChildren(chart(curve(t('lossCurve'), t('lossIs'), course.losses, course.step, most, 0), palette));
    this.rights.replaceChildren(chart(curve(t('rightCurve'), t('share'), course.rights, course.step, 1, 1), palette));
    this.filters.show(course.filters, palette);
    this.layers.show(answer.layers, palette);
    clearTimeout(this.looking);
    if (course.isRunning) this.looking = window.setTimeout(() => this.look(), lookMilliseconds);
  }
}

const curve = (title: string, name: string, points: readonly DigitPoint[], step: number, high: number, colour: number): Chart => ({
  is: 'chart', title, isSquare: false, x: { name: t('step'), low: 0, high: Math.max(fixed, step), isLog: false }, y: { name, low: 0, high: 1.05 * high, isLog: false },
  curves: [{ name, x: points.map(p => p.step), y: points.map(p => p.value), colour, isDashed: false }], dots: [],
});

/** Ink on the ground of the page: 28 × 28 bytes in base 64. */
export function ink(canvas: HTMLCanvasElement, text: string): void {
  const to = canvas.getContext('2d')!, image = to.createImageData(28, 28), dark = document.documentElement.dataset.theme === 'dark';
  bytesOf(text).forEach((b, p) => { const v = dark ? 24 + 0.86 * b : 255 - 0.92 * b; image.data.set([v, v, v, 255], 4 * p); });
  to.putImageData(image, 0, 0);
}
