// Colours and shapes: what must stay apart does.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pixel, signedTable } from '../src/playground/mapImage';
import { shapeOf } from '../src/playground/dots';
import { Palette, css, shapes } from '../src/shared/palette';

const names = ['orange-blue', 'purple-green', 'grey'];

/** Lightness as the eye weighs it. */
const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const apart = (a, b) => Math.hypot(...a.map((v, i) => v - b[i]));

test('zero is the ground, minus and plus are two colours, and beyond one nothing changes', () => {
  for (const name of names) for (const dark of [false, true]) {
    const palette = new Palette(name, dark);
    assert.deepEqual(palette.signed(0), dark ? [34, 38, 46] : [246, 247, 249]);
    assert.deepEqual([palette.signed(7), palette.signed(-7)], [palette.signed(1), palette.signed(-1)]);
    assert.ok(apart(palette.signed(1), palette.signed(-1)) > 90, name);
  }
  assert.deepEqual(new Palette('no such', false).signed(1), new Palette('orange-blue', false).signed(1));
});

test('the farther from zero, the farther from the ground', () => {
  for (const sign of [1, -1]) {
    const palette = new Palette('orange-blue', false), steps = Array.from({ length: 11 }, (_, i) => light(palette.signed(sign * i / 10)));
    assert.deepEqual(steps, steps.toSorted((a, b) => b - a));
  }
});

test('two classes have the colours of minus and plus, six have six, and a seventh another shape', () => {
  for (const name of names) {
    const palette = new Palette(name, false);
    assert.deepEqual([palette.ofClass(0, 2), palette.ofClass(1, 2)], [palette.signed(-1), palette.signed(1)]);
    const six = Array.from({ length: 6 }, (_, c) => palette.ofClass(c, 6));
    for (let a = 0; a < 6; a++) for (let b = 0; b < a; b++) assert.ok(apart(six[a], six[b]) > 30, `${name} ${a} ${b}`);
  }
  const marks = Array.from({ length: 10 }, (_, c) => `${new Palette('orange-blue', false).ofClass(c, 10)} ${shapes[shapeOf(c)]}`);
  assert.equal(new Set(marks).size, 10);
});

test('a class that is not sure is pale', () => {
  const palette = new Palette('orange-blue', true);
  assert.deepEqual(palette.sure(1, 3, 0), palette.signed(0));
  assert.deepEqual(palette.sure(1, 3, 1), palette.ofClass(1, 3));
  assert.deepEqual([palette.sure(1, 3, -1), palette.sure(1, 3, 9)], [palette.sure(1, 3, 0), palette.sure(1, 3, 1)]);
});

test('a colour as text and as a pixel', () => {
  assert.equal(css([1.9, 2, 255], 0.5), 'rgba(1,2,255,0.5)');
  assert.equal(pixel([1, 2, 3]), 0xff030201);
  const palette = new Palette('orange-blue', false), table = signedTable(palette);
  assert.deepEqual([table.length, table[127], table[254]], [255, pixel(palette.signed(0)), pixel(palette.signed(1))]);
  assert.equal(signedTable(palette), table);
});
