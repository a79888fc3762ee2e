// The page: it draws what its session says, and computes nothing of the network itself.

import { line } from './line';
import '../shared/style.css';
import './train.css';
import './words';
import './dataWords';
import './presetWords';
import { shown } from '../shared/ask';
import { anew, forget, rebuild } from './anew';
import { Axes } from './axes';
import './trainWords';
import { Charts } from './charts';
import { dataControls, trainingControls } from './controls';
import { Doctor } from './doctor';
import { Embed, embedding } from './embed';
import { choice, el } from '../shared/dom';
import { editRow } from './edit';
import { formula } from './formula';
import { Frame } from './frame';
import { Gallery } from './gallery';
import { layerControls } from './layers';
import { inTheseColours } from './link';
import { LectureTable } from './lecture';
import { MatrixView } from './matrix';
import { Network, type Target } from './network';
import { Opening } from './opening';
import { Order } from './order';
import { Palette } from '../shared/palette';
import { isDark, roomLinks } from '../shared/room';
import { Walk } from './phases';
import { Plane } from './plane';
import { Race } from './race';
import { Transport } from './transport';
import { fits, isAnother, type Figures, type Hello, type Message, type Picture, type Pin, type Scene, type State, type Typed, Wire } from './wire';
import { num, setLanguage, t } from '../shared/words';
import '../views/words';
import { Cost } from '../views/cost';
import { Overlay } from '../views/overlay';
import { Panel } from '../views/panel';
import { Saving } from '../views/saving';
import { Help } from '../help/help';

let hello: Hello | undefined, scene: Scene | undefined, pin: Pin | undefined, target: Target | undefined, wanted: State | undefined, link = '', look = '';
let edits = 0, typed: Typed | undefined, step = 0, isRunning = false;
let latest: Picture | undefined, isStale = false, frames = 0;

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const isDarkNow = (): boolean => isDark(scene?.state.theme ?? '');
const makePalette = (): Palette => new Palette(scene?.state.palette ?? 'orange-blue', isDarkNow());

const header = el('header', {}), left = el('section', { class: 'panel' }), right = el('section', { class: 'panel settings' }), layers = el('div', { class: 'layers' });
const card = el('div', { class: 'card', 'aria-live': 'polite' }), notes = el('div', { class: 'notes' }), pinned = el('div', { class: 'row' }), answer = el('div', { class: 'row' });
const trouble = el('div', { class: 'trouble', role: 'alert' }), keys = el('p', { class: 'quiet', 'data-part': 'text' }), numbersTitle = el('h2', {}), curvesTitle = el('h2', {}), networkTitle = el('h2', {}), answerTitle = el('h2', {});
trouble.hidden = true;

const change = (patch: Partial<State>): void => {
  if (!scene) return;
  // What was asked for and not answered yet counts too.
  wanted = { ...(wanted ?? scene.state), ...patch };
  frame.hold();
  wire.send({ do: 'set', state: wanted });
};
const network = new Network(makePalette(), (at, isHeld) => { target = at; overlay.point(at?.layer, at?.unit); drawCard(true); if (isHeld) card.querySelector('input')?.select(); });
const plane = new Plane(makePalette(), { pin: row => wire.send({ do: 'pin', row }), change });
const overlay = new Overlay((on, layer) => wire.send({ do: 'view', view: { name: 'lines', away: !on, layer } }), () => plane.draw());
plane.over = (to, place, scene) => overlay.draw(to, place, scene);
const cost = new Cost(), help = new Help();
const saving = new Saving({ plane: plane.canvas, network: network.element, curves: () => charts.element, view: () => panel.element });
const panel = new Panel(makePalette(), { send: command => wire.send(command), pin: row => wire.send({ do: 'pin', row }), mark: rows => overlay.mark(rows) });
const axes = new Axes(change), order = new Order(row => wire.send({ do: 'pin', row })), opening = new Opening(() => hello?.session ?? '', say);
const transport = new Transport({ send: command => wire.send(command), change });
const charts = new Charts(step => wire.send({ do: 'rewind', step }));
const lecture = new LectureTable(), matrix = new MatrixView(() => wire.send({ do: 'one-matrix' }));
const race = new Race(makePalette(), { send: command => wire.send(command), open });
const gallery = new Gallery({ rows: () => wire.send({ do: 'gallery' }), open, play: () => wire.send({ do: 'play' }), ask: () => { wire.send({ do: 'doctor' }); doctor.element.scrollIntoView({ block: 'nearest' }); } });
const doctor = new Doctor({ ask: () => wire.send({ do: 'doctor' }), try: (finding, prescription) => wire.send({ do: 'try', finding, prescription }), show: marked => { network.mark(marked); setTimeout(() => network.mark([]), 6000); } });
const walk = new Walk(phase => { network.setPhase(phase ? phase.layer : -2); if (phase && phase.unit !== undefined) { target = { layer: phase.layer, unit: phase.unit }; drawCard(); } });

const middle = el('section', { class: 'panel middle' }, networkTitle, layers, network.element, card, matrix.element), answerPanel = el('section', { class: 'panel answer' }, answerTitle, plane.element, axes.element, answer, overlay.element, order.element, notes);
const curvesPanel = el('section', { class: 'panel wide' }, transport.line, cost.element, curvesTitle, charts.best, charts.element), numbersPanel = el('section', { class: 'panel numbers' }, numbersTitle, pinned, walk.element);
document.body.append(header, trouble, transport.bar, el('main', {}, left, middle, answerPanel, right, panel.element, curvesPanel, numbersPanel, doctor.element, lecture.element, gallery.element, race.element), keys, help.element);
panel.element.append(saving.element);
const asked = embedding(), embed = asked && new Embed(asked, { header, transport: transport.bar, data: left, network: middle, answer: answerPanel, training: right, views: panel.element, curves: curvesPanel, numbers: numbersPanel, doctor: doctor.element, keys });

// Another state, in the language and the colours that are shown.
function open(to: string): void {
  wire.send({ do: 'open', link: inTheseColours(to, scene?.state) });
}

card.addEventListener('focusin', e => { if (e.target instanceof HTMLInputElement) network.keep(); });

const leave = (): void => (document.activeElement as HTMLElement | null)?.blur();

// What is being typed stays.
function drawCard(anew = false): void {
  if (!scene || (!anew && card.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement)) return;
  const value = !target || target.layer < 0 ? undefined : target.from === undefined ? network.bias(target.layer, target.unit) : network.weight(target.layer, target.unit, target.from);
  card.replaceChildren(...formula(scene, network, pin, target, hello?.session ?? ''), ...(target ? editRow(target, value, edits, typed, step, {
    edit: (place, number) => { wire.send({ do: 'edit', place, value: number }); leave(); }, editGradient: (place, number) => { wire.send({ do: 'edit-gradient', place, value: number }); leave(); },
    undo: () => wire.send({ do: 'undo' }), done: () => { network.letGo(); leave(); drawCard(true); }, say,
  }) : []));
}

function drawHeader(): void {
  if (!hello || !scene) return;
  const s = scene.state;
  header.replaceChildren(el('h1', {}, t('title')), roomLinks('playgroundRoom'), el('span', { class: 'quiet', 'data-part': 'text' }, t('tagline')), el('span', { class: 'space' }),
    choice(t('presets'), [['', '…'], ...hello.presets.map(([name, to]) => [to, t(name)] as [string, string])], '', to => { if (to) open(to); }, 'presets'),
    choice(t('language'), [['en', 'English'], ['zh', '中文']], setLanguage(s.language), language => change({ language }), 'language'),
    choice(t('theme'), [['', t('auto')], ['light', t('light')], ['dark', t('dark')]], s.theme, theme => change({ theme }), 'theme'),
    choice(t('palette'), ['orange-blue', 'purple-green', 'grey'], s.palette, palette => change({ palette }), 'palette'),
    help.button, el('button', { 'data-part': 'share', onclick: () => wire.send({ do: 'share' }) }, t('share')),
    el('span', { class: 'exports', 'data-part': 'export' }, `${t('export')}: `, ...[['csharp', 'C#'], ['onnx', 'ONNX'], ['safetensors', 'safetensors'], ['json', 'JSON'], ['run', 'run']].map(([kind, label]) => el('a', { href: `export/${hello!.session}/${kind}`, download: '' }, label))));
}

function drawScene(): void {
  if (!hello || !scene) return;
  setLanguage(scene.state.language);
  const theme = isDarkNow() ? 'dark' : 'light';
  if (document.documentElement.dataset.theme !== theme) document.documentElement.dataset.theme = theme;
  const now = `${scene.state.language}|${isDarkNow()}|${scene.state.palette}`;
  if (now !== look) { look = now; network.setPalette(makePalette()); plane.setPalette(makePalette()); panel.setPalette(makePalette()); cost.draw(); charts.language(); doctor.draw(); opening.draw(); lecture.draw(); matrix.draw(); gallery.draw(); race.draw(hello, makePalette()); }
  // What is measured comes before what is written, so that the page is laid out once.
  network.setScene(scene);
  plane.setScene(scene);
  isStale = true;
  anew(header, [look, scene.state.theme], drawHeader);
  rebuild(left, () => left.replaceChildren(...dataControls(hello!, scene!, opening.element, change)));
  anew(right, [look, scene.state, scene.loss, scene.activations], () => right.replaceChildren(...trainingControls(hello!, scene!, change)));
  anew(layers, [look, scene.state.layers, scene.activations], () => layers.replaceChildren(...layerControls(hello!, scene!, change)));
  transport.setScene(scene);
  axes.set(scene);
  order.setScene(scene);
  overlay.setScene(scene);
  panel.setScene(scene);
  saving.draw(hello.session);
  help.draw();
  embed?.draw();
  if (asked?.view && panel.name !== asked.view) { panel.openNamed(asked.view); asked.view = ''; }
  plane.describe(`${t('answer')}: ${scene.isCurve ? t('curveOver') : `${scene.points.length / 4} ${t('set')}, ${scene.classes || t('none')} ${t('classes')}`}`);
  networkTitle.textContent = `${t('network')} — ${scene.parameters} ${t('parameters')}`;
  [answerTitle.textContent, curvesTitle.textContent, numbersTitle.textContent, keys.textContent] = [t('answer'), t('curves'), t('numbers'), t('keys')];
  const test = el('input', { type: 'checkbox', checked: scene.state.showTest, onchange: () => change({ showTest: test.checked }) }), hard = el('input', { type: 'checkbox', checked: scene.state.discretize, onchange: () => change({ discretize: hard.checked }) });
  answer.replaceChildren(el('label', { class: 'switch', 'data-part': 'test' }, test, t('showTest')), el('label', { class: 'switch', 'data-part': 'discretize' }, hard, t('discretize')));
  notes.replaceChildren(...scene.notes.map(n => el('p', {}, n)));
  const hidden = new Set(scene.state.hide.split(',').filter(Boolean));
  document.querySelectorAll<HTMLElement>('[data-part]').forEach(part => part.classList.toggle('away', hidden.has(part.dataset.part!)));
  drawPinned(false);
  drawCard();
}

function drawPinned(begin: boolean): void {
  if (!scene) return;
  if (pin) pinned.replaceChildren(el('span', {}, `${t('point')} ${pin.row + 1}: (${num(pin.x, 3)}, ${num(pin.y, 3)}), ${t('target')} ${scene.classes > 0 ? scene.classNames[pin.target] ?? pin.target + 1 : num(pin.target)}, ℓ = ${num(pin.loss)}`), el('a', { href: `explain/${hello?.session}?row=${pin.row}&language=${shown()}`, target: '_blank' }, t('derivation')), el('button', { onclick: () => { wire.send({ do: 'pin' }); pin = undefined; drawPinned(true); plane.setPinned(-1); network.setPin(undefined); panel.setPinned(undefined); } }, t('letGo')));
  else pinned.replaceChildren(el('p', { class: 'quiet' }, t('pinHint')));
  walk.set(scene, pin, begin);
}

// Whether typed gradients are others, or are used since, or wait again.
function isOther(now: Figures): boolean {
  return JSON.stringify(typed) !== JSON.stringify(now.typed) || (!!typed && step > typed.step !== now.step > typed.step);
}

function say(text: string): void {
  trouble.replaceChildren(text, el('button', { 'aria-label': 'OK', onclick: () => { trouble.hidden = true; } }, '✕'));
  trouble.hidden = false;
}

function show(message: Message): void {
  switch (message.is) {
    case 'hello': hello = message; break;
    case 'gallery': gallery.set(message.rows); break;
    case 'scene':
      if (scene && isAnother(scene, message)) { pin = undefined; target = undefined; network.letGo(); network.setPin(undefined); plane.setPinned(-1); panel.setPinned(undefined); overlay.forget(); }
      scene = message;
      if (!wanted || JSON.stringify(wanted) === JSON.stringify(message.state)) wanted = undefined;
      if (link !== message.link) { link = message.link; history.replaceState(null, '', `#${link}`); }
      if (!trouble.hidden) trouble.hidden = true;
      if (matrix.isShown) wire.send({ do: 'one-matrix' });
      drawScene();
      break;
    case 'figures':
      transport.set(message);
      order.set(message);
      if (edits !== message.edits || isOther(message)) { edits = message.edits; typed = message.typed; step = message.step; drawCard(true); } else if (isRunning && !message.running) drawCard();
      isRunning = message.running;
      if (!message.running) gallery.halted(message.epoch, !!message.frozen);
      break;
    case 'curves': charts.set(message); break;
    case 'pin': { const begin = pin?.row !== message.row; pin = message; plane.setPinned(message.row); network.setPin(pin); panel.setPinned(message.row); drawPinned(begin); drawCard(); break; }
    case 'cost': cost.set(message); break;
    case 'lines': overlay.set(message); break;
    case 'warp': case 'spreads': case 'judgement': case 'surface': case 'pieces': case 'matrices': panel.set(message); break;
    case 'advice': doctor.set(message); break;
    case 'trouble': wanted = undefined; forget(); queueMicrotask(() => setTimeout(() => say(message.text), 30)); break;
    case 'oneMatrix': matrix.set(message); break;
    case 'lecture': lecture.set(message); break;
    case 'race': race.set(message); break;
    case 'shared': link = message.link; history.replaceState(null, '', `#${link}`); void navigator.clipboard?.writeText(location.href).catch(() => undefined); say(t('copied')); break;
  }
}

function drawPicture(): void {
  if (!scene) return;
  // The first scene waits for its picture, which is on its way.
  if (latest && fits(latest, scene)) { network.setPicture(latest); plane.setPicture(latest); } else if (isStale && frames > 0) { network.draw(); plane.draw(); }
  isStale = false;
  if (!latest) return;
  latest = undefined;
  // While it trains, a card that is built anew thirty times a second could not be clicked.
  if (!isRunning) drawCard();
  wire.send({ do: 'drawn' });
  plane.canvas.dataset.pictures = String(++frames);
}

const frame = new Frame(show, drawPicture);
const wire = new Wire(line, {
  opened: () => { if (location.hash.length > 1) wire.send({ do: 'open', link: location.hash }); wire.send({ do: 'view', view: { name: 'cost' } }); },
  message: message => frame.put(message),
  picture: picture => { latest = picture; frame.ask(); },
  closed: () => say(t(hello ? 'closed' : 'neverOpen')),
});

window.addEventListener('hashchange', () => { if (location.hash.slice(1) !== link) wire.send({ do: 'open', link: location.hash }); });
dark.addEventListener('change', () => { drawScene(); frame.ask(); });
window.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || (e.target as HTMLElement).closest('input, select, textarea')) return;
  const onButton = (e.target as HTMLElement).closest('button, summary, a');
  const actions: Record<string, () => void> = {
    ' ': () => transport.toggle(), s: () => wire.send({ do: 'step', by: 'sample' }), b: () => wire.send({ do: 'step', by: 'batch' }), e: () => wire.send({ do: 'step', by: 'epoch' }),
    '?': () => help.toggle(), r: () => wire.send({ do: 'reset' }), '[': () => transport.back(-0.05), ']': () => transport.back(0.05),
  };
  const action = actions[e.key.toLowerCase()];
  if (!action || (e.key === ' ' && onButton)) return;
  e.preventDefault();
  action();
});
