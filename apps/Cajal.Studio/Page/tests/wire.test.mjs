// What comes over the wire: pictures as bytes, answers that are sentences.

import './browser.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../src/draw/wire';
import { fits, isAnother, Wire } from '../src/playground/wire';
import { ask, sentence } from '../src/shared/ask';

class Socket {
  static OPEN = 1;
  readyState = 0;
  sent = [];
  send(text) { this.sent.push(text); }
}

globalThis.WebSocket = Socket;

test('a picture is read as docs/studio.md tells it', () => {
  const pictures = [], messages = [];
  const socket = new Socket(), wire = new Wire(socket, { picture: p => pictures.push(p), message: m => messages.push(m), opened: () => { }, closed: () => { } });
  // Two maps of two points, three weights.
  const buffer = new ArrayBuffer(16 + 4 * 2 + 4 * 3 + 4), view = new DataView(buffer);
  [2, 2, 2, 3].forEach((v, i) => view.setInt32(4 * i, v, true));
  [0.5, 2, 0.25, -1, 3].forEach((v, i) => view.setFloat32(16 + 4 * i, v, true));
  [127, -127, 0, 64].forEach((v, i) => view.setInt8(36 + i, v));
  socket.onmessage({ data: buffer });
  const [p] = pictures;
  assert.deepEqual([p.side, p.points, [...p.scales], [...p.weights], p.maps.map(m => [...m])], [2, 2, [0.5, 2], [0.25, -1, 3], [[127, -127], [0, 64]]]);
  socket.onmessage({ data: '{"is":"trouble","text":"no"}' });
  assert.deepEqual(messages, [{ is: 'trouble', text: 'no' }]);
  wire.send({ do: 'play' });
  assert.deepEqual(socket.sent, []);
  socket.readyState = 1;
  wire.send({ do: 'play' });
  assert.deepEqual(socket.sent, ['{"do":"play"}']);
});

test('an answer is JSON, nothing, or a sentence that says why not', async () => {
  const answers = (status, text) => { globalThis.fetch = async () => ({ status, ok: status < 400, statusText: 'No', text: async () => text }); };
  answers(200, '{"a":1}');
  assert.deepEqual(await ask('x'), { a: 1 });
  answers(204, '');
  assert.equal(await ask('x'), undefined);
  answers(400, '{"text":"There is no such run."}');
  await assert.rejects(ask('x'), /^Error: There is no such run\.$/);
  answers(404, 'Studio has nothing at this address.');
  await assert.rejects(ask('x'), /nothing at this address/);
  answers(500, '');
  await assert.rejects(ask('x'), /500 No/);
  assert.deepEqual([sentence(new Error('why')), sentence('so')], ['why', 'so']);
});

test('bytes come in base 64', () => assert.deepEqual([...bytesOf('AP+A')], [0, 255, 128]));

test('a picture of the network before does not fit the scene', () => {
  const picture = (maps, weights, points) => ({ side: 10, points, scales: new Float32Array(maps), weights: new Float32Array(weights), maps: Array.from({ length: maps }, () => new Int8Array(points)) });
  const scene = (inputs, units, more = {}) => ({ inputs, units, isCurve: false, state: { bias: true }, ...more });
  const [two, three] = [scene(['x1', 'x2'], [4, 1]), scene(['x1', 'x2'], [4, 3])];
  assert.ok(fits(picture(5, 17, 100), two));
  assert.ok(!fits(picture(5, 17, 100), three));
  assert.ok(!fits(picture(7, 27, 100), two));
  assert.ok(!fits(picture(5, 17, 100), scene(['x1'], [4, 1])));
  assert.ok(fits(picture(5, 12, 100), { ...two, state: { bias: false } }));
  assert.ok(!fits(picture(5, 17, 100), { ...two, isCurve: true }) && fits(picture(5, 17, 10), { ...two, isCurve: true }));
});

test('another scene has other units, inputs or points, whatever its settings', () => {
  const scene = { inputs: ['x1', 'x2'], units: [4, 1], points: [0, 0, 1, 0], isCurve: false, state: { rate: 1 } };
  assert.ok(!isAnother(scene, { ...scene, points: [1, 1, 0, 0], state: { rate: 2 } }));
  for (const other of [{ units: [4, 3] }, { inputs: ['x1'] }, { points: [] }, { isCurve: true }]) assert.ok(isAnother(scene, { ...scene, ...other }));
});
