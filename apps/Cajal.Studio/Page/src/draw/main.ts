// The room of digits: draw, and the network answers with all of its layers.

import '../shared/style.css';
import '../shared/drawings.css';
import './draw.css';
import './words';
import { choice, el } from '../shared/dom';
import { bars } from '../shared/drawings';
import { PixelPad } from '../shared/pads';
import { Palette } from '../shared/palette';
import { roomHeader } from '../shared/room';
import { num, t } from '../shared/words';
import { Layers, paint } from './layers';
import { Scores } from './scores';
import { ink, Training } from './training';
import { answerDigit, beginDigits, bytesOf, correctDigit, type DigitAnswer, digitState, type DigitState, forgetDrawings } from './wire';

const drawnSide = 56, pen = 2.6, pollMilliseconds = 250, layersMilliseconds = 200;

let net = 'cnn', about = '', answer: DigitAnswer | undefined, state: DigitState | undefined, running = false, again: boolean | undefined, took = 0, polling = 0, layersAt = 0;

const palette = (): Palette => new Palette('orange-blue', document.documentElement.dataset.theme === 'dark');
const layers = new Layers(), scores = new Scores();
const says = el('p', { class: 'says-digit', role: 'status' }), chances = el('div', {}), trouble = el('p', { class: 'alarm', role: 'alert' }), work = el('div', { class: 'work' });
const seen = el('canvas', { width: 28, height: 28, class: 'seen', role: 'img' }), credit = el('canvas', { width: 28, height: 28, class: 'seen', role: 'img' });
const pad = new PixelPad(drawnSide, pen, isDone => { void ask(isDone); if (isDone) training.look(); }, t('drawHint'));
const training = new Training(() => pad.isEmpty ? undefined : pad.text, palette);
const room = el('main', { class: 'draw-room' });

const question = (isDone: boolean) => ({ ink: pad.text, net, digit: about === '' ? undefined : Number(about), isDone });

// One question at a time; of those that come meanwhile the last is asked.
async function ask(isDone: boolean): Promise<void> {
  if (pad.isEmpty || state === undefined || state.phase === 'asleep' || state.phase === 'training') { if (pad.isEmpty) { answer = undefined; show(); } return; }
  if (running) { again = isDone || (again ?? false); return; }
  running = true;
  const began = performance.now();
  try {
    answer = await answerDigit(question(isDone), AbortSignal.timeout(10_000));
    took = performance.now() - began;
    trouble.textContent = '';
  } catch (error) {
    trouble.textContent = (error as Error).message;
  }
  running = false;
  if (pad.isEmpty) answer = undefined;
  show();
  if (again !== undefined) { const next = again; again = undefined; void ask(next); }
}

function show(): void {
  document.body.dataset.answer = answer ? String(answer.digit) : '';
  for (const part of room.querySelectorAll<HTMLElement>('[data-needs-answer]')) part.classList.toggle('away', !answer);
  if (!answer) { says.replaceChildren(t('empty')); return; }
  const sure = answer.probabilities[answer.digit];
  says.replaceChildren(`${t('answersDigit')} `, el('b', {}, String(answer.digit)), ` · ${num(100 * sure, 3)} % ${t('sure')} · ${num(took, 2)} ${t('milliseconds')}`);
  chances.replaceChildren(bars({ is: 'bars', title: t('probabilities'), names: answer.probabilities.map((_, d) => String(d)), values: answer.probabilities.map(p => Math.round(1e4 * p) / 1e4), marked: answer.digit }, palette()));
  ink(seen, answer.seen);
  seen.setAttribute('aria-label', t('seen'));
  paint(credit, bytesOf(answer.credit.values), answer.credit, palette());
  credit.setAttribute('aria-label', `${t('saliency')} ${answer.about}: ${t('forAgainst')}`);
  room.querySelector('.credit-title')!.textContent = `${t('saliency')} ${answer.about}`;
  room.querySelector('.credit-kind')!.textContent = `${t(answer.isIntegrated ? 'integrated' : 'gradient')}; ${t('forAgainst')}`;
  // Sixty pictures are not drawn with every move of the pen.
  if (!answer.isIntegrated && performance.now() - layersAt < layersMilliseconds) return;
  layersAt = performance.now();
  layers.show(answer.layers, palette());
}

function showState(next: DigitState): void {
  const wasBusy = state?.phase !== 'ready';
  state = next;
  const isBusy = next.phase === 'training' || next.phase === 'learning';
  work.replaceChildren(...isBusy ? [el('span', {}, `${t(next.phase === 'training' ? 'preparing' : 'learning')} … ${Math.round(100 * next.progress)} %`), el('progress', { max: 1, value: next.progress, 'aria-label': t(next.phase === 'training' ? 'preparing' : 'learning') })] : []);
  document.body.dataset.phase = next.phase;
  if (next.trouble) trouble.textContent = next.trouble;
  scores.show(next);
  for (const button of room.querySelectorAll<HTMLButtonElement>('.digits button, .forget')) button.disabled = next.phase !== 'ready';
  if (!isBusy && wasBusy && !pad.isEmpty) void ask(true);
  clearTimeout(polling);
  if (isBusy) polling = window.setTimeout(() => void digitState().then(showState, showTrouble), pollMilliseconds);
}

const showTrouble = (error: Error): void => { trouble.textContent = error.message; };

function correct(digit: number): void {
  if (pad.isEmpty || state?.phase !== 'ready') return;
  void correctDigit({ ...question(true), digit }).then(showState, showTrouble);
}

function build(): void {
  pad.canvas.setAttribute('aria-label', t('drawHint'));
  document.title = `${t('drawRoom')} · Cajal Studio`;
  const nets = choice(t('netChoice'), [['cnn', t('cnn')], ['mlp', t('mlp')]], net, value => { net = value; void ask(true); });
  const asks = choice(t('why'), [['', t('answered')], ...Array.from({ length: 10 }, (_, d) => [String(d), String(d)] as [string, string])], about, value => { about = value; void ask(true); });
  const digits = el('div', { class: 'digits', role: 'group', 'aria-label': t('wrongTitle') }, ...Array.from({ length: 10 }, (_, d) => el('button', { title: `${t('wrongTitle')} ${d}`, 'aria-label': `${t('wrongTitle')} ${d}`, onclick: () => correct(d) }, String(d))));
  room.replaceChildren(
    el('section', { class: 'panel' }, el('h2', {}, t('drawTitle')), work, pad.canvas, el('div', { class: 'row' }, el('button', { onclick: () => pad.undo() }, t('undo')), el('button', { class: 'clear', onclick: () => pad.clear() }, t('clear'))), el('p', { class: 'quiet' }, t('drawHint')), nets, trouble,
      el('h2', {}, `${t('wrongTitle')} …`), digits, el('p', { class: 'quiet' }, t('wrongHelp'))),
    el('section', { class: 'panel' }, says, el('div', { 'data-needs-answer': '' }, el('h2', {}, t('probabilities')), chances, el('div', { class: 'two' }, el('figure', {}, el('figcaption', {}, t('seen')), seen), el('figure', {}, el('figcaption', {}, el('span', { class: 'credit-title' })), credit, el('small', { class: 'quiet credit-kind' }))), asks)),
    el('section', { class: 'panel' }, el('h2', {}, t('scoreTitle')), scores.element, el('button', { class: 'forget', title: t('forgetAll'), onclick: () => void forgetDrawings().then(showState, showTrouble) }, t('forgetAll'))),
    el('section', { class: 'panel all-layers', 'data-needs-answer': '' }, el('h2', {}, t('layers')), el('p', { class: 'quiet' }, t('layersHelp')), layers.element),
    training.element);
  training.build();
  if (state) showState(state);
  show();
}

document.addEventListener('keydown', e => { if (/^[0-9]$/.test(e.key) && !(e.target instanceof HTMLSelectElement || e.target instanceof HTMLInputElement) && !e.ctrlKey && !e.metaKey && !e.altKey) correct(Number(e.key)); });
document.body.append(roomHeader('drawRoom', build), room);
build();
void beginDigits().then(showState, showTrouble);
