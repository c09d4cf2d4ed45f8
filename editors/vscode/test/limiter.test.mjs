import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './support.mjs';

const { RestartLimiter } = load('limiter');

test('five restarts in three minutes, each after twice the delay', () => {
  const limiter = new RestartLimiter();
  const delays = [0, 1, 2, 3, 4, 5].map(second => limiter.next(second * 1000));
  assert.deepEqual(delays, [1000, 2000, 4000, 8000, 16_000, undefined]);
});

test('ends count for three minutes, whether or not the server started in between', () => {
  const limiter = new RestartLimiter();
  for (const minute of [0, 0.5, 1, 1.5, 2]) {
    assert.ok(limiter.next(minute * 60_000));
  }
  assert.equal(limiter.next(2.9 * 60_000), undefined);
  assert.equal(limiter.next(3 * 60_000), 16_000, 'the first end is three minutes ago');
});

test('a restart by the user clears the count', () => {
  const limiter = new RestartLimiter(1);
  assert.equal(limiter.next(0), 1000);
  assert.equal(limiter.next(1), undefined);
  limiter.clear();
  assert.equal(limiter.next(2), 1000);
});
