import type { Recorded } from './generate';
import type { Role } from './rules';

const LEAD = ['accepted', 'notLead', 'reasonRequired', 'runEnded', 'suspended'] as const;
const UNIT = ['accepted', 'noAuthority', 'notOpen', 'runEnded', 'suspended'] as const;

/** Roles whose turn comes later. */
const LATER: readonly Role[] = ['combine', 'resubmission', 'minutes'];
/** Roles of which the lead asks more, and fewer. */
const GROWING: readonly Role[] = ['note', 'part'];

/** Why a completion can be refused beside what holds for every command of the unit. */
const COMPLETIONS = {
  task: ['unknownResult', 'unknownFact', 'badFact', 'factMissing', 'wordsRequired'],
  note: ['unknownResult', 'unknownFact'],
  part: ['unknownResult', 'unknownFact', 'wordsRequired'],
  combine: ['unknownResult', 'unknownFact'],
  dispatch: ['unknownResult', 'unknownFact', 'wordsRequired'],
  resubmission: ['unknownResult', 'unknownFact', 'badFact', 'factMissing'],
  report: ['unknownResult', 'unknownFact'],
  vote: ['unknownResult', 'unknownFact', 'wordsRequired'],
  agenda: ['unknownResult', 'unknownFact', 'badFact', 'factMissing', 'wordsRequired'],
  minutes: [
    ...['unknownResult', 'unknownFact', 'badFact', 'factMissing', 'wordsRequired'],
    ...['votesDoNotAddUp', 'noQuorum', 'otherwiseDecided'],
  ],
} as const satisfies Record<Role, readonly string[]>;

/** Every answer that the model knows to each command on a place of that role, where one reason alone decides. */
function answersTo(role: Role): Record<string, readonly string[]> {
  const unit = LATER.includes(role) ? [...UNIT, 'notYourTurn'] : UNIT;
  // Where nobody is ever taken away, the lead is told so.
  const removed = GROWING.includes(role) ? [...LEAD, 'notOpen'] : ['runEnded', 'suspended'];
  const ofUnit = {
    claim: [...unit, 'alreadyClaimed'],
    release: [...unit, 'notOwner'],
    complete: [...unit, 'notOwner', ...COMPLETIONS[role]],
  };
  const none = ['unknownStep', 'runEnded', 'suspended'];
  if (role === 'task') return { ...ofUnit, delegate: none, extend: none, removePlace: none };
  return {
    ...ofUnit,
    delegate: [...unit, 'notOwner'],
    extend: [...LEAD, 'notOpen', 'notLater'],
    removePlace: [...removed, 'lastPlace'],
  };
}

const BY_TYPE: Record<string, readonly string[]> = {
  'task.addPlace': ['unknownStep', 'runEnded', 'suspended'],
  'takeNote.addPlace': [...LEAD, 'notOpen', 'alreadyAsked'],
  'contribution.addPlace': [...LEAD, 'notOpen', 'alreadyAsked'],
  'dispatch.addPlace': ['notOpen', 'runEnded', 'suspended'],
  'resubmission.addPlace': ['notOpen', 'runEnded', 'suspended'],
  'wait.addPlace': ['notOpen', 'runEnded', 'suspended'],
  'committee.addPlace': ['notOpen', 'runEnded', 'suspended'],
};

const RUN: Record<string, readonly string[]> = {
  'nowhere.place': ['unknownStep', 'unknownSeat', 'runEnded', 'suspended'],
  'run.suspend': [...LEAD],
  'run.resume': ['accepted', 'notLead', 'notSuspended', 'runEnded'],
  'run.cancelRun': ['accepted', 'notLead', 'reasonRequired', 'runEnded'],
  'run.skipStep': [...LEAD, 'notOpen', 'notSkippable', 'unknownStep'],
  lead: ['accepted', 'runEnded'],
  recount: ['accepted', 'runEnded'],
  tick: ['accepted'],
};

const pairs = (answers: Record<string, readonly string[]>, prefix = ''): string[] =>
  Object.entries(answers).flatMap(([command, all]) => all.map((answer) => `${prefix}${command} ${answer}`));

export const EXPECTED_PAIRS: readonly string[] = [
  ...(Object.keys(COMPLETIONS) as Role[]).flatMap((role) => pairs(answersTo(role), `${role}.`)),
  ...pairs(BY_TYPE),
  ...pairs(RUN),
];

/** On what the move was: a place by its role, a block by its type; what is nowhere has neither. */
function nameOf({ move, before }: Recorded): string {
  if (move.target === 'run') return `run.${move.command.type}`;
  if (move.target !== 'place') return move.target;
  const { command } = move;
  const step = before.steps.get(move.block);
  if (command.type === 'addPlace') return step ? `${step.block.type}.addPlace` : 'nowhere.place';
  const role = step?.places[Number(command.seatId.split(' ')[1])]?.role;
  return role === undefined ? 'nowhere.place' : `${role}.${command.type}`;
}

/** The pair of command and answer; `null` where several reasons stand against it at once. */
export function pairOf(recorded: Recorded): string | null {
  const { refused } = recorded.answered;
  return refused.length > 1 ? null : `${nameOf(recorded)} ${refused[0] ?? 'accepted'}`;
}
