import { isOfMitte, personOf, type Name, type Unit } from './city';
import type { Command, To } from './commands';
import {
  heldUpBy,
  isLive,
  issuerOf,
  livePartsOf,
  mayIssue,
  seesFile,
  seesHead,
  seesRow,
  seesTask,
  standing,
  waitsFor,
  type Model,
  type ModelTask,
} from './model';

/**
 * Every reason why the product must refuse the command, as codes of its problems; none: it must carry it out. Which of
 * several reasons is said first is the product's choice.
 */
export function reasonsAgainst(model: Model, command: Command): string[] {
  if ('task' in command) {
    const task = model.tasks.get(command.task);
    // What somebody does not see is answered as if it were not there, whatever else would speak against it.
    const isInInbox = command.type === 'claim' || command.type === 'release';
    if (!task || !(isInInbox ? seesRow : seesTask)(model, command.by, task)) return ['notFound'];
    return [...aboutTask(model, command, task), ...closed(model)];
  }
  if ('offer' in command) return aboutOffer(model, command);
  if (!seesHead(model, command.by)) return ['notFound'];
  return aboutProject(model, command);
}

const closed = ({ isOpen }: Model): string[] => (isOpen ? [] : ['projectClosed']);
const when = (holds: boolean, code: string): string[] => (holds ? [code] : []);
const actsFor = (name: Name, unit: Unit): boolean => personOf(name).unit === unit;

function aboutProject(model: Model, command: Command): string[] {
  const isLead = actsFor(command.by, model.lead);
  switch (command.type) {
    case 'issue': {
      const { unit } = personOf(command.by);
      if (!mayIssue(model, unit)) return ['mayNotIssue'];
      const isForOther = command.unit !== undefined && command.unit !== unit;
      return [...closed(model), ...(isForOther ? ['mayNotIssue'] : gift(model, command))];
    }
    case 'addParticipant':
      return [
        ...when(!isLead, 'notLead'),
        ...closed(model),
        ...when(command.unit === model.lead || model.participants.has(command.unit), 'participantThere'),
      ];
    case 'changeParticipant':
      return [
        ...when(!isLead, 'notLead'),
        ...closed(model),
        ...when(!model.participants.has(command.unit), 'participantUnknown'),
        ...when(model.participants.get(command.unit) === command.involvement, 'participantSame'),
      ];
    case 'endParticipant':
      return [
        ...when(!isLead, 'notLead'),
        ...closed(model),
        ...when(!model.participants.has(command.unit), 'participantUnknown'),
        ...when(hasSomethingOpen(model, command.unit), 'participantBusy'),
      ];
    case 'rename':
      return [...when(!isLead, 'notLead'), ...closed(model), ...when(command.isStale, 'revisionConflict')];
    case 'close': {
      const isBlocked = [...model.tasks.values()].some(isLive) || standing(model) !== undefined;
      return [...when(!isLead, 'notLead'), ...closed(model), ...when(isBlocked, 'closingBlocked')];
    }
    case 'reopen':
      return [...when(!isLead, 'notLead'), ...when(model.isOpen, 'projectOpen')];
    case 'offer': {
      const { to } = command;
      return [
        ...when(!isLead, 'notLead'),
        ...closed(model),
        ...when(to === 'dissolved', 'unitUnknown'),
        ...when(to === model.lead, 'handoverToSelf'),
        ...when(to !== 'dissolved' && !isOfMitte(to), 'handoverOtherHouse'),
        ...when(standing(model) !== undefined, 'handoverPending'),
      ];
    }
    default:
      throw new Error(`${command.type} is about a task or an offer`);
  }
}

/** What a unit has to do here: its tasks, the answers it must look at, the lead it was offered. */
function hasSomethingOpen(model: Model, unit: Unit): boolean {
  const has = (task: ModelTask): boolean =>
    task.state === 'answered' || task.state === 'declined' ? issuerOf(model, task) === unit : task.unit === unit;
  return [...model.tasks.values()].some((task) => isLive(task) && has(task)) || standing(model)?.to === unit;
}

type OfTask = Extract<Command, { task: string }>;

function aboutTask(model: Model, command: OfTask, task: ModelTask): string[] {
  const stale = 'isStale' in command ? when(command.isStale, 'revisionConflict') : [];
  return [...authority(model, command, task), ...state(command, task), ...stale, ...matter(model, command, task)];
}

function authority(model: Model, { type, by }: OfTask, task: ModelTask): string[] {
  const isAddressee = actsFor(by, task.unit) && (task.person === null || task.person === by);
  const isHeadOfUnit = personOf(by).isHead && actsFor(by, task.unit);
  const ofOwner = isAddressee && task.owner === by;
  const ofBearer = (isAddressee && (task.owner === null || task.owner === by)) || isHeadOfUnit;
  switch (type) {
    case 'claim':
      return isAddressee ? when(task.owner !== null, 'alreadyClaimed') : ['noAuthority'];
    case 'release':
    case 'answer':
      return isAddressee ? when(!ofOwner, 'notOwner') : ['noAuthority'];
    case 'decline':
    case 'issuePart':
      return ofBearer ? [] : [isAddressee ? 'notOwner' : 'noAuthority'];
    case 'handOver':
      return ofBearer ? [] : [isAddressee ? 'headDistributes' : 'noAuthority'];
    default:
      return when(!actsFor(by, issuerOf(model, task)), 'notIssuer');
  }
}

const STATES: Record<OfTask['type'], [states: ModelTask['state'][], otherwise: string]> = {
  claim: [['open'], 'notOpen'],
  release: [['open'], 'notOpen'],
  answer: [['open'], 'notOpen'],
  decline: [['open'], 'notOpen'],
  handOver: [['open'], 'notOpen'],
  issuePart: [['open'], 'notOpen'],
  accept: [['answered'], 'notAnswered'],
  sendBack: [['answered'], 'notAnswered'],
  takeBack: [['waiting', 'open', 'answered', 'declined'], 'notOpen'],
  readdress: [['declined'], 'notDeclined'],
  extend: [['waiting', 'open'], 'notOpen'],
  setDependencies: [['waiting', 'open'], 'notOpen'],
};

function state({ type }: OfTask, task: ModelTask): string[] {
  const [states, otherwise] = STATES[type];
  if (states.includes(task.state)) return [];
  return isLive(task) ? [otherwise] : ['assignmentEnded', otherwise];
}

/** What the kinds may be answered with, and what that needs. */
const RESULTS: Record<ModelTask['kind'], Partial<Record<string, boolean>>> = {
  takeNote: { read: false },
  statement: { given: true },
  contribution: { given: true, nil: false },
  examination: { noFindings: false, findings: true },
  completion: { done: false },
  question: { answered: true },
};
const STAYS: ReadonlySet<ModelTask['kind']> = new Set<ModelTask['kind']>(['takeNote', 'question']);

function matter(model: Model, command: OfTask, task: ModelTask): string[] {
  const parent = task.parent === null ? undefined : model.tasks.get(task.parent);
  switch (command.type) {
    case 'answer': {
      const needsWords = RESULTS[task.kind][command.result];
      return [
        ...when(needsWords === undefined, 'resultOfOtherKind'),
        ...when(needsWords === true && command.words === '', 'wordsRequired'),
        ...when(needsWords === true && command.words === '', 'wordsOrDocumentRequired'),
        ...when(command.parts === 'refuse' && livePartsOf(model, task.id).length > 0, 'subAssignmentsOpen'),
      ];
    }
    case 'handOver': {
      const { to } = command;
      const leaves = to.unit !== task.unit;
      const isSame = !leaves && (to.person ?? null) === task.person && (to.person ?? null) === task.owner;
      return [
        ...when(leaves && STAYS.has(task.kind), 'staysInUnit'),
        ...when(leaves && command.reason === '', 'reasonRequired'),
        ...addressee(to, command.by),
        ...when(isSame, 'sameAddressee'),
      ];
    }
    case 'readdress':
      return addressee(command.to, command.by);
    case 'extend':
      return [
        ...when(task.due !== null && command.due <= task.due, 'notLater'),
        ...when(command.due < 0, 'dueInPast'),
        ...when(isLater(command.due, parent?.due), 'dueAfterParent'),
      ];
    case 'issuePart':
      return gift(model, command, task);
    case 'setDependencies':
      return [
        ...predecessors(model, command.by, command.dependsOn),
        ...when(circles(model, task.id, command.dependsOn), 'dependencyCycle'),
        ...when(
          task.state === 'open' && waitsFor(model, command.dependsOn) && livePartsOf(model, task.id).length > 0,
          'subAssignmentsOpen',
        ),
      ];
    default:
      return [];
  }
}

type Gift = Extract<Command, { type: 'issue' | 'issuePart' }>;

function gift(model: Model, { by, to, due, dependsOn }: Gift, parent?: ModelTask): string[] {
  return [
    ...to.flatMap((one) => addressee(one, by)),
    ...when(new Set(to.map(({ unit, person }) => `${unit} ${person ?? ''}`)).size < to.length, 'unitTwice'),
    ...when(due !== null && due < 0, 'dueInPast'),
    ...when(due !== null && isLater(due, parent?.due), 'dueAfterParent'),
    ...predecessors(model, by, dependsOn),
    // A part cannot wait for what waits for the whole.
    ...when(
      parent !== undefined && dependsOn.some((id) => id === parent.id || heldUpBy(model, parent.id).has(id)),
      'dependencyCycle',
    ),
  ];
}

const isLater = (due: number, limit: number | null | undefined): boolean => typeof limit === 'number' && due > limit;

function addressee({ unit, person }: To, by: Name): string[] {
  if (unit === 'dissolved') return ['unitUnknown'];
  if (person === undefined) return [];
  const isForeign = isOfMitte(unit) === (personOf(by).unit === 'PAN');
  return when(isForeign || personOf(person).unit !== unit, 'personNotInUnit');
}

const predecessors = (model: Model, by: Name, ids: string[]): string[] =>
  when(
    ids.some((id) => {
      const task = model.tasks.get(id);
      return !task || !seesTask(model, by, task);
    }),
    'dependencyUnknown',
  );

const circles = (model: Model, id: string, dependsOn: string[]): boolean =>
  dependsOn.some((one) => one === id || heldUpBy(model, id).has(one));

function aboutOffer(model: Model, command: Extract<Command, { offer: string }>): string[] {
  const offer = model.offers.find(({ id }) => id === command.offer);
  const { by, type } = command;
  if (!offer || !(seesFile(model, by) || personOf(by).sees.includes(offer.to))) return ['notFound'];
  const hasLeft = offer.tookPart && !model.participants.has(offer.to);
  return [
    ...(type === 'withdrawLead'
      ? when(!actsFor(by, model.lead), 'notLead')
      : when(!actsFor(by, offer.to), 'handoverNotOffered')),
    ...when(offer.state !== 'offered', 'handoverSettled'),
    ...closed(model),
    ...when(type === 'acceptLead' && hasLeft, 'handoverUnitLeft'),
  ];
}
