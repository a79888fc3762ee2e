// What the hovered unit or line computes, with its numbers.

import { shown } from '../shared/ask';
import { el } from '../shared/dom';
import type { Network, Target } from './network';
import type { Pin, Scene } from './wire';
import { num, t } from '../shared/words';

const mostTerms = 8;

function name(scene: Scene, layer: number): string { return layer === scene.units.length - 1 ? t('outputLayer') : `${t('layer')} ${layer + 1}`; }

function sum(terms: string[]): string { return terms.length > mostTerms ? `${terms.slice(0, mostTerms).join(' + ')} + … (${terms.length - mostTerms})` : terms.join(' + '); }

/** The lines of the card. */
export function formula(scene: Scene, network: Network, pin: Pin | undefined, target: Target | undefined, session: string): HTMLElement[] {
  if (!target) return [el('p', { class: 'quiet' }, t('pointAt'))];
  const { layer, unit, from } = target;
  if (layer < 0) return [el('h3', {}, `${t('input')} ${scene.inputs[unit]}`), el('p', {}, pin ? `= ${num(pin.inputs[unit])}` : t('pinHint'))];
  const at = pin?.layers[layer], before = layer === 0 ? pin?.inputs : pin?.layers[layer - 1].a;
  if (from !== undefined) {
    const w = network.weight(layer, unit, from), index = unit * network.inputsOf(layer) + from;
    const rows = [el('h3', {}, `${t('weight')} w[${unit + 1}, ${from + 1}], ${name(scene, layer)}`), el('p', {}, `w = ${num(w)}`)];
    if (at && before) rows.push(el('p', {}, `∂ℓ/∂w = δ · a = ${num(at.delta[unit])} · ${num(before[from])} = ${num(at.weightGradients[index])}`),
      el('p', {}, `Δw = ${at.weightUpdates ? num(at.weightUpdates[index]) : t('noUpdate')}`));
    if (pin) rows.push(el('p', {}, el('a', { href: `explain/${session}?row=${pin.row}&layer=${layer}&unit=${unit}&from=${from}&language=${shown()}`, target: '_blank' }, t('paths'))));
    return rows;
  }
  const count = network.inputsOf(layer), b = network.bias(layer, unit), f = scene.activations[layer];
  const rows = [el('h3', {}, `${name(scene, layer)}, ${unit + 1}`)];
  if (!at || !before) {
    rows.push(el('p', {}, `z = ${sum([...Array.from({ length: count }, (_, i) => `${num(network.weight(layer, unit, i), 3)}·${layer === 0 ? scene.inputs[i] : `a${i + 1}`}`), ...(b === undefined ? [] : [num(b, 3)])])}`), el('p', {}, `a = ${f}(z)`), el('p', { class: 'quiet' }, t('pinHint')));
    return rows;
  }
  rows.push(el('p', {}, `z = ${sum([...Array.from({ length: count }, (_, i) => `${num(at.weights[unit * count + i], 3)}·${num(before[i], 3)}`), ...(at.biases ? [num(at.biases[unit], 3)] : [])])} = ${num(at.z[unit])}`),
    ...(at.n ? [el('p', {}, `n = ${t('norm')}(z) = ${num(at.n[unit])}`)] : []),
    el('p', {}, `${at.f ? 'f' : 'a'} = ${f}(${num((at.n ?? at.z)[unit])}) = ${num((at.f ?? at.a)[unit])}`), ...(at.f ? [el('p', {}, `a = f + x = ${num(at.f[unit])} + ${num(before[unit])} = ${num(at.a[unit])}`)] : []),
    ...(at.mask ? [el('p', {}, at.mask[unit] === 0 ? t('isDropped') : `${t('isKept')} ${num(at.mask[unit])}`)] : []));
  const next = pin!.layers[layer + 1];
  // With a norm or a skip on the way, δ has more terms than this sum.
  const isPlain = next && !at.n && !at.f && !next.f && !next.n;
  rows.push(el('p', {}, isPlain ? `δ = f′(z) · Σ w·δ = f′(z) · (${sum(next.delta.map((d, k) => `${num(next.weights[k * scene.units[layer] + unit], 3)}·${num(d, 3)}`))}) = ${num(at.delta[unit])}` : `δ = ∂ℓ/∂z = ${num(at.delta[unit])}   (${scene.loss}, ℓ = ${num(pin!.loss)})`));
  if (at.biases) rows.push(el('p', {}, `b = ${num(at.biases[unit])}, ∂ℓ/∂b = δ, Δb = ${at.biasUpdates ? num(at.biasUpdates[unit]) : t('noUpdate')}`));
  return rows;
}
