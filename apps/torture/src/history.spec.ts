import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { History, longestSilence, readHistory } from './history.ts';

const COMMAND = { who: 'jonas', path: '/tasks/1/claim', key: 'k', body: {} };

it('tells of each attempt what its client was told', (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  test.after(() => rmSync(folder, { recursive: true }));
  const history = new History(join(folder, 'history.jsonl'));
  const [first, second, third, fourth] = [1, 2, 3, 4].map((body) => history.invoke({ ...COMMAND, body }));
  history.answered(second ?? 0, 200, 'yes');
  history.answered(third ?? 0, 409, 'no');
  history.answered(fourth ?? 0, 503, 'perhaps');
  history.unanswered(first ?? 0);
  history.fault('kill API');
  const { operations, faults } = history.read();
  assert.deepEqual(
    operations.map(({ body, outcome, status }) => [body, outcome, status]),
    [
      [1, 'unknown', undefined],
      [2, 'ok', 200],
      [3, 'fail', 409],
      [4, 'unknown', 503],
    ],
  );
  assert.equal(faults[0]?.name, 'kill API');
  assert.ok(operations.every(({ invokedAt, endedAt }) => invokedAt <= endedAt));
});

it('leaves open what was never answered, and what came before', () => {
  const text = [
    { type: 'invoke', id: 1, at: 10, ...COMMAND },
    { type: 'ok', id: 1, at: 30, status: 200, answer: 'a' },
    { type: 'invoke', id: 2, at: 20, ...COMMAND },
  ].map((line) => JSON.stringify(line));
  const { operations } = readHistory(text.join('\n'), 15);
  assert.deepEqual(
    operations.map(({ invokedAt, outcome }) => [invokedAt, outcome]),
    [[20, 'unknown']],
  );
});

const at = (...times: number[]) => times.map((time) => ({ at: time }));
const answers = (...times: number[]) => times.map((endedAt) => ({ endedAt }));

it('measures how long nobody was answered after a fault, whatever was under way when it came', () => {
  assert.equal(longestSilence(at(1000), answers(900, 1001, 3001, 3100), []), 2);
});

it('looks at no silence before the first fault', () => {
  assert.equal(longestSilence(at(9000), answers(100, 8900, 9500), []), 0.5);
});

it('sees a silence over several faults, and one that does not end', () => {
  assert.equal(longestSilence(at(1000, 4000), answers(900, 7000), []), 6);
  assert.equal(longestSilence(at(1000), answers(900), []), Infinity);
});

it('takes from a silence what the run itself stood still, and no more of it than lies in the silence', () => {
  const still = [
    { from: 0, at: 1500 },
    { from: 3000, at: 6000 },
    { from: 6800, at: 9000 },
  ];
  assert.equal(longestSilence(at(1000), answers(900, 7000, 9500), still), 2.3);
  assert.equal(longestSilence(at(1000), answers(900), still), Infinity);
});

it('writes down when it stood still itself', async (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  test.after(() => rmSync(folder, { recursive: true }));
  const history = new History(join(folder, 'history.jsonl'));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  const woke = history.now;
  while (history.read().standstills.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const [{ from, at: until } = { from: NaN, at: NaN }] = history.read().standstills;
  assert.ok(woke - from > 300 && until >= woke);
});
