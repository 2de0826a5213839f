import {
  nextDue,
  situationOf,
  tasksOf,
  type Advanced,
  type Effect,
  type RunEvent,
  type RunState,
} from '@querraum/workflow';
import type { Situation } from '@querraum/contracts';
import { housesOf } from '../houses';
import { newId, nextEntries, workItems, type Transaction } from '../platform';
import { auditRecord, followAddressees, standingOf } from '../projects';
import { keepKnownRun, type KnownRun } from './known-runs';
import { namesIn, type Names } from './names';
import { tickOwed } from './owe-tick';
import { getRun, keepWritten, readBeside } from './read-run';
import type { Beside, RunRecord, RunTask } from './run-record';
import { toldAfter, type Told } from './run-told';
import { writeRun, type Begun, type TaskToWrite, type ToWrite } from './run-write';
import { signalsOwed } from './signals';

/** What enters the table of decisions beside the history: everything somebody may one day have to answer for. */
const DECISIONS: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'seatAnswered',
  'seatSilent',
  'answerWithdrawn',
  'seatAdded',
  'seatReplaced',
  'seatReleased',
  'conditionAnswered',
  'reservationLifted',
  'textReplaced',
  'dissentOpened',
  'dissentPosition',
  'dissentRaised',
  'dissentEnded',
  'roundEnded',
  'signed',
  'signatureReturned',
  'signatureRejected',
  'taskCompleted',
  'placeDone',
  'placeWithout',
  'placeAdded',
  'placeRemoved',
  'factsSet',
  'agendaEntered',
  'committeePostponed',
  'committeeDecided',
  'runEnded',
  'runSuspended',
  'runResumed',
  'returnedTo',
  'stepInserted',
  'stepSkipped',
  'jobRetried',
  'runReopened',
]);

/**
 * Writes everything a step of the engine brings, in the transaction of the command: state, tasks, decisions, history,
 * notifications, who sees the project, and the work item that wakes the engine at the next Frist. One statement (docs/adr/0039).
 */
export async function applyAdvanced(
  tx: Transaction,
  run: RunRecord,
  told: Told,
  advanced: Advanced,
  begun: Begun | null = null,
): Promise<RunRecord> {
  const change = await changeOf(tx, run, told, advanced, begun);
  const { after, given, next } = change;
  writeRun(tx, after, given, (writtenBy) => next && keepKnownRun(tx, next, writtenBy));
  await followChange(tx, change);
  return after;
}

/** What a step of the engine makes of a run, and what is to be written of it. */
export interface RunChange {
  after: RunRecord;
  given: ToWrite;
  /** Somebody is addressed by this run no more. */
  lost: boolean;
  /** As the next command would read it, where that is certain. */
  next: KnownRun | undefined;
}

export async function changeOf(
  tx: Transaction,
  run: RunRecord,
  told: Told,
  { state, effects }: Advanced,
  begun: Begun | null = null,
): Promise<RunChange> {
  const beside = run.beside ?? (await readBeside(tx, run.project, run.id));
  const events = effects.flatMap((effect) => (effect.type === 'event' ? [effect.event] : []));
  const names = await namesIn(tx, state, events, run.project.leadUnitId);
  const own = situationView(run, state, names, tx.now);
  const situation = await shownSituation(tx, run, own, beside);
  const standing = standingOf({
    leadUnit: { id: run.project.leadUnitId, name: run.project.leadUnitName },
    createdAt: run.project.createdAt,
    isClosed: run.project.state === 'closed',
    situation,
    running: [...(state.status === 'running' ? [own.waitingFor] : []), ...beside.waiting.running],
    assigned: beside.waiting.assigned,
  });
  const history = nextEntries(
    run.projectId,
    beside.head,
    events.map((event) => auditRecord(historyOf(run, event, names))),
  );
  const { tasks, changed, hints } = tasksAfter(tx, run, state, events, names);
  const notices = noticesOf(effects);
  const due = nextDue(state);
  const kept = toldAfter(run, told);
  const after: RunRecord = {
    ...run,
    state,
    revision: run.revision + 1,
    nextDueAt: due === null ? null : new Date(due),
    endedAt: state.status === 'running' ? null : (run.endedAt ?? tx.now),
    project: { ...run.project, situation, updatedAt: tx.now > run.project.updatedAt ? tx.now : run.project.updatedAt },
    tasks,
    beside: { ...beside, head: history.head },
    lastCommand: kept && { ...kept, sequence: run.revision + 1 },
  };
  const addressed = addressedIn(tasks);
  const { added, lost } = compareAddressees(addressedIn(run.tasks), addressed, beside);
  const next = await readNext(tx, after, { ...beside, head: history.head }, { added, lost });
  const given: ToWrite = {
    begun,
    waitingFor: own.waitingFor,
    tasks: changed,
    leadUnitName: names.unit(run.project.leadUnitId),
    decisions: decisionsOf(state, events),
    notices,
    workItems: [
      ...workItemsOf(tx, run, after, notices),
      ...jobsOf(tx, run, effects),
      ...(await signalsOwed(tx, run, effects)),
    ],
    addressees: added,
    history,
    situation,
    standing,
    hints,
    told: kept,
  };
  return { after, given, lost, next };
}

export async function followChange(tx: Transaction, { after, lost }: RunChange): Promise<void> {
  // Another run may address them still.
  if (lost) await followAddressees(tx, after.project, await addressedUnits(tx, after.projectId));
  keepWritten(tx, after);
}

/** Units with an open or answered step of the project, of whichever run; tasks by hand are a matter of their own. */
export async function addressedUnits(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.rows<{ unitId: string }>(
    `select distinct unit_id as "unitId" from task
     where run_id in (select id from run where project_id = $1) and status in ('open', 'done')`,
    [projectId],
  );
  return rows.map(({ unitId }) => unitId);
}

const addressedIn = (tasks: RunTask[]): Set<string> =>
  new Set(tasks.flatMap(({ status, unitId }) => (status === 'open' || status === 'done' ? unitId : [])));

/**
 * The run as its next command would read it, if that is certain: this one had the run for itself, did nothing else, and knows
 * whom it has added to the parties.
 */
async function readNext(
  tx: Transaction,
  after: RunRecord,
  beside: Beside,
  { added, lost }: ReturnType<typeof compareAddressees>,
): Promise<KnownRun | undefined> {
  const { held } = tx;
  const isHeld = held?.kind === 'run' ? held.id === after.id : held?.id === after.projectId && after.revision === 1;
  if (!isHeld || lost) return undefined;
  const { units } = await housesOf(tx);
  const joined = added.flatMap(({ unitId }) => {
    const department = units.get(unitId)?.department;
    return department ? [{ unitId, department, role: 'ADDRESSEE' as const }] : [];
  });
  if (joined.length < added.length) return undefined;
  return { ...after, beside: { ...beside, parties: [...beside.parties, ...joined] } };
}

function compareAddressees(
  before: Set<string>,
  after: Set<string>,
  { parties }: Beside,
): { added: { id: string; unitId: string }[]; lost: boolean } {
  const known = new Set(parties.flatMap(({ role, unitId }) => (role === 'ADDRESSEE' ? unitId : [])));
  return {
    added: [...after].filter((unitId) => !known.has(unitId)).map((unitId) => ({ id: newId(), unitId })),
    lost: [...before].some((unitId) => !after.has(unitId)),
  };
}

/** The project's sentence tells of the newest running run, else of the newest one. */
async function shownSituation(
  tx: Transaction,
  run: RunRecord,
  own: Situation,
  { newest }: Beside,
): Promise<Situation | null> {
  if (!newest || isShownBefore(run, own, newest)) return own;
  // Another run's news leaves the sentence alone, until that run is no longer the one to tell of.
  if (run.project.situation?.runId === newest.id) return run.project.situation;
  const shown = await getRun(tx, newest.id);
  return situationView(shown, shown.state, await namesIn(tx, shown.state), tx.now);
}

function isShownBefore(run: RunRecord, own: Situation, other: NonNullable<Beside['newest']>): boolean {
  const isRunning = own.status === 'running';
  if (isRunning !== other.isRunning) return isRunning;
  const later = run.startedAt.getTime() - Date.parse(other.startedAt);
  return later === 0 ? run.id > other.id : later > 0;
}

/** The read model of the inbox follows the engine's projection; only rows that differ are written. */
function tasksAfter(
  tx: Transaction,
  run: RunRecord,
  state: RunState,
  events: RunEvent[],
  names: Names,
): { tasks: RunTask[]; changed: TaskToWrite[]; hints: string[] } {
  const placesOf = (type: RunEvent['type']) =>
    new Set(events.flatMap((event) => (event.type === type ? [`${event.stepId}:${event.seatId}`] : [])));
  const reminded = placesOf('reminded');
  const escalated = placesOf('escalated');
  const before = new Map(run.tasks.map((task) => [task.key, task]));
  const changed: TaskToWrite[] = [];
  const hints: string[] = [];
  for (const task of tasksOf(run.bundle, state)) {
    const former = before.get(task.key);
    const place = `${task.stepId}:${task.seatId}`;
    const isReminded = reminded.has(place);
    const isEscalated = escalated.has(place);
    // What is done stays where it was done, and on what.
    const isOver = former?.status === 'done' && task.status === 'done';
    const next = {
      ...task,
      id: former?.id ?? newId(),
      unitId: isOver ? former.unitId : task.unitId,
      paperNumber: isOver ? former.paperNumber : state.paper.number,
      openedAt: task.openedAt ?? former?.openedAt ?? tx.now.toISOString(),
    };
    if (former && !isReminded && !isEscalated && isSame(former, next)) continue;
    before.set(task.key, { ...former, ...next });
    changed.push({
      ...next,
      isNew: former === undefined,
      unitName: names.unit(next.unitId),
      ownerName: task.ownerId && names.person(task.ownerId),
      dueOrder: task.dueEnd ?? 'infinity',
      doneAt: task.status === 'done' ? tx.now.toISOString() : null,
      remindedAt: isReminded ? tx.now.toISOString() : null,
      escalated: isEscalated,
    });
    hints.push(`${next.unitId}:${next.id}`);
    // Where a task has moved, the unit that had it is told too.
    if (former && former.unitId !== next.unitId) hints.push(`${former.unitId}:${next.id}`);
  }
  // The lead follows its project on the page, whoever has the task.
  return { tasks: [...before.values()], changed, hints: [...hints, `${run.project.leadUnitId}:`] };
}

const isSame = (one: RunTask, other: RunTask): boolean =>
  one.unitId === other.unitId &&
  one.ownerId === other.ownerId &&
  one.status === other.status &&
  one.seatId === other.seatId &&
  one.paperNumber === other.paperNumber &&
  isSameInstant(one.dueEnd, other.dueEnd) &&
  isSameInstant(one.openedAt, other.openedAt);

const isSameInstant = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);

const decisionsOf = (state: RunState, events: RunEvent[]) =>
  events
    .filter((event) => DECISIONS.has(event.type))
    .map(({ at, by, stepId, seatId, unitId, type, ...data }) => {
      const paper = 'paper' in data ? data.paper : state.paper;
      return { at, by, stepId, seatId, unitId, type, paperNumber: paper.number, paperSha256: paper.sha256, data };
    });

const noticesOf = (effects: Effect[]) =>
  effects.flatMap((effect) => {
    if (effect.type !== 'notify') return [];
    const { unitId, stepId, seatId, reason } = effect;
    return [{ id: newId(), unitId, stepId, seatId, reason }];
  });

function workItemsOf(tx: Transaction, before: RunRecord, after: RunRecord, notices: { id: string }[]) {
  const { id: runId, projectId, revision } = after;
  return [
    ...tickOwed(tx, before, after),
    ...(notices.length > 0
      ? [
          workItems.row('addressMails', {
            payload: { projectId, notificationIds: notices.map(({ id }) => id) },
            dueAt: tx.now,
            dedupeKey: `addressMails:${runId}:${revision}`,
          }),
        ]
      : []),
  ];
}

/** Each attempt at an automatic step is owed once; a change of version that is taken back gives the id of a step again. */
const jobsOf = (tx: Transaction, { id: runId, projectId, revision }: RunRecord, effects: Effect[]) =>
  effects.flatMap((effect) => {
    if (effect.type !== 'job') return [];
    const { stepId, attempt, job: order } = effect;
    return [
      workItems.row('giveNumber', {
        payload: { projectId, runId, stepId, attempt, order },
        dueAt: tx.now,
        dedupeKey: `giveNumber:${runId}:${stepId}:${attempt}:${revision}`,
      }),
    ];
  });

function historyOf(run: RunRecord, event: RunEvent, names: Names) {
  const { at, by, stepId, seatId, unitId, type, ...data } = event;
  return {
    action: `run.${type}`,
    at: new Date(at),
    by: by && {
      personId: by.personId,
      personName: names.person(by.personId),
      unitId: by.unitId,
      unitName: names.unit(by.unitId),
      capacity: by.capacity,
      ...(by.onBehalfOf && { onBehalfOfName: names.person(by.onBehalfOf) }),
    },
    data: {
      runId: run.id,
      documentTitle: run.documentTitle,
      ...(stepId !== null && { stepId }),
      ...(seatId !== null && { seatId }),
      ...(unitId !== null && { seatUnitName: names.unit(unitId) }),
      ...Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          typeof value === 'string' && /UnitId$|^to$/.test(key) ? names.unit(value) : value,
        ]),
      ),
    },
  };
}

export function situationView(run: RunRecord, state: RunState, names: Names, now: Date): Situation {
  const situation = situationOf(run.bundle, state);
  return {
    runId: run.id,
    status: state.status,
    procedureName: run.procedureName,
    waitingFor: situation.waitingFor.map(({ unitId, ownerId, kind, since, dueEnd }) => ({
      unit: unitId === null ? null : { id: unitId, name: names.unit(unitId) },
      owner: ownerId && names.person(ownerId),
      kind,
      since,
      dueEnd,
    })),
    next: situation.next,
    endedAt: state.status === 'running' ? null : (run.endedAt ?? now).toISOString(),
    ...(situation.suspendedSince && { suspendedSince: situation.suspendedSince }),
  };
}
