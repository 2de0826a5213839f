import { advance, type Command, type RunState } from '@querraum/workflow';
import { play, STORY } from '@querraum/workflow/testing';

const { acts, FACTS, headOf, LEAD, sha256 } = play;
const OFFICES = ['health', 'youth', 'social', 'urban'];
const COUNCILLOR = acts('councillor', 'councillor');
const paper = { number: 1, sha256: sha256(1) };
let clock = Date.parse('2027-03-25T09:00:00.000Z');

/** The run that the other benchmark plays over HTTP: start, four offices claim and answer, the signer claims and signs. */
const COMMANDS: Command[] = [
  { type: 'start', paper, authors: ['author'], by: LEAD },
  ...OFFICES.flatMap((unitId, index): Command[] => {
    const seatId = `s000${index + 1}`;
    const by = headOf(unitId);
    return [
      { type: 'step', stepId: 'e1', by, command: { type: 'claim', seatId } },
      { type: 'step', stepId: 'e1', by, command: { type: 'answer', seatId, kind: 'approve', version: 1 } },
    ];
  }),
  { type: 'step', stepId: 'e2', by: COUNCILLOR, command: { type: 'claim', seatId: 'g1' } },
  { type: 'step', stepId: 'e2', by: COUNCILLOR, command: { type: 'sign', seatId: 'g1', version: 1, acknowledged: [] } },
];

/** Plays it once and says of how many commands it consists. */
export function playStory(): number {
  let state: RunState | null = null;
  for (const command of COMMANDS) {
    // No two commands of a house come at the same instant.
    clock += 1;
    state = advance(STORY, state, command, { now: new Date(clock).toISOString(), facts: FACTS }).state;
  }
  if (state?.status !== 'completed') throw new Error('The story does not come to its end.');
  return COMMANDS.length;
}
