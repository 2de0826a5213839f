import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Verdict } from '../world.ts';
import { type Beginning, RestoredCluster } from './p18-restored-cluster.ts';

/**
 * P18, more than once: a cluster with words in it is restored to an instant that was too early, then to others. Each way of the WAL is
 * found again, what may be two instants is asked for, no damage of the archive passes for its end, and what copies need stays.
 */
export async function restoredTwice(beginning: Beginning): Promise<Verdict> {
  const house = await RestoredCluster.begin(beginning);
  await house.copy();
  const early = await house.writes('A');
  const right = await house.writes('B');
  await house.writes('C');
  // So far that copies of the way that was left lie behind all that comes.
  for (const word of 'pqrstuvwxyz') await house.writesOnSegmentOf(word);
  const left = await house.copy();
  await house.restore('too early', early);
  await house.opensWith('A');
  const { segment } = await house.writesOnSegmentOf('D');
  const { segment: next } = await house.writesOnSegmentOf('E');

  await house.refuses(right, /timeline 2, .* left timeline 1 at .* \(before .*\), begun 20.* <timeline>$/ms);
  await house.looks('AB', right, 1);
  await house.looks('ADE', 'latest');
  await house.looks('ABCpqrstuvwxyz', 'latest', 1);
  await house.lists(new RegExp(`^${left}  whole since .* timeline 1, .* timeline 2$.* left timeline 1 at `, 'ms'));
  // Else PostgreSQL would go on with the segments of the way that was left, and the house would know B and C.
  for (const file of [segment, next]) renameSync(file, `${file}.away`);
  await house.refuses('latest', /leads to latest on timeline 2$/m);
  for (const file of [segment, next]) renameSync(`${file}.away`, file);
  await house.stopsAt('a torn segment', 'ADE', () => {
    const whole = readFileSync(segment);
    writeFileSync(segment, whole.subarray(0, whole.length / 2));
    return () => writeFileSync(segment, whole);
  });
  await house.stopsAt('an archive that is away', 'ADE', () => {
    renameSync(house.archive, `${house.archive} away`);
    return () => renameSync(`${house.archive} away`, house.archive);
  });

  await house.goesOn('too early');
  await house.copy();
  const { at: late } = await house.writesOnSegmentOf('F');
  await house.writesOnSegmentOf('G');
  // Beside it the copy before and the one that was left.
  await house.copy(3);
  await house.looks('ADEF', late, 2);
  await house.goesOn('too early');
  await house.copy(2);
  await house.writesOnSegmentOf('H');
  await house.looks('ADEFGH', 'latest');
  await house.end();
  return { figures: `${house.restores} restores along 2 timelines, 2 damages of the archive`, broken: house.broken };
}
