// What the address says: hidden layers as a link writes them, links of either kind, what a page around it asks for, lessons that are done.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doneLessons, forgetDone, markDone } from '../src/lessons/progress';
import { embedding } from '../src/playground/embed';
import { layersOf, written } from '../src/playground/layers';
import { inTheseColours } from '../src/playground/link';

const layers = text => layersOf({ layers: text });

test('hidden layers are read and written again as they were', () => {
  for (const text of ['', '4:tanh', '4:tanh,2:relu', '16:gelu:norm=batch:dropout=0.5:skip:l1=0.001:l2=0.01', '1:linear:skip,256:sin']) assert.equal(layers(text).map(written).join(), text);
  assert.deepEqual(layers('3:relu:norm=layer:dropout=0.2'), [{ units: 3, activation: 'relu', norm: 'layer', dropout: 0.2, skip: false, l1: 0, l2: 0 }]);
});

test('what is usual is not written, and an option nobody knows is passed over', () => {
  assert.equal(written({ units: 2, activation: 'tanh', norm: '', dropout: 0, skip: false, l1: 0, l2: 0 }), '2:tanh');
  assert.equal(layers('8').map(written).join(), '8:tanh');
  assert.equal(layers('8:relu:sparkle=3').map(written).join(), '8:relu');
});

test("a link of the page's own keeps language and colours, an old one stays as it is", () => {
  const shown = { language: 'zh', theme: 'dark', palette: 'grey' }, old = 'activation=tanh&networkShape=4,2&dataset=xor';
  assert.equal(inTheseColours('v=1&data=xor', shown), 'v=1&data=xor&language=zh&theme=dark&palette=grey');
  assert.equal(inTheseColours(old, shown), old);
  assert.equal(inTheseColours('v=1', undefined), 'v=1');
});

test('a page around it asks for parts', () => {
  const asked = search => { location.search = search; const found = embedding(); return found && [[...found.parts].join(), found.view]; };
  assert.equal(asked(''), undefined);
  assert.equal(asked('?view=warp'), undefined);
  for (const usual of ['?embed=', '?embed=1', '?embed']) assert.deepEqual(asked(usual), ['transport,network,answer', '']);
  assert.deepEqual(asked('?embed=network,views&view=warp'), ['network,views', 'warp']);
});

test('lessons that are done are kept once', () => {
  assert.deepEqual([...doneLessons()], []);
  for (const name of ['neuron', 'xor', 'neuron']) markDone(name);
  assert.deepEqual([...doneLessons()], ['neuron', 'xor']);
  forgetDone();
  assert.deepEqual([...doneLessons()], []);
});
