// Play, steps, speed, where training stands, and the time line.

import { choice, el } from '../shared/dom';
import type { Figures, Scene, State } from './wire';
import { num, t } from '../shared/words';

export interface TransportActions { send(command: { do: string; [more: string]: unknown }): void; change(patch: Partial<State>): void }

function write(to: Element, text: string): void { if (to.textContent !== text) to.textContent = text; }

/** The step that lies a share of the whole history after now, or before it; never outside of the history. */
export const stepAt = (f: Pick<Figures, 'first' | 'last' | 'step'>, share: number): number => Math.max(f.first, Math.min(f.last, Math.round(f.step + share * Math.max(1, f.last - f.first))));

const speeds = ['0', '0.5', '1', '5', '25', '100', '1000'];

export class Transport {
  readonly bar = el('div', { class: 'transport', role: 'toolbar' });
  readonly line = el('div', { class: 'timeline', 'data-part': 'time' });
  private readonly play = el('button', { class: 'play', 'data-part': 'play' });
  private readonly standing = el('dl', { class: 'standing' });
  private readonly slider = el('input', { type: 'range', min: 0, max: 0, value: 0 });
  private readonly sliderText = el('output', {});
  private readonly state = el('p', { class: 'alarm', role: 'alert' });
  private figures?: Figures;
  private held = false;
  private asked = 0;

  constructor(private readonly actions: TransportActions) {
    this.play.addEventListener('click', () => this.toggle());
    this.slider.addEventListener('input', () => { this.held = true; this.sliderText.textContent = `${t('step')} ${this.slider.value}`; if (performance.now() - this.asked > 80) this.rewind(); });
    this.slider.addEventListener('change', () => { this.rewind(); this.held = false; });
  }

  private rewind(): void {
    this.asked = performance.now();
    this.actions.send({ do: 'rewind', step: this.slider.valueAsNumber });
  }

  toggle(): void { this.actions.send({ do: this.figures?.running ? 'pause' : 'play' }); }

  back(share: number): void {
    if (this.figures) this.actions.send({ do: 'rewind', step: stepAt(this.figures, share) });
  }

  setScene(scene: Scene): void {
    const step = (by: string, label: string) => el('button', { 'data-part': 'step', onclick: () => this.actions.send({ do: 'step', by }) }, label);
    this.bar.setAttribute('aria-label', t('training'));
    this.bar.replaceChildren(el('button', { 'data-part': 'reset', onclick: () => this.actions.send({ do: 'reset' }) }, `⟲ ${t('reset')}`), this.play,
      el('span', { class: 'quiet', 'data-part': 'step' }, t('stepBy')), step('sample', t('sample')), step('batch', t('batchStep')), step('epoch', t('epochStep')),
      choice(t('speed'), speeds.map(v => [v, v === '0' ? t('full') : `${v} ${t('perSecond')}`] as [string, string]), String(scene.state.speed), v => this.actions.change({ speed: Number(v) }), 'speed'), this.standing);
    this.slider.setAttribute('aria-label', t('time'));
    this.line.replaceChildren(el('label', {}, el('b', {}, t('time')), ' ', this.sliderText, this.slider), el('p', { class: 'quiet' }, t('timeHelp')), this.state);
    if (this.figures) this.set(this.figures);
  }

  set(f: Figures): void {
    this.figures = f;
    write(this.play, f.running ? `❚❚ ${t('pause')}` : `▶ ${t('play')}`);
    this.play.classList.toggle('on', f.running);
    const pairs: [string, string][] = [[t('epoch'), f.epoch.toLocaleString('en')], [t('step'), f.step.toLocaleString('en')], [t('batchOf'), `${f.batch}/${f.batches}${f.sample ? ` · ${t('sample')} ${f.sample}` : ''}`],
      [t('trainLoss'), num(f.train)], ...(typeof f.validation === 'number' ? [[t('validationLoss'), num(f.validation)] as [string, string]] : []), [t('testLoss'), num(f.test)]];
    if (f.penalty) pairs.push([t('penaltyPart'), num(f.penalty)]);
    if (typeof f.trainAccuracy === 'number') pairs.push([t('accuracy'), `${[f.trainAccuracy, f.validationAccuracy, f.testAccuracy].filter(a => typeof a === 'number').map(a => num(100 * a!, 3)).join(' / ')} %`]);
    if (f.mistakes) pairs.push([t('mistakes'), `${f.mistakes.all}`], [t('mistakesPass'), `${f.mistakes.lastPass ?? '–'}`]);
    pairs.push([t('rateNow'), num(f.rate)], [t('epochsPerSecond'), f.running ? num(f.epochsPerSecond, 3) : '–']);
    // Texts change thirty times a second: the elements stay.
    if (this.standing.childElementCount !== pairs.length) this.standing.replaceChildren(...pairs.map(() => el('div', {}, el('dt', {}, ''), el('dd', {}, ''))));
    pairs.forEach(([name, value], i) => { write(this.standing.children[i].children[0], name); write(this.standing.children[i].children[1], value); });
    this.slider.min = String(f.first);
    this.slider.max = String(Math.max(f.last, f.first + 1));
    if (!this.held) { this.slider.value = String(f.step); this.sliderText.textContent = `${t('step')} ${f.step} / ${f.last}`; }
    const said = f.frozen ? `${t('frozen')}. ${f.frozen}` : f.stopped ?? '';
    if (this.state.dataset.said !== said) {
      this.state.dataset.said = said;
      this.state.replaceChildren(said, f.frozen ? el('button', { onclick: () => this.back(-0.1) }, t('rewindHere')) : '');
    }
    this.state.classList.toggle('calm', !f.frozen);
    this.state.hidden = said === '';
  }
}
