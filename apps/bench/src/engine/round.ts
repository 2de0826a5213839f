import { advance, type Acting, type Bundle, type Command, type RunState } from '@querraum/workflow';
import { play } from '@querraum/workflow/testing';

const { FACTS, headOf, LEAD, roundNode, roundOnly, sha256 } = play;
let clock = Date.parse('2027-03-25T09:00:00.000Z');

/** A round of many seats in one wave, each of which is claimed and answered. */
export class Round {
  readonly #bundle: Bundle;
  readonly #offices: { by: Acting; seatId: string }[];

  constructor(seats: number) {
    const units = Array.from({ length: seats }, (_, index) => `office-${index + 1}`);
    this.#bundle = roundOnly(roundNode([{ seats: units }]));
    this.#offices = units.map((unitId, index) => ({
      by: headOf(unitId),
      seatId: `s${String(index + 1).padStart(4, '0')}`,
    }));
  }

  start(): RunState {
    const paper = { number: 1, sha256: sha256(1) };
    return this.#advance(null, { type: 'start', paper, authors: ['author'], by: LEAD });
  }

  claim(state: RunState, index: number): RunState {
    const { by, seatId } = this.#offices[index] ?? { by: LEAD, seatId: '' };
    return this.#advance(state, { type: 'step', stepId: 'e1', by, command: { type: 'claim', seatId } });
  }

  answer(state: RunState, index: number): RunState {
    const { by, seatId } = this.#offices[index] ?? { by: LEAD, seatId: '' };
    const command = { type: 'answer', seatId, kind: 'approve', version: 1 } as const;
    return this.#advance(state, { type: 'step', stepId: 'e1', by, command });
  }

  /** Plays it once and says of how many commands it consists. */
  play(): number {
    let state = this.start();
    for (const index of this.#offices.keys()) state = this.answer(this.claim(state, index), index);
    if (state.status !== 'completed') throw new Error('The round does not come to its end.');
    return 1 + 2 * this.#offices.length;
  }

  #advance(state: RunState | null, command: Command): RunState {
    clock += 1;
    const advanced = advance(this.#bundle, state, command, { now: new Date(clock).toISOString(), facts: FACTS });
    if (advanced.refused !== undefined) throw new Error(`Refused: ${advanced.refused.code}.`);
    return advanced.state;
  }
}
