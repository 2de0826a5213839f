import assert from 'node:assert/strict';
import { it } from 'node:test';
import { percentile, ratio, short, shortSpread, spread, table } from './figures.ts';

it('takes percentiles by nearest rank, whatever the order', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual(
    [0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share)),
    [50, 95, 99, 100],
  );
  assert.equal(percentile([7], 0.95), 7);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

it('tells the median of three with the least and the most, and one value alone', () => {
  assert.equal(shortSpread(spread([12.04, 9.96, 11])), '11.0 (9.96–12.0)');
  assert.equal(shortSpread(spread([12.04])), '12.0');
});

it('shows three digits that mean something', () => {
  assert.deepEqual([0.034, 1.234, 12.34, 123.4, 12_345.6, NaN].map(short), [
    '0.03',
    '1.23',
    '12.3',
    '123',
    '12346',
    '–',
  ]);
});

it('sets a value against its floor, where there is one', () => {
  assert.equal(ratio(300, 15), '1/20.0');
  assert.equal(ratio(undefined, 15), 'no floor');
});

it('lines columns up', () => {
  const lines = table(
    ['clients', 'runs/s'],
    [
      ['1', '12.5'],
      ['16', '8'],
    ],
  ).split('\n');
  assert.deepEqual(lines, ['clients  runs/s', '───────  ──────', '1          12.5', '16            8']);
});
