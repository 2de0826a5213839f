/**
 * "Commands" and "Changed text" of docs/round.md for the reference model. Open points, continued:
 *  7. A claim of the present owner, with authority still, is accepted and changes nothing.
 *  8. Only the owner with authority acts on a seat; who has authority may answer late, whoever held the seat when it was silent.
 *  9. `withdraw` takes back an answer given by a person, not a "nicht zuständig" and no silence; "condition answered" is its own.
 * 10. After the second "nicht zuständig" the unit that decides on responsibility replaces the seat, not the lead.
 * 11. A party speaks through whoever has authority for the unit, but not i. V. through one who acts for the lead; who has it for both
 *     units says one thing at a time, first for the lead.
 */
import type { RefusalCode, RoundCommand } from '../vocabulary';
import { dissentCommands } from './dissent-commands';
import { leadCommands } from './lead-commands';
import type { ModelSeat } from './round-model';
import type { Given, Rules, Ruling } from './ruling';
import { seatCommands } from './seat-commands';

const rules: Rules<RoundCommand['type']> = { ...seatCommands, ...leadCommands, ...dissentCommands };

/** Every reason against the command; without one it is carried out. Settling is the caller's. */
export function rule(given: Omit<Given<RoundCommand>, 'seat'> & { seat: ModelSeat | undefined }): RefusalCode[] {
  const { command, seat } = given;
  if ('seatId' in command && seat === undefined) return ['unknownSeat'];
  const applies = rules[command.type] as (given: unknown) => Ruling;
  const { against, act } = applies(given);
  const reasons = against.filter((reason) => reason !== false);
  if (reasons.length === 0) act();
  return reasons;
}
