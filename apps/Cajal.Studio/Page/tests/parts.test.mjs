// Parts of the page are built anew when they have to be, and then keep what was open and the keyboard.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anew, forget, rebuild } from '../src/playground/anew';
import { el } from '../src/shared/dom';
import { said } from '../src/lessons/lesson';
import { gradientAt, typedNumber } from '../src/playground/edit';
import { rowFor } from '../src/views/pieces';

test('a number is read with either minus and either decimal mark, and words are none', () => {
  for (const [text, value] of [['-0.25', -0.25], [' −0,25 ', -0.25], ['1e-3', 0.001], ['.5', 0.5], ['7.', 7]]) assert.equal(typedNumber(text), value);
  for (const text of ['', 'NaN', '∞', 'Infinity', 'steep', '0x10', '1 2', '1,2,3', '-']) assert.equal(typedNumber(text), undefined);
});

test('a typed gradient waits until its step is made', () => {
  const typed = { step: 3, numbers: [{ place: { layer: 0, unit: 1 }, value: 2 }, { place: { layer: 0, unit: 1, from: 0 }, value: 4 }] };
  assert.deepEqual(gradientAt(typed, 3, { layer: 0, unit: 1 }), { value: 2, used: false });
  assert.deepEqual(gradientAt(typed, 4, { layer: 0, unit: 1, from: 0 }), { value: 4, used: true });
  assert.equal(gradientAt(typed, 3, { layer: 1, unit: 1 }), undefined);
  assert.equal(gradientAt(undefined, 3, { layer: 0, unit: 1 }), undefined);
});

test('texts that would lie over each other hang in rows', () => {
  const ends = [];
  assert.deepEqual([[0, 10], [5, 15], [8, 18], [11, 20], [16, 26]].map(([from, to]) => rowFor(ends, from, to)), [0, 1, 2, 0, 1]);
});

test('a part is built when what it is of differs, or when all is forgotten', () => {
  const part = el('div');
  let built = 0;
  const of = (...what) => anew(part, what, () => built++);
  of('en', { rate: 0.1 });
  of('en', { rate: 0.1 });
  assert.equal(built, 1);
  of('en', { rate: 0.3 });
  assert.equal(built, 2);
  forget();
  of('en', { rate: 0.3 });
  assert.equal(built, 3);
  anew(el('div'), ['en', { rate: 0.3 }], () => built++);
  assert.equal(built, 4);
});

test('what was open stays open, and the keyboard stays where it was', () => {
  const part = el('div'), build = () => part.replaceChildren(el('details', {}, el('summary', {}, 'more'), el('input')), el('details', {}, el('summary', {}, 'less')), el('button', {}, 'go'));
  build();
  part.children[0].open = true;
  part.children[0].children[1].focus();
  rebuild(part, build);
  assert.deepEqual(part.querySelectorAll('details').map(d => d.open), [true, false]);
  assert.equal(document.activeElement, part.children[0].children[1]);
  document.activeElement = null;
  rebuild(part, build);
  assert.equal(document.activeElement, null);
});

test('an element takes attributes, listeners and children, and leaves out what is not there', () => {
  const heard = () => { }, made = el('button', { class: 'on', disabled: false, hidden: true, title: undefined, 'aria-pressed': false, onclick: heard }, 'go', null, undefined, el('i'));
  assert.deepEqual(made.attributes, { class: 'on', hidden: '', 'aria-pressed': 'false' });
  assert.equal(made.listeners.click, heard);
  assert.deepEqual(made.children.map(c => c.tagName ?? c), ['go', 'I']);
});

test('a paragraph of a lesson has its code and strong words, and no other marks', () => {
  const p = said('take `w = 1` and **not** <b>2</b>');
  assert.deepEqual(p.children.map(c => c.tagName ? `${c.tagName}:${c.textContent}` : c), ['take ', 'CODE:w = 1', ' and ', 'B:not', ' <b>2</b>']);
});
