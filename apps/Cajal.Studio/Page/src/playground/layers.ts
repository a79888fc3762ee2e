// A box for each hidden layer above the network: units, activation, and behind ⋯ norm, dropout, skip and penalties of its own.

import { choice, el, number, toggle } from '../shared/dom';
import type { Hello, Scene, State } from './wire';
import { t } from '../shared/words';

export interface Layer { units: number; activation: string; norm: string; dropout: number; skip: boolean; l1: number; l2: number }

/** The hidden layers of a state. */
export function layersOf(state: State): Layer[] {
  return state.layers.split(',').filter(Boolean).map(part => {
    const [units, activation, ...options] = part.split(':');
    const layer: Layer = { units: Number(units), activation: activation ?? 'tanh', norm: '', dropout: 0, skip: false, l1: 0, l2: 0 };
    for (const option of options) {
      const [name, value] = option.split('=');
      if (name === 'norm') layer.norm = value;
      else if (name === 'skip') layer.skip = true;
      else if (name === 'dropout' || name === 'l1' || name === 'l2') layer[name] = Number(value);
    }
    return layer;
  });
}

/** As a link writes it: what is usual is left out. */
export const written = (l: Layer): string => [`${l.units}:${l.activation}`, l.norm ? `norm=${l.norm}` : '', l.dropout > 0 ? `dropout=${l.dropout}` : '', l.skip ? 'skip' : '', l.l1 > 0 ? `l1=${l.l1}` : '', l.l2 > 0 ? `l2=${l.l2}` : ''].filter(Boolean).join(':');

const signs = (l: Layer): string => [l.norm === 'batch' ? 'BN' : l.norm === 'layer' ? 'LN' : '', l.dropout > 0 ? `p ${l.dropout}` : '', l.skip ? '+x' : '', l.l1 > 0 ? 'L1' : '', l.l2 > 0 ? 'L2' : ''].filter(Boolean).join(' ');

export function layerControls(hello: Hello, scene: Scene, change: (patch: Partial<State>) => void): HTMLElement[] {
  const all = layersOf(scene.state);
  const put = (layers: Layer[], isShape: boolean): void => change(isShape ? { layers: layers.map(written).join(','), weights: '' } : { layers: layers.map(written).join(',') });
  return [
    ...all.map((layer, i) => {
      const name = `${t('layer')} ${i + 1}`, set = (patch: Partial<Layer>, isShape = false): void => put(all.map((l, k) => k === i ? { ...l, ...patch } : l), isShape);
      const units = el('input', { type: 'number', min: 1, max: 256, step: 1, value: layer.units, 'aria-label': `${name}: ${t('units')}`, onchange: () => set({ units: Math.round(units.valueAsNumber || 0) }, true) });
      const names = hello.activations.includes(layer.activation) ? hello.activations : [layer.activation, ...hello.activations];
      const select = el('select', { 'aria-label': `${name}: f`, onchange: () => set({ activation: select.value }) }, ...names.map(a => el('option', { value: a, selected: a === layer.activation }, a)));
      const more = (by: number): void => set({ units: Math.max(1, layer.units + by) }, true);
      return el('div', { class: 'layer', 'data-part': 'activation' }, el('b', {}, `${i + 1}`), el('button', { 'aria-label': `− ${name}`, onclick: () => more(-1) }, '−'), units, el('button', { 'aria-label': `+ ${name}`, onclick: () => more(1) }, '+'), select,
        el('details', { class: 'more' }, el('summary', { 'aria-label': `${name}: ${t('layerMore')}`, title: t('layerMoreHelp') }, `⋯ ${signs(layer)}`),
          el('div', { class: 'options' },
            choice(t('norm'), [['', t('none')], ['batch', t('batchNorm')], ['layer', t('layerNorm')]], layer.norm, norm => set({ norm }, true)),
            number(t('dropout'), layer.dropout, dropout => set({ dropout }), { min: 0, max: 0.95, title: t('dropoutHelp') }),
            toggle(t('skip'), layer.skip, skip => set({ skip })),
            number(t('layerL1'), layer.l1, l1 => set({ l1 }), { min: 0, title: t('layerPenaltyHelp') }), number(t('layerL2'), layer.l2, l2 => set({ l2 }), { min: 0, title: t('layerPenaltyHelp') }))));
    }),
    el('div', { class: 'layer', 'data-part': 'layers' }, el('button', { title: t('addLayer'), disabled: all.length >= 10, onclick: () => put([...all, { units: 2, activation: all[all.length - 1]?.activation ?? 'tanh', norm: '', dropout: 0, skip: false, l1: 0, l2: 0 }], true) }, `+ ${t('layer')}`),
      el('button', { title: t('removeLayer'), disabled: all.length === 0, onclick: () => put(all.slice(0, -1), true) }, `− ${t('layer')}`)),
  ];
}
