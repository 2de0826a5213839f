import assert from 'node:assert/strict';
import { it } from 'node:test';
import { printReport, type Report } from './report.ts';

const latency = { p50: 10, p95: 20, p99: 30 };
const processorMs = { API: 40, worker: 1, PostgreSQL: 50, driver: 5 };
const floor = { perSecond: 300, meanMs: 3, processorMs: 2 };
const MACHINE = { cores: 2, node: 'v24', postgres: 'PostgreSQL 18', durability: 'fsync on' };
const run = (runsPerSecond: number): Report['throughput'][number] => ({
  clients: 8,
  runsPerSecond,
  latency: { start: latency, claim: latency, complete: latency },
  processorMs,
  statements: { perRun: 399, msPerRun: 94, most: [] },
  floor,
});
const page = { tasks: 10_000, pagesPerSecond: 100, latency, processorMs, floor };

function printed(report: Partial<Report>, broken: string[] = []): string[] {
  const lines: string[] = [];
  printReport(
    { machine: MACHINE, noFloor: undefined, throughput: [], inbox: [], timers: [], ...report },
    broken,
    (line) => lines.push(...line.split('\n')),
  );
  return lines;
}

it('ends with the ratios of medians to the floor', () => {
  const lines = printed({ throughput: [run(20), run(30), run(10)], inbox: [page] });
  assert.equal(
    lines.at(-1),
    'bench: every run completed once; runs/s to the floor C=8 1/15.0; inbox 10000 tasks 1/3.00',
  );
  assert.ok(lines.some((line) => line.includes('20.0 (10.0–30.0)')));
});

const timers = (workers: number, seconds: number): Report['timers'][number] => ({
  ...{
    timers: 10_000,
    workers,
    seconds,
    lateness: { p50: 2, p99: 3, max: seconds },
    effects: 10_000,
    distinct: 10_000,
  },
  ...{ quietSeconds: 9, processorMs: { worker: 0.5, PostgreSQL: 0.7 } },
});

it('tells how long timers took, with one worker and with two', () => {
  const lines = printed({ timers: [timers(1, 4), timers(1, 6), timers(1, 5), timers(2, 3)] });
  assert.equal(
    lines.at(-1),
    'bench: every run completed once; 10000 timers once each in 5.00 (4.00–6.00) s by 1 worker; 10000 timers once each in 3.00 s by 2 workers',
  );
});

it('says where there is no floor, and leaves out what was not measured', () => {
  const lines = printed({ noFloor: 'no floor', throughput: [{ ...run(20), floor: undefined }] });
  assert.equal(lines.at(-1), 'bench: every run completed once; runs/s to the floor C=8 no floor');
  assert.ok(!lines.some((line) => line.startsWith('B.')));
});

it('tells what was wrong', () => {
  const lines = printed({ throughput: [run(20)] }, ['2 runs not completed']);
  assert.ok(lines.includes('WRONG: 2 runs not completed'));
  assert.match(lines.at(-1) ?? '', /^bench: 1 WRONG/);
});
