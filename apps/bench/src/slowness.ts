import { createHash } from 'node:crypto';

const ENTRIES = 50_000;
/** A machine that needs longer for them is a slow one. */
const USUAL_SECONDS = 0.06;
const TIMES = 5;

/**
 * By how much less than from a usual machine is to be asked for from this one, 1 at least: by what writing and hashing costs here, which
 * no change of ours makes slower.
 */
export function slowness(): number {
  let seconds = 0;
  for (let time = 0; time < TIMES; time += 1) seconds += secondsToHash();
  return Math.max(1, seconds / TIMES / USUAL_SECONDS);
}

function secondsToHash(): number {
  const began = process.cpuUsage();
  for (let seq = 0; seq < ENTRIES; seq += 1)
    createHash('sha256')
      .update(JSON.stringify({ seq, at: '2027-01-01T00:00:00.000Z', title: 'Bewegungsräume im Kiez'.repeat(4) }))
      .digest('hex');
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000_000;
}
