/** What nobody should get away with: a plausible command made wrong, or any command at all on any seat. */
import type { Acting, FinalSignatureCommand, RoundCommand } from '../vocabulary';
import { insertedName, type TaskName } from './course-commands';
import { isOpenStep, taskOf } from './course-model';
import { addSeat, plausibleMove, replaceText } from './moves';
import type { Random } from './random';
import {
  type ModelCommand,
  type ModelRun,
  isStepMove,
  seatName,
  signerName,
  statusOf,
  toAcknowledge,
} from './run-model';
import { LEAD_UNIT, peopleOf, person, SEAT_UNITS, UNITS } from './world';

const ROUND_TYPES = [
  'claim',
  'release',
  'delegate',
  'answer',
  'answer',
  'withdraw',
  'addSeat',
  'replaceSeat',
  'releaseSeat',
  'answerCondition',
  'liftReservation',
  'replaceText',
  'settleDissent',
  'showDissent',
  'raiseDissent',
  'extend',
  'cancel',
] as const satisfies readonly RoundCommand['type'][];
const SIGNATURE_TYPES = [
  'claim',
  'claim',
  'release',
  'release',
  'sign',
  'sign',
  'return',
  'return',
  'reject',
  'reject',
] as const;
const ANSWERS = ['approve', 'condition', 'reserve', 'refuse', 'nil', 'notResponsible'] as const;
const NOBODY: Acting = { personId: 'nobody in particular', grants: [] };

export const anyone = (random: Random, run: ModelRun): Acting => {
  const seats = run.round.seats.flatMap((seat) => [seat.unit, run.lead]);
  const unit = random.chance(0.7) ? random.pickOr(seats, LEAD_UNIT) : random.pickOr(UNITS, LEAD_UNIT);
  const owners = run.round.seats.flatMap((seat) => seat.owner ?? []);
  if (random.chance(0.3)) return person(random.pickOr(owners, NOBODY.personId));
  return random.chance(0.1) ? NOBODY : random.pick(peopleOf(unit));
};

function anyRoundCommand(random: Random, run: ModelRun, at: number): RoundCommand {
  const seatId = seatName(random.below(run.round.seats.length));
  const type = random.pick(ROUND_TYPES);
  const reason = 'reason';
  switch (type) {
    case 'delegate':
      return { type, seatId, to: anyone(random, run) };
    case 'answer':
      return { type, seatId, kind: random.pick(ANSWERS), words: 'words', version: run.round.version };
    case 'addSeat':
      return addSeat(random, run);
    case 'replaceText':
      return replaceText(random, run);
    case 'replaceSeat':
      return { type, seatId, unitId: random.pick(SEAT_UNITS), reason };
    case 'releaseSeat':
      return { type, seatId, reason };
    case 'answerCondition':
      return { type, seatId, accept: random.chance(0.5), words: 'words' };
    case 'extend':
      return { type, seatId, dueEnd: new Date(at + random.between(-5, 90) * 3_600_000).toISOString(), reason };
    case 'cancel':
      return run.round.outcome !== null || random.chance(0.1) ? { type, reason } : { type: 'claim', seatId };
    default:
      return { type, seatId };
  }
}

/** Any command on any signer, by the one who holds it or by somebody of the unit. */
function anySignature(random: Random, run: ModelRun): ModelCommand {
  const type = random.pick(SIGNATURE_TYPES);
  const signed = run.signers.findIndex(({ state }) => state === 'signed');
  const place = signed >= 0 && random.chance(0.5) ? signed : random.below(Math.max(1, run.signers.length));
  const seatId = random.chance(0.1) ? 'nowhere' : signerName(place);
  const signer = run.signers[place];
  const someone = random.pick(peopleOf(signer?.unit ?? LEAD_UNIT));
  const owner = person(signer?.owner ?? '');
  const holder = random.chance(0.65) ? owner : { ...owner, grants: [] };
  const by = signer?.owner && random.chance(0.6) ? holder : someone;
  const words = random.chance(0.25) ? ' ' : 'words';
  const { version } = run.round;
  const target = 'signature';
  const acknowledged = random.chance(0.6) ? toAcknowledge(run.round).map(seatName) : [];
  if (type === 'sign') return { target, by, command: { type, seatId, version, acknowledged } };
  if (type === 'return' || type === 'reject') return { target, by, command: { type, seatId, words } };
  return { target, by, command: { type, seatId } };
}

/** One wrong word in the command; commands without such a word stay as they are. */
function spoil<C extends RoundCommand | FinalSignatureCommand>(random: Random, run: ModelRun, command: C): C {
  const wrong: Partial<Record<string, unknown>>[] = [];
  if ('seatId' in command) wrong.push({ seatId: 'nowhere' });
  if (command.type === 'answer' || command.type === 'sign')
    wrong.push({ version: command.version + random.pick([-1, 1]) }, { version: command.version - 1 });
  if (command.type === 'sign') wrong.push({ acknowledged: [] });
  if ('words' in command) wrong.push({ words: '' }, { words: '  ' });
  if ('reason' in command) wrong.push({ reason: '' });
  if (command.type === 'delegate') wrong.push({ to: NOBODY });
  if (command.type === 'addSeat') wrong.push({ wave: run.round.wave - 1 }, { wave: run.round.modes.length });
  if (command.type === 'replaceSeat') wrong.push({ unitId: random.pickOr(UNITS, LEAD_UNIT) });
  if (command.type === 'answerCondition') wrong.push({ accept: !command.accept });
  if (command.type === 'replaceText') {
    const sha256 = 'b'.repeat(64);
    wrong.push({ version: { number: run.round.version, sha256 } }, { affectedSeatIds: ['nowhere'] });
  }
  if (command.type === 'extend') {
    const same = run.round.seats.find((_, place) => seatName(place) === command.seatId)?.due ?? 0;
    const sooner = Date.parse(command.dueEnd) - 80 * 3_600_000;
    wrong.push(...[same, sooner].map((dueEnd) => ({ dueEnd: new Date(dueEnd).toISOString() })));
  }
  return { ...command, ...random.pickOr(wrong, {}) };
}

/** Any command on a task, by its owner, somebody of its unit or anyone, whether it is still open or not. */
function anyTaskCommand(random: Random, run: ModelRun): ModelCommand {
  const all: TaskName[] = [
    ...(run.draft === null ? [] : (['draft'] as const)),
    ...run.inserted.map((_, place) => insertedName(place)),
  ];
  const open = all.filter((name) => isOpenStep(run, name));
  const besides = open.length > 0 && random.chance(0.7) ? open : all;
  const isBeside = besides.length > 0 && random.chance(0.75);
  const isNowhere = random.chance(0.03);
  const step = isNowhere ? insertedName(run.inserted.length) : isBeside ? random.pickOr(besides, 'draft') : 'task';
  const { owner, unit } = taskOf(run, step) ?? run.task;
  const by = random.weighted(
    [
      [4, owner === null ? NOBODY : person(owner)],
      [4, random.pick(peopleOf(unit))],
      [1, anyone(random, run)],
    ],
    NOBODY,
  );
  const type = random.pick(['claim', 'release', 'complete'] as const);
  const given = { by: random.chance(isBeside ? 0.6 : 0.75) ? by : { ...by, grants: [] }, command: { type } };
  return step === 'task' ? { target: 'task', ...given } : { target: 'beside', step, ...given };
}

export function hostileMove(random: Random, run: ModelRun, at: number): ModelCommand {
  const signs = run.signers.length > 0;
  const hasMore = run.draft !== null || run.inserted.length > 0;
  if (random.chance(hasMore ? 0.35 : signs ? 0.15 : 0.08)) return anyTaskCommand(random, run);
  const over = statusOf(run) !== 'running';
  const means = over || (signs && random.chance(0.6)) ? 0 : random.between(0, 3);
  if (means === 0) {
    if (random.chance(signs ? 0.7 : 0.02)) return anySignature(random, run);
    return { target: 'round', by: anyone(random, run), command: anyRoundCommand(random, run, at) };
  }
  const plausible = plausibleMove(random, run, at);
  if (!isStepMove(plausible)) return plausible;
  if (means === 1) return { ...plausible, by: anyone(random, run) };
  if (means === 2) return { ...plausible, by: { ...plausible.by, grants: plausible.by.grants.slice(1) } };
  if (plausible.target === 'task') return anyTaskCommand(random, run);
  return plausible.target === 'round'
    ? { ...plausible, command: spoil(random, run, plausible.command) }
    : { ...plausible, command: spoil(random, run, plausible.command) };
}
