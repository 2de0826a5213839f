import assert from 'node:assert/strict';
import { it } from 'node:test';
import { processorMs, readStat, sumBelow } from './processor-time.ts';

it('reads the line whatever the program is called', () => {
  const line = '123 (postgres: a) b) S 77 123 123 0 -1 4194560 9 0 0 0 150 50 20 5 20 0 1 0 9 9 9';
  assert.deepEqual(readStat(line), { parent: 77, ownMs: 2000, endedMs: 250 });
});

it('counts what lives below a process and what has ended there, nothing beside it', () => {
  const all = new Map([
    [1, { parent: 0, ownMs: 1000, endedMs: 1000 }],
    [2, { parent: 1, ownMs: 10, endedMs: 5 }],
    [3, { parent: 2, ownMs: 20, endedMs: 0 }],
    [4, { parent: 1, ownMs: 500, endedMs: 0 }],
  ]);
  assert.equal(sumBelow(2, all), 35);
});

it('sees the work of this very process, where there is a /proc', () => {
  const before = processorMs(process.pid);
  for (const began = process.cpuUsage(); process.cpuUsage(began).user <= 50_000;);
  const after = processorMs(process.pid);
  if (process.platform === 'linux') assert.ok(before !== undefined && after !== undefined && after > before);
  else assert.equal(after, undefined);
});
