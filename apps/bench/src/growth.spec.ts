import assert from 'node:assert/strict';
import { it } from 'node:test';
import { growthOf } from './growth.ts';

const line = (...values: number[]) => values.map((value, index) => ({ seconds: 10 * index, value }));
const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 0.02, String(actual));

it('sees no growth in what goes up and down', () => {
  near(growthOf(line(100, 110, 90, 90, 110, 100)), 0);
});

it('takes what the nearest line gains from the first point to the last', () => {
  near(growthOf(line(100, 102, 104, 106, 108, 110)), 0.1);
  near(growthOf(line(100, 98, 96)), -0.04);
});

it('makes no growth of one late outlier', () => {
  assert.ok(growthOf(line(...Array.from({ length: 40 }, () => 100), 120)) < 0.05);
});

it('cannot tell growth by one point', () => {
  assert.equal(growthOf(line(100)), NaN);
});
