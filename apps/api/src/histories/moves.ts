import { ASSIGNMENT_KINDS, type Involvement } from '@querraum/workflow';
import { NAMES, personOf, UNITS, type Name, type Unit } from './city';
import type { Command, To } from './commands';
import { isLive, issuerOf, standing, type Model, type ModelTask } from './model';

/** Numbers from a seed (mulberry32): a history that failed is told again by its number. */
export class Dice {
  constructor(private seed: number) {}

  number(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  chance(share: number): boolean {
    return this.number() < share;
  }

  one<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.number() * list.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** Sometimes the one that fits, so that histories get somewhere; sometimes anyone, so that they try what they must not. */
  mostly<T>(fitting: readonly T[], all: readonly T[]): T {
    return fitting.length > 0 && this.chance(0.8) ? this.one(fitting) : this.one(all);
  }
}

const INVOLVEMENTS: Involvement[] = ['STATEMENT', 'CONTRIBUTION', 'CO_EXAMINATION', 'CO_SIGNATURE', 'TAKE_NOTE'];
const RESULTS = ['read', 'given', 'nil', 'noFindings', 'findings', 'done', 'answered'] as const;
const FITTING = {
  takeNote: 'read',
  statement: 'given',
  contribution: 'given',
  examination: 'findings',
  completion: 'done',
  question: 'answered',
} as const;

const actingFor = (unit: Unit): Name[] => NAMES.filter((name) => personOf(name).unit === unit);

type Move = (dice: Dice, model: Model) => Command | undefined;

const onSome = (dice: Dice, model: Model, fits: (task: ModelTask) => boolean): ModelTask | undefined => {
  const all = [...model.tasks.values()];
  return all.length === 0 ? undefined : dice.mostly(all.filter(fits), all);
};
const addressee = (dice: Dice, { unit, person, owner }: ModelTask): Name =>
  dice.mostly(person ? [person] : owner ? [owner] : actingFor(unit), NAMES);
const issuer = (dice: Dice, model: Model, task: ModelTask): Name =>
  dice.mostly(actingFor(issuerOf(model, task)), NAMES);
const lead = (dice: Dice, model: Model): Name => dice.mostly(actingFor(model.lead), NAMES);

function to(dice: Dice): To {
  if (dice.chance(0.03)) return { unit: 'dissolved' };
  const unit = dice.one(UNITS);
  if (!dice.chance(0.2)) return { unit };
  return { unit, person: dice.mostly(actingFor(unit), NAMES) };
}

const some = (dice: Dice, model: Model): string[] => {
  const ids = [...model.tasks.keys()];
  return ids.length > 0 && dice.chance(0.25) ? [...new Set([dice.one(ids), dice.one(ids)])] : [];
};
const gift = (dice: Dice, model: Model) => ({
  kind: dice.one(ASSIGNMENT_KINDS),
  to: Array.from({ length: dice.one([1, 1, 2, 3]) }, () => to(dice)),
  due: dice.one([null, 5, 10, 20, -1]),
  dependsOn: some(dice, model),
  acceptance: dice.chance(0.5),
});
const read = (dice: Dice) => ({ isStale: dice.chance(0.06) });
const isOpen = ({ state }: ModelTask): boolean => state === 'open';
const isAnswered = ({ state }: ModelTask): boolean => state === 'answered';
const isDeclined = ({ state }: ModelTask): boolean => state === 'declined';

const ofAddressee =
  (make: (dice: Dice, task: ModelTask, model: Model) => object): Move =>
  (dice, model) => {
    const task = onSome(dice, model, isOpen);
    return task && ({ by: addressee(dice, task), task: task.id, ...make(dice, task, model) } as Command);
  };
const ofIssuer =
  (fits: (task: ModelTask) => boolean, make: (dice: Dice, task: ModelTask, model: Model) => object): Move =>
  (dice, model) => {
    const task = onSome(dice, model, fits);
    return (
      task && ({ by: issuer(dice, model, task), task: task.id, ...read(dice), ...make(dice, task, model) } as Command)
    );
  };
const ofOffer =
  (type: 'acceptLead' | 'declineLead' | 'withdrawLead'): Move =>
  (dice, model) => {
    const offer = standing(model) ?? model.offers.at(-1);
    if (!offer) return undefined;
    const by = type === 'withdrawLead' ? lead(dice, model) : dice.mostly(actingFor(offer.to), NAMES);
    return { type, by, offer: offer.id };
  };

/** What may come next, with its weight. */
const MOVES: [weight: number, move: Move][] = [
  [
    14,
    (dice, model) => {
      const units = [model.lead, ...model.participants.keys()];
      const by = dice.mostly(units.flatMap(actingFor), NAMES);
      return { type: 'issue', by, unit: dice.chance(0.05) ? dice.one(UNITS) : undefined, ...gift(dice, model) };
    },
  ],
  [8, ofAddressee((dice, _task, model) => ({ type: 'issuePart', ...gift(dice, model) }))],
  [12, ofAddressee(() => ({ type: 'claim' }))],
  [2, ofAddressee(() => ({ type: 'release' }))],
  [
    14,
    ofAddressee((dice, { kind }) => ({
      type: 'answer',
      result: dice.chance(0.9) ? FITTING[kind] : dice.one(RESULTS),
      words: dice.chance(0.92) ? 'Dazu Folgendes: <b>nichts</b>' : '',
      parts: dice.one(['refuse', 'takeBack']),
    })),
  ],
  [6, ofAddressee(() => ({ type: 'decline' }))],
  [7, ofAddressee((dice) => ({ type: 'handOver', to: to(dice), reason: dice.chance(0.85) ? 'Dort zuständig' : '' }))],
  [7, ofIssuer(isAnswered, () => ({ type: 'accept' }))],
  [4, ofIssuer(isAnswered, () => ({ type: 'sendBack' }))],
  [4, ofIssuer(isLive, () => ({ type: 'takeBack' }))],
  [5, ofIssuer(isDeclined, (dice) => ({ type: 'readdress', to: to(dice) }))],
  [3, ofIssuer(isOpen, (dice) => ({ type: 'extend', due: dice.one([3, 12, 30]) }))],
  [4, ofIssuer(isOpen, (dice, _task, model) => ({ type: 'setDependencies', dependsOn: some(dice, model) }))],
  [
    4,
    (dice, model) => ({
      type: 'addParticipant',
      by: lead(dice, model),
      unit: dice.one(UNITS),
      involvement: dice.one(INVOLVEMENTS),
    }),
  ],
  [
    2,
    (dice, model) => ({
      type: 'changeParticipant',
      by: lead(dice, model),
      unit: dice.one(UNITS),
      involvement: dice.one(INVOLVEMENTS),
    }),
  ],
  [4, (dice, model) => ({ type: 'endParticipant', by: lead(dice, model), unit: dice.one(UNITS) })],
  [
    5,
    (dice, model) => ({
      type: 'offer',
      by: lead(dice, model),
      to: dice.chance(0.05) ? 'dissolved' : dice.one(UNITS),
      involvement: dice.one([null, ...INVOLVEMENTS]),
    }),
  ],
  [6, ofOffer('acceptLead')],
  [2, ofOffer('declineLead')],
  [2, ofOffer('withdrawLead')],
  [2, (dice, model) => ({ type: 'rename', by: lead(dice, model), ...read(dice) })],
  [4, (dice, model) => ({ type: 'close', by: lead(dice, model) })],
  [2, (dice, model) => ({ type: 'reopen', by: lead(dice, model) })],
];
const TOTAL = MOVES.reduce((sum, [weight]) => sum + weight, 0);

export function nextMove(dice: Dice, model: Model): Command {
  // Closed projects are opened again soon: there is little to see in them.
  if (!model.isOpen && dice.chance(0.3)) return { type: 'reopen', by: dice.one(actingFor(model.lead)) };
  for (;;) {
    let left = dice.number() * TOTAL;
    const found = MOVES.find(([weight]) => (left -= weight) < 0);
    const command = found?.[1](dice, model);
    if (command) return command;
  }
}
