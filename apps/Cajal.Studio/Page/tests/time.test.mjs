// History: where the time line goes, curves of two futures, a pinned sample phase by phase.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joined, over } from '../src/playground/charts';
import { phasesOf } from '../src/playground/phases';
import { stepAt } from '../src/playground/transport';
import { setLanguage } from '../src/shared/words';

setLanguage('en');

test('back and forward are shares of the whole history, and never outside of it', () => {
  const f = { first: 100, last: 1100, step: 600 };
  assert.deepEqual([-0.05, 0.05, -0.1].map(s => stepAt(f, s)), [550, 650, 500]);
  assert.deepEqual([-9, 9].map(s => stepAt(f, s)), [100, 1100]);
  assert.equal(stepAt({ first: 0, last: 0, step: 0 }, 0.05), 0);
  assert.equal(stepAt({ first: 0, last: 3, step: 3 }, -0.05), 3);
  assert.equal(stepAt({ first: 0, last: 20, step: 20 }, -0.05), 19);
});

test('two futures share one row of steps, and each is empty where it has no moment', () => {
  const curves = { points: [{ step: 0, train: 1 }, { step: 20, train: 0.5 }, { step: 30, train: 'NaN' }], ghost: [{ step: 10, train: 2 }, { step: 20, train: 3 }] };
  assert.deepEqual(joined(curves), [0, 10, 20, 30]);
  assert.deepEqual(over(curves, p => p.train), [1, null, 0.5, null]);
  assert.deepEqual(over(curves, p => p.train, curves.ghost), [null, 2, 3, null]);
  assert.deepEqual(over({ points: [], ghost: [] }, p => p.train), []);
});

const layer = (units, update) => ({ z: Array(units).fill(0.5), a: Array(units).fill(0.4), delta: Array(units).fill(-0.1), weightGradients: Array(2 * units).fill(0.01), ...update ? { weightUpdates: Array(2 * units).fill(-0.001) } : {} });
const scene = { units: [3, 1], loss: 'mse' };

test('a pinned sample goes forward, to the loss, backward and to the update', () => {
  const phases = phasesOf(scene, { loss: 0.25, target: 1, layers: [layer(3, true), layer(1, true)] }, false);
  assert.deepEqual(phases.map(p => p.layer), [0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1]);
  assert.match(phases[4].numbers, /ℓ = 0\.25/);
  assert.equal(phases[0].numbers, '0.5, 0.5, 0.5');
});

test('by unit each has a phase; without an update there is none; long lists are cut', () => {
  const phases = phasesOf(scene, { loss: 0.25, target: 1, layers: [layer(3), layer(1)] }, true);
  assert.deepEqual(phases.slice(0, 3).map(p => p.unit), [0, 1, 2]);
  assert.equal(phases.length, 3 + 3 + 1 + 1 + 1 + 1 + 2 + 3 + 6);
  const long = phasesOf({ units: [20], loss: 'mse' }, { target: 0, layers: [layer(20)] }, false)[0].numbers;
  assert.equal(long.split(', ').length, 13);
  assert.ok(long.endsWith('…'));
});
