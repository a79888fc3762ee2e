// What a session tells is shown once in a frame, the newest of each kind, and nothing old keeps an answer waiting.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Frame } from '../src/playground/frame';

globalThis.window = globalThis;
const due = [];
globalThis.requestAnimationFrame = work => due.push(work);
const frame = () => { for (const work of due.splice(0)) work(performance.now()); };
const soon = milliseconds => new Promise(done => setTimeout(done, milliseconds));

function watched() {
  const seen = [];
  return { seen, frame: new Frame(m => seen.push(m.is + (m.n ?? '')), () => seen.push('drawn')) };
}

// Has drawn once; then something is asked for, and an old picture comes.
function asking() {
  const w = watched();
  w.frame.ask();
  frame();
  w.frame.hold();
  w.frame.ask();
  frame();
  return w;
}

test('of each kind the newest is shown, behind the picture', () => {
  const w = watched();
  for (const n of [1, 2, 3]) w.frame.put({ is: 'figures', n });
  w.frame.put({ is: 'curves' });
  assert.deepEqual(w.seen, []);
  w.frame.ask();
  w.frame.ask();
  frame();
  assert.deepEqual(w.seen, ['drawn', 'figures3', 'curves']);
});

test('figures without a picture are shown soon', async () => {
  const w = watched();
  w.frame.put({ is: 'figures' });
  await soon(40);
  frame();
  assert.deepEqual(w.seen, ['drawn', 'figures']);
});

test('after something was asked for nothing is drawn until the answer is there, which is shown at once', async () => {
  const w = asking();
  assert.deepEqual(w.seen, ['drawn']);
  w.frame.put({ is: 'scene' });
  assert.deepEqual(w.seen, ['drawn', 'scene']);
  frame();
  assert.deepEqual(w.seen, ['drawn', 'scene', 'drawn']);
});

test('an answer that does not come, and questions without end, stop no picture for long', async () => {
  const w = asking();
  await soon(90);
  frame();
  assert.deepEqual(w.seen, ['drawn', 'drawn']);
  // As by dragging: a question every ten milliseconds.
  for (let i = 0; i < 30; i++) { w.frame.hold(); w.frame.ask(); frame(); await soon(10); }
  assert.ok(w.seen.length >= 4, String(w.seen.length));
});
