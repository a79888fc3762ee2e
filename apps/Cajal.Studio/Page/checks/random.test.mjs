// A third of a minute of pressing at random; node random.mjs does it for ten.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skip } from './studio.mjs';
import { wander } from './random.mjs';

test('whatever is pressed, nothing breaks', { skip, timeout: 240_000 }, async () => {
  const walk = await wander({ minutes: 1 / 3, seed: 8 });
  assert.deepEqual(walk.broken, []);
  assert.ok(walk.actions > 20 && walk.checkups > 0, JSON.stringify(walk));
});
