// All settings. Each can be changed while training runs.

import { choice, el, number, toggle } from '../shared/dom';
import { partControls, spoilControls } from './spoiling';
import { columnControls } from './columns';
import type { Hello, Scene, State } from './wire';
import { t } from '../shared/words';

const rates = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

const seed = (): number => Math.floor(Math.random() * 2 ** 31);

/** Data and inputs. */
export function dataControls(hello: Hello, scene: Scene, opening: HTMLElement, change: (patch: Partial<State>) => void): HTMLElement[] {
  const s = scene.state, chosen = new Set(s.inputs.split(','));
  const noise = el('input', { type: 'range', min: 0, max: 0.5, step: 0.05, value: s.noise, onchange: () => change({ noise: noise.valueAsNumber }) });
  const share = el('input', { type: 'range', min: 0.1, max: 1, step: 0.1, value: s.trainShare, onchange: () => change({ trainShare: share.valueAsNumber }) });
  return [
    el('h2', {}, t('data')),
    choice(t('set'), hello.sets, s.data, data => { if (data === 'table' && !s.table) { change({}); (opening as HTMLDetailsElement).open = true; opening.querySelector('textarea')?.focus(); } else change(chosenSet(data, hello, scene)); }, 'data'),
    ...(s.data === 'clouds' || s.data === 'digits-8x8' ? [choice(t('classes'), s.data === 'clouds' ? ['2', '3', '4', '5', '6'] : ['2', '3', '4', '5', '6', '7', '8', '9', '10'], String(s.classes), v => change({ classes: Number(v) }), 'data')] : []),
    el('label', { class: 'field', 'data-part': 'noise' }, el('span', {}, `${t('noise')} ${Math.round(s.noise * 100)} %`), noise),
    el('label', { class: 'field', 'data-part': 'train-share' }, el('span', {}, `${t('trainShare')} ${Math.round(s.trainShare * 100)} %`), share),
    ...partControls(scene, change),
    el('button', { 'data-part': 'data', onclick: () => change({ dataSeed: seed() }) }, t('regenerate')),
    ...spoilControls(scene, change),
    opening,
    el('h2', {}, t('inputs')),
    scaleControl(s, change),
    ...(scene.table ? columnControls(scene, change) : []),
    ...(scene.table && scene.table.values.length > 2 ? [] : [el('div', { class: 'inputs', role: 'group', 'aria-label': t('inputs') }, ...hello.inputs.filter(([name]) => !scene.isCurve || ['x', 'xx', 'sin-x', 'cos-x'].includes(name)).map(([name, label]) => el('button', {
      class: chosen.has(name) ? 'on' : '', 'aria-pressed': chosen.has(name),
      onclick: () => { if (chosen.has(name)) chosen.delete(name); else chosen.add(name); change({ inputs: hello.inputs.map(([n]) => n).filter(n => chosen.has(n)).join(','), weights: '' }); },
    }, label)))]),
  ];
}

function scaleControl(s: State, change: (patch: Partial<State>) => void): HTMLElement {
  const made = choice(t('scale'), [['raw', t('scaleRaw')], ['standardised', t('scaleStandard')], ['x1000', t('scaleThousand')]], s.scale, scale => change({ scale }), 'scale');
  made.title = t('scaleHelp');
  return made;
}

// What a former set chose of its columns and axes is forgotten; tables begin standardised, since their units differ.
function chosenSet(data: string, hello: Hello, scene: Scene): Partial<State> {
  const s = scene.state, isTable = hello.tables.includes(data);
  if (data === 'drawn') return scene.table ? { ...plain, data, points: '-2,0,0;2,0,1', numbers: false, trainShare: 1 } : drawn(scene);
  if (isTable) return { ...plain, data, noise: 0, scale: data === 'digits-8x8' ? 'raw' : 'standardised', trainShare: s.trainShare === 1 ? 0.7 : s.trainShare };
  return { ...(scene.table ? plain : {}), data, noise: data === 'sine' ? 0.1 : data === 'moons' ? 0.1 : 0, inputs: data === 'sine' ? 'x' : s.inputs, classes: data === 'clouds' ? Math.min(6, s.classes) : s.classes, weights: '' };
}

const plain: Partial<State> = { columns: '', axisX: '', axisY: '', fixed: '', scale: 'raw', weights: '' };

function drawn(scene: Scene): Partial<State> {
  const points: string[] = [];
  for (let i = 0; i < scene.points.length; i += 4) points.push(`${+scene.points[i].toFixed(3)},${+scene.points[i + 1].toFixed(3)},${+scene.points[i + 2].toFixed(3)}`);
  return { data: 'drawn', points: points.join(';'), numbers: scene.classes === 0 };
}

/** Layers, outputs, loss and how it learns. */
export function trainingControls(hello: Hello, scene: Scene, change: (patch: Partial<State>) => void): HTMLElement[] {
  const s = scene.state;
  return [
    el('h2', {}, t('training')),
    choice(t('optimizer'), hello.optimizers, s.optimizer, optimizer => change({ optimizer }), 'optimizer'),
    choice(t('rate'), rates.map(String), String(s.rate), v => change({ rate: Number(v) }), 'rate'),
    number(`${t('rate')} =`, s.rate, rate => change({ rate }), { min: 0 }, 'rate'),
    choice(t('schedule'), hello.schedules, s.schedule, schedule => change({ schedule }), 'schedule'),
    number(`${t('batch')} (0 = ${t('all')})`, s.batch, batch => change({ batch: Math.round(batch) }), { min: 0, step: 1 }, 'batch'),
    toggle(t('shuffle'), s.shuffle, shuffle => change({ shuffle }), 'shuffle'),
    choice(t('loss'), hello.losses.map(l => [l, l === 'auto' ? `${t('auto')} (${scene.loss})` : l] as [string, string]), s.loss, loss => change({ loss }), 'loss'),
    choice(t('output'), hello.outputs.map(o => [o, o === 'auto' ? `${t('auto')} (${scene.activations[scene.activations.length - 1]})` : o] as [string, string]), s.output, output => change({ output }), 'output'),
    number(t('l1'), s.l1, l1 => change({ l1 }), { min: 0 }, 'penalty'),
    number(t('l2'), s.l2, l2 => change({ l2 }), { min: 0 }, 'penalty'),
    number(`${t('clip')} (0 = ${t('none')})`, s.clip, clip => change({ clip }), { min: 0 }, 'clip'),
    choice(t('init'), hello.initializers, s.init, init => change({ init, weights: '' }), 'init'),
    el('button', { onclick: () => change({ weightSeed: seed(), weights: '' }), 'data-part': 'init' }, t('newWeights')),
    ...(s.layers.includes('dropout=') ? [el('button', { onclick: () => change({ dropoutSeed: seed() }), 'data-part': 'dropout', title: t('newMasksHelp') }, t('newMasks'))] : []),
    el('details', { 'data-part': 'stops' }, el('summary', {}, `${t('stops')} … (${t('never')})`),
      number(t('stopEpoch'), s.stopEpoch, v => change({ stopEpoch: Math.round(v) }), { min: 0, step: 1 }), number(t('stopLoss'), s.stopLoss, stopLoss => change({ stopLoss }), { min: 0 }),
      number(t('stopAccuracy'), s.stopAccuracy, stopAccuracy => change({ stopAccuracy }), { min: 0, max: 1 }),
      number(t('stopPatience'), s.stopPatience, v => change({ stopPatience: Math.round(v) }), { min: 0, step: 1, title: t('stopPatienceHelp') })),
  ];
}
