// Numbers as people read them, ranges and ticks of charts, words of two languages.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { powers, ticks } from '../src/shared/axis';
import { addWords, num, setLanguage, t } from '../src/shared/words';
import { rangeOf } from '../src/views/chart';

test('a number has four digits, a true minus, and a dash where it is none', () => {
  const written = [[0, '0'], [-0, '0'], [1.23456, '1.235'], [-0.5, '−0.5'], [12345.6, '12350'], [99999.9, '100000'], [100000, '1.00e+5'], [0.0001, '0.0001'], [0.00001, '1.00e−5'], [-1.5e-300, '−1.50e−300']];
  for (const [value, text] of written) assert.equal(num(value), text, `${value}`);
  assert.equal(num(2 / 3, 2), '0.67');
  for (const nothing of [undefined, null, NaN, Infinity, -Infinity]) assert.equal(num(nothing), '–');
  // Studio writes what no JSON number can say as a text.
  assert.equal(num('NaN'), 'NaN');
});

test('a range has room around its numbers, and is one where there are none', () => {
  assert.deepEqual(rangeOf([0, 10, NaN, Infinity]), [-0.6, 10.6]);
  assert.deepEqual(rangeOf([0, 10], 0), [0, 10]);
  assert.deepEqual(rangeOf([3, 3]), [2.5, 3.5]);
  assert.deepEqual(rangeOf([100, 100]), [90, 110]);
  for (const none of [[], [NaN, -Infinity]]) assert.deepEqual(rangeOf(none), [-1, 1]);
});

test('ticks are round numbers inside their range', () => {
  assert.deepEqual(ticks([0, 10]), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(ticks([-0.6, 10.6]).map(String), ['0', '5', '10']);
  assert.deepEqual(ticks([0.11, 0.19], 4).map(v => +v.toFixed(6)), [0.12, 0.14, 0.16, 0.18]);
  assert.deepEqual(ticks([2, 2]), []);
  for (const range of [[-3e-9, 4e-9], [1e11, 1.7e12], [-1, 1]]) { const all = ticks(range); assert.ok(all.length >= 2 && all.length <= 6, `${range}: ${all}`); assert.ok(all[0] >= range[0] && all.at(-1) <= range[1]); }
});

test('words come in the language that is asked for, and unknown ones as they are', () => {
  addWords({ dog: ['dog', '狗'] });
  assert.deepEqual([setLanguage('zh'), t('dog'), document.documentElement.lang], ['zh', '狗', 'zh-Hans']);
  assert.deepEqual([setLanguage('en'), t('dog'), t('nobody')], ['en', 'dog', 'nobody']);
  Object.defineProperty(globalThis, 'navigator', { value: { language: 'zh-TW' }, configurable: true });
  assert.equal(setLanguage(''), 'zh');
  navigator.language = 'de-DE';
  assert.equal(setLanguage(''), 'en');
});

test('marks come to an end, whatever the range', () => {
  for (const range of [[1e30, 1e30 * (1 + 4e-16)], [0.1, 0.1 + 2e-17], [-1e308, 1e308], [5e-324, 1e-323], [0, 5e-324], [NaN, 1], [0, Infinity], [1, 0]])
    for (const most of [2, 5, 30]) assert.ok(ticks(range, most).length <= 2 * most + 2, `${range}`);
  assert.deepEqual(ticks([0, 4000], 4.6), [0, 1000, 2000, 3000, 4000]);
});

test('marks of a logarithmic axis are powers of ten, however small the numbers are', () => {
  assert.deepEqual(powers(0.1, 10), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(powers(0.2, 0.5), [0.2, 0.3, 0.4, 0.5]);
  assert.deepEqual(powers(1e-6, 1), [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1]);
  // uPlot's own marks of the second pair never end.
  for (const [low, high] of [[5e-31, 2.5], [1e-28, 1e-27], [5e-324, 1e308], [1e-300, 1e-299], [3, 3]]) {
    const marks = powers(low, high);
    assert.ok(marks.length > 0 && marks.length < 60, `${low} ${high}: ${marks.length}`);
    assert.ok(marks.every((m, i) => m >= low * (1 - 1e-9) && m <= high * (1 + 1e-9) && (i === 0 || m > marks[i - 1])));
  }
  for (const nothing of [[0, 1], [NaN, 1], [1, Infinity], [-1, 1]]) assert.deepEqual(powers(...nothing), []);
});
