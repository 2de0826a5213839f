import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readReport } from './pgbench.ts';

const REPORT = `transaction type: run.sql
number of transactions actually processed: 1234
number of failed transactions: 0 (0.000%)
latency average = 12.345 ms
initial connection time = 10.1 ms
tps = 81.004567 (without initial connection time)
`;

it('reads what pgbench reports', () => {
  assert.deepEqual(readReport(REPORT), { perSecond: 81.004567, meanMs: 12.345 });
});

it('takes nothing for a figure that is none', () => {
  assert.throws(() => readReport('pgbench: error'), /no figure/);
});
