/** What an office could plausibly do next with the blocks that are open, and what nobody should get away with. */
import type { FactValue } from '../../definition';
import type { Acting, Completion, PlaceCommand } from '../../vocabulary';
import { someoneOf } from '../moves-of-offices';
import type { Random } from '../random';
import { dateOf, LEAD_UNIT, LEADS, peopleOf, person, SEAT_UNITS, UNITS } from '../world';
import { type BlocksMove, type BlocksRun, type LeadMove, placeName, stepsOf } from './blocks-run';
import { isOver, type ModelPlace } from './place-model';
import { formOfFact, rulesOf, unitsOf } from './rules';
import type { ModelStep } from './step-model';

type Move = readonly [weight: number, make: () => BlocksMove];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOBODY: Acting = { personId: 'nobody in particular', grants: [] };

/** Votes as they are mostly counted: as many as may vote, and sometimes a number too many. */
function votes(random: Random, members: readonly string[]): Record<string, FactValue> {
  const excluded = random.chance(0.3) ? [random.pickOr(members, LEAD_UNIT)] : [];
  const entitled = members.length - (random.chance(0.9) ? excluded.length : 0);
  const present = random.chance(0.6) ? entitled : random.between(0, members.length);
  const yes = random.chance(0.5) ? present : random.between(0, present);
  const no = random.chance(0.5) ? present - yes : random.between(0, present - yes);
  const slip = random.chance(0.08) ? random.pick([1, -1, 0.5]) : 0;
  return {
    ...{ present, yes, no, abstained: present - yes - no + slip },
    ...(random.chance(0.35) ? { tie: random.pick(['yes', 'no']) } : {}),
    ...(excluded.length > 0 ? { excluded } : {}),
    ...(excluded.length > 0 && random.chance(0.85) ? { exclusion: 'kin' } : {}),
  };
}

/** What was filled in: sometimes too little, too much or in a wrong form. */
function filledIn(
  random: Random,
  step: ModelStep,
  place: ModelPlace,
  result: string | undefined,
  now: { at: number; lead: string },
): Record<string, FactValue> {
  const asked = Object.keys(rulesOf(step.block, place.role).asks(result ?? ''));
  const values: Record<string, FactValue> = {};
  if (asked.includes('day')) values['day'] = dateOf(now.at + random.between(random.chance(0.9) ? 1 : -1, 9) * DAY);
  if (asked.includes('number')) values['number'] = '7/V';
  if (step.block.type === 'task')
    for (const fact of asked.filter(() => random.chance(0.85)))
      values[fact] = formOfFact(fact) === 'boolean' ? random.chance(0.5) : dateOf(now.at + random.between(-1, 9) * DAY);
  if (step.block.type === 'committee' && place.role === 'minutes')
    Object.assign(values, votes(random, unitsOf(step.block.members, now.lead)));
  if (random.chance(0.9)) return values;
  const key = random.pickOr(Object.keys(values), 'other');
  const { [key]: _, ...fewer } = values;
  return random.pickOr(
    [
      fewer,
      { ...values, [key]: random.chance(0.3) ? null : random.pickOr(['', ' ', 'soon', 7], 7) },
      { ...values, other: 1 },
    ],
    values,
  );
}

function completion(random: Random, step: ModelStep, place: ModelPlace, now: { at: number; lead: string }): Completion {
  const { choices } = rulesOf(step.block, place.role);
  const offered = choices.map((choice) => choice.result);
  const result = random.chance(0.96)
    ? random.pickOr(offered, undefined)
    : random.pickOr(['nonsense', undefined], 'nonsense');
  const words = random.pickOr(['words', 'words', 'words', 'words', 'words', ' ', undefined], undefined);
  const values = filledIn(random, step, place, result, now);
  return {
    ...(result === undefined ? {} : { result }),
    ...(words === undefined ? {} : { words }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
  };
}

const reason = (random: Random): string => (random.chance(0.87) ? 'reason' : ' ');

/** Any command at all on the place, by whoever. */
function anyCommand(random: Random, run: BlocksRun, step: ModelStep, position: number, at: number): PlaceCommand {
  const isKnown = step.block.type === 'task' || random.chance(0.97);
  const seatId = placeName(isKnown ? position : 99);
  const place = step.places[position];
  const type = random.pick([
    'claim',
    'release',
    'delegate',
    'complete',
    'complete',
    'extend',
    'addPlace',
    'removePlace',
  ]);
  switch (type) {
    case 'delegate':
      return { type, seatId, to: random.chance(0.7) ? someoneOf(random, place?.unit ?? LEAD_UNIT) : NOBODY };
    case 'complete':
      return place === undefined
        ? { type, seatId }
        : { type, seatId, ...completion(random, step, place, { at, lead: run.lead }) };
    case 'extend': {
      const dueEnd = new Date(at + random.between(-30, 90) * HOUR).toISOString();
      return { type, seatId, dueEnd, reason: reason(random) };
    }
    case 'addPlace':
      return { type, unitId: random.pick(SEAT_UNITS), reason: reason(random) };
    case 'removePlace':
      return { type, seatId, reason: reason(random) };
    default:
      return { type, seatId } as PlaceCommand;
  }
}

const isForLead = ({ type }: PlaceCommand): boolean => ['extend', 'addPlace', 'removePlace'].includes(type);

/** Whoever has done it tries it once more; of several, rather the one whose turn came last. */
function onceMore(random: Random, run: BlocksRun): BlocksMove | undefined {
  const done = stepsOf(run).flatMap((step) =>
    step.places.flatMap(({ state, owner, unit }, position) =>
      state === 'done' && !step.open ? [{ block: step.block.id, seatId: placeName(position), owner, unit }] : [],
    ),
  );
  const again = random.chance(0.5) ? done.at(-1) : random.pickOr(done, undefined);
  if (again === undefined) return undefined;
  const { block, seatId, owner, unit } = again;
  const command = random.pick<PlaceCommand>([
    { type: 'claim', seatId },
    { type: 'release', seatId },
    { type: 'delegate', seatId, to: someoneOf(random, unit) },
    { type: 'complete', seatId },
  ]);
  return { target: 'place', by: person(owner ?? ''), block, command };
}

function hostileMove(random: Random, run: BlocksRun, at: number): BlocksMove {
  const again = random.chance(0.15) ? onceMore(random, run) : undefined;
  if (again !== undefined) return again;
  const steps = stepsOf(run);
  // What is over is tried seldom, while something is open.
  const open = steps.filter((step) => step.open);
  const step = random.pickOr(open.length > 0 && random.chance(0.65) ? open : steps, undefined);
  if (step === undefined) return { target: 'tick' };
  // The last place is that of the role whose turn comes last.
  const last = Math.max(0, step.places.length - 1);
  const position = random.chance(0.4) ? last : random.below(last + 1);
  const command = anyCommand(random, run, step, position, at);
  const { unit = run.lead, owner = null } = step.places[position] ?? {};
  const someone = random.weighted(
    [
      [4, () => someoneOf(random, isForLead(command) ? run.lead : unit)],
      [3, () => (owner === null ? someoneOf(random, unit) : person(owner))],
      [1.5, () => someoneOf(random, random.pickOr(UNITS, LEAD_UNIT))],
      [2, () => ({ ...(owner === null ? NOBODY : person(owner)), grants: [] })],
    ],
    () => NOBODY,
  )();
  const block = random.chance(0.02) ? 'nowhere' : step.block.id;
  return { target: 'place', by: someone, block, command };
}

/** An open place is taken over, handed on and done; what time has closed may still come late. */
function movesOfPlace(random: Random, run: BlocksRun, step: ModelStep, position: number, at: number): Move[] {
  const place = step.places[position];
  if (place === undefined || place.state === 'waiting') return [];
  const seatId = placeName(position);
  const { late } = rulesOf(step.block, place.role);
  const by = (): Acting => (place.owner === null ? someoneOf(random, place.unit) : person(place.owner));
  const mate = (): Acting => someoneOf(random, place.unit);
  const move = (weight: number, acting: () => Acting, command: () => PlaceCommand): Move => [
    weight,
    () => ({ target: 'place', by: acting(), block: step.block.id, command: command() }),
  ];
  const done = (): PlaceCommand => ({
    type: 'complete',
    seatId,
    ...completion(random, step, place, { at, lead: run.lead }),
  });
  if (place.state === 'without' && late)
    return [move(0.6, mate, done), move(0.15, mate, () => ({ type: 'claim', seatId }))];
  if (place.state !== 'open') return [];
  const lead = (): Acting => someoneOf(random, run.lead);
  const dueEnd = (): string => {
    const due = Number.isFinite(place.due) ? Math.max(at, place.due) : at;
    return new Date(due + random.between(1, 60) * HOUR).toISOString();
  };
  const byLead = [
    move(0.15, lead, () => ({ type: 'extend', seatId, dueEnd: dueEnd(), reason: reason(random) })),
    move(0.15, lead, () => ({ type: 'removePlace', seatId, reason: reason(random) })),
  ];
  if (place.owner === null) return [move(3, mate, () => ({ type: 'claim', seatId })), ...byLead];
  const without = (): Acting => ({ ...by(), grants: [] });
  const owner = (): Acting => (random.chance(0.6) ? without() : by());
  return [
    move(0.12, without, () => random.pick([{ type: 'release', seatId }, done()])),
    move(3.5, by, done),
    move(0.2, by, () => ({ type: 'release', seatId })),
    move(0.25, by, () => ({ type: 'delegate', seatId, to: mate() })),
    move(0.25, mate, () => ({ type: 'claim', seatId, owner: owner() })),
    ...byLead,
  ];
}

function plausibleMove(random: Random, run: BlocksRun, at: number): BlocksMove {
  const moves = stepsOf(run).flatMap((step): Move[] => {
    if (!step.open) return [];
    const unitId = random.pick(SEAT_UNITS);
    const add = (): BlocksMove => ({
      target: 'place',
      by: someoneOf(random, run.lead),
      block: step.block.id,
      command: { type: 'addPlace', unitId, reason: reason(random) },
    });
    const grows = step.places.some((place) => ['note', 'part'].includes(place.role) && !isOver(place));
    return [
      ...step.places.flatMap((_, position) => movesOfPlace(random, run, step, position, at)),
      [grows && step.places.length < 6 ? 0.25 : 0, add],
    ];
  });
  return random.weighted<() => BlocksMove>([...moves, [0.8, () => ({ target: 'tick' })]], () => ({ target: 'tick' }))();
}

/** How often something happens to the run as a whole; in most histories hardly anything does. */
export interface Unrest {
  lead: number;
  rest: number;
  skip: number;
}

export const randomUnrest = (random: Random): Unrest => ({
  lead: random.chance(0.3) ? 0.08 : 0,
  rest: random.chance(0.35) ? 0.07 : 0.004,
  skip: random.chance(0.3) ? 0.06 : 0.005,
});

function leadMove(random: Random, run: BlocksRun, { rest, skip }: Unrest): LeadMove | undefined {
  const rests = run.suspendedAt !== null;
  const isOver = run.status !== 'running';
  if (random.chance(skip)) {
    const known = stepsOf(run).map((step) => step.block.id);
    const block = random.chance(0.9) ? random.pickOr(known, 'nowhere') : 'nowhere';
    return { type: 'skipStep', block, reason: reason(random) };
  }
  if (!random.chance(rests ? 0.25 : isOver ? 0.12 : rest)) return undefined;
  const type = random.weighted(
    [
      [rests ? 6 : 2, 'resume'],
      [rests ? 1.2 : 12, 'suspend'],
      [isOver ? 4 : 0.8, 'cancelRun'],
    ] as const,
    'resume',
  );
  return type === 'resume' ? { type } : { type, reason: reason(random) };
}

export function nextMove(random: Random, run: BlocksRun, unrest: Unrest, at: number): BlocksMove {
  if (random.chance(unrest.lead))
    return {
      target: 'lead',
      to: random.pickOr(
        LEADS.filter((unit) => unit !== run.lead),
        LEAD_UNIT,
      ),
    };
  const command = leadMove(random, run, unrest);
  if (command !== undefined) {
    const by = random.chance(0.85)
      ? someoneOf(random, run.lead)
      : random.pick(peopleOf(random.pickOr(UNITS, LEAD_UNIT)));
    return { target: 'run', by, command };
  }
  const isPlausible = run.status === 'running' && random.chance(0.7);
  return isPlausible ? plausibleMove(random, run, at) : hostileMove(random, run, at);
}
