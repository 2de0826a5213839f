import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintDefinition } from '../lint';
import { withoutPersons } from '../record/pseudonyms';
import { firstDifference, textOfHistory } from '../record/recorded';
import type { RecordedHistory } from '../record/recorded';
import { recordRun } from './recorded-play';
import { RECORDED_PROCEDURES } from './recorded-procedures';

const RUNS = 55;
const fileOf = (key: string): string => join(__dirname, `recorded-${key}.json`);
const isRecorded = (file: string): boolean => /^recorded-.*\.json$/.test(file);

function recorded(key: string): RecordedHistory {
  const history: RecordedHistory = { format: 1, bundle: RECORDED_PROCEDURES[key] ?? fail(key), facts: [], runs: [] };
  for (let seed = 1; seed <= RUNS; seed += 1) history.runs.push(recordRun(history, seed));
  return history;
}
const fail = (key: string): never => {
  throw new Error(`There is no procedure ${key} to record.`);
};

// What is there stays: only a procedure of which nothing is kept yet is recorded, never one anew.
for (const key of Object.keys(RECORDED_PROCEDURES))
  if (!existsSync(fileOf(key))) writeFileSync(fileOf(key), textOfHistory(recorded(key)));

const histories = readdirSync(__dirname)
  .filter(isRecorded)
  .map((file): [string, RecordedHistory] => [
    file,
    JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as RecordedHistory,
  ]);

/** Played at random, not recorded from real runs: there is somebody in them still. */
const peopled = histories.filter(([file]) => !file.startsWith('recorded-real-'));

describe('recorded runs', () => {
  it('are 200 and more, of four procedures that might be released', () => {
    expect(histories.length).toBeGreaterThanOrEqual(4);
    expect(histories.flatMap(([, { runs }]) => runs).length).toBeGreaterThanOrEqual(200);
    for (const [file, { bundle }] of histories) expect([file, lintDefinition(bundle.definition)]).toEqual([file, []]);
  });

  it.each(histories)('of %s are played to equal bytes', (_file, history) => {
    expect(history.runs.flatMap((run) => firstDifference(history, run) ?? [])).toEqual([]);
  });

  it('come to every end, and most of them not to the same', () => {
    const ends = peopled.flatMap(([, { runs }]) => runs.map(({ status }) => status));
    expect([...new Set(ends)].sort()).toEqual(['cancelled', 'completed', 'rejected', 'returned']);
    expect(ends.filter((status) => status === 'cancelled').length).toBeLessThan(ends.length / 2);
  });

  it('show a difference of a single byte', () => {
    const [, history] = histories[0] ?? ['', fail('any')];
    const [run] = history.runs;
    const [now, facts, command, was] = run?.steps.at(-1) ?? fail('any');
    const other = `${was.slice(0, -1)}${was.endsWith('0') ? '1' : '0'}`;
    const steps = [
      ...(run?.steps.slice(0, -1) ?? []),
      [now, facts, command, other] as (typeof history.runs)[0]['steps'][0],
    ];
    expect(firstDifference(history, { name: 'x', status: 'running', steps })).toContain(
      `step ${steps.length - 1}, ${command.type}`,
    );
  });
});

describe('a run that is recorded without the people in it', () => {
  const NAMES = /lena|head-|autor|leitung|mit diesen Worten|aus gutem Grund/;

  it.each(peopled)('of %s names nobody, says nothing, and comes to the same end', (_file, history) => {
    const some = { ...history, runs: history.runs.slice(0, 12) };
    expect(JSON.stringify(some.runs)).toMatch(NAMES);
    const anonymous = withoutPersons(some);
    expect(JSON.stringify(anonymous)).not.toMatch(NAMES);
    expect(anonymous.runs.map(({ status, steps }) => [status, steps.length])).toEqual(
      some.runs.map(({ status, steps }) => [status, steps.length]),
    );
    expect(anonymous.runs.flatMap((run) => firstDifference(anonymous, run) ?? [])).toEqual([]);
  });
});
