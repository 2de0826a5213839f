import { Injectable } from '@nestjs/common';
import {
  addDays,
  courseOf,
  definitionIn,
  localDate,
  startOfDay,
  type Acting,
  type Command,
  type PaperVersion,
} from '@querraum/workflow';
import type {
  AnswerInput,
  CompletionInput,
  DocumentSummary,
  NewRun,
  NewVersionFields,
  RunCourse,
  RunDetail,
  SignatureInput,
  StepCommand,
  TaskDetail,
} from '@querraum/contracts';
import {
  authorsOf,
  DocumentsService,
  documentSummary,
  getDocument,
  insertVersion,
  requireCurrent,
  type Upload,
} from '../documents';
import { requireUnit } from '../organisation';
import {
  access,
  DomainError,
  Transactions,
  type ActorTransaction,
  type Caller,
  type CommandKey,
  type Refused,
} from '../platform';
import { lockProject, requireOpen } from '../projects';
import { getTask, type TaskRow } from '../tasks';
import { step } from './run-commands';
import { actingOf, actingPerson } from './run-facts';
import { requireGivenUnits, startRun } from './run-start';
import { runDetail } from './run-view';
import { taskDetail } from './task-detail';
import { getRun } from './read-run';
import type { RunRecord } from './run-record';

/** Procedures that run. Every command is one transaction: lock the run, ask the engine, write everything, commit. */
@Injectable()
export class RunsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentsService,
  ) {}

  get(caller: Caller, runId: string): Promise<RunDetail> {
    return this.transactions.read(caller, async (tx) => runDetail(tx, await getRun(tx, runId)));
  }

  course(caller: Caller, runId: string): Promise<RunCourse> {
    return this.transactions.read(caller, async (tx) => {
      const { id, bundle, state } = await getRun(tx, runId);
      return { runId: id, parts: courseOf(bundle, state) };
    });
  }

  start(caller: Caller, key: string, projectId: string, input: NewRun): Promise<RunDetail> {
    const request = { command: 'startRun', projectId, ...input };
    return this.transactions.command(caller, { key, request, hold: { kind: 'project', id: projectId } }, async (tx) => {
      const project = await lockProject(tx, projectId);
      access.require(tx, 'run:start', { leadUnitId: project.leadUnitId });
      requireOpen(project);
      const document = await getDocument(tx, input.documentId);
      if (document.projectId !== projectId) throw new DomainError('notFound');
      requireCurrent(document);
      const runId = await startRun(tx, project, document, input.procedureId, input);
      return runDetail(tx, await getRun(tx, runId));
    });
  }

  command(caller: Caller, key: string, runId: string, stepId: string, input: StepCommand): Promise<RunDetail> {
    return this.onRun(
      caller,
      { key, request: { command: 'step', runId, stepId, ...input } },
      runId,
      async (tx, run) => ({
        type: 'step',
        stepId,
        by: actingOf(tx.actor),
        command: await stepCommand(tx, run, input),
      }),
    );
  }

  cancel(caller: Caller, key: string, runId: string, reason: string): Promise<RunDetail> {
    return this.onRun(caller, { key, request: { command: 'cancelRun', runId, reason } }, runId, (tx) => ({
      type: 'cancelRun',
      by: actingOf(tx.actor),
      reason,
    }));
  }

  answer(caller: Caller, key: string, taskId: string, input: AnswerInput): Promise<RunDetail> {
    return this.onTask(caller, { key, request: { command: 'answer', taskId, ...input } }, taskId, (task) => ({
      type: 'answer',
      seatId: seatOf(task),
      ...input,
    }));
  }

  sign(caller: Caller, key: string, taskId: string, input: SignatureInput): Promise<RunDetail> {
    return this.onTask(caller, { key, request: { command: 'sign', taskId, ...input } }, taskId, (task) => {
      const seatId = seatOf(task);
      if (input.result === 'signed')
        return { type: 'sign', seatId, version: input.version, acknowledged: input.acknowledged };
      return { type: input.result === 'returned' ? 'return' : 'reject', seatId, words: input.words };
    });
  }

  /** A task, with how it is completed. */
  task(caller: Caller, taskId: string): Promise<TaskDetail> {
    return this.transactions.read(caller, (tx) => taskDetail(tx, taskId));
  }

  complete(caller: Caller, key: string, taskId: string, input: CompletionInput): Promise<RunDetail> {
    const { words, result, values } = input;
    const request = {
      command: 'complete',
      taskId,
      words: words ?? null,
      ...(result && { result }),
      ...(values && { values }),
    };
    return this.onTask(caller, { key, request }, taskId, async ({ stepId, seatId }, run, tx) => {
      const scope = run.state.steps.find(({ id }) => id === stepId)?.scope;
      await requireGivenUnits(tx, definitionIn(run.bundle, run.state, scope), values ?? {});
      return {
        type: 'complete',
        ...(seatId !== null && { seatId }),
        ...(words && { words }),
        ...(result && { result }),
        ...(values && { values }),
      };
    });
  }

  /** A new version; where a procedure runs on the document it replaces the text of the round in the same transaction. */
  addVersion(
    caller: Caller,
    key: string,
    { documentId, upload, ...fields }: NewVersionFields & { documentId: string; upload: Upload },
  ): Promise<DocumentSummary> {
    return this.documents.withStored(upload, (stored) => {
      const request = {
        command: 'addVersion',
        documentId,
        ...fields,
        fileName: stored.fileName,
        sha256: stored.sha256,
      };
      return this.transactions.command(caller, { key, request }, async (tx) => {
        const version = await insertVersion(tx, await getDocument(tx, documentId), stored);
        const [running] = await tx.rows<{ id: string }>(
          "select id from run where document_id = $1 and status = 'running'",
          [documentId],
        );
        if (running) await replaceText(tx, running.id, { documentId, version, ...fields });
        return documentSummary(tx, documentId);
      });
    });
  }

  private onRun(
    caller: Caller,
    key: CommandKey,
    runId: string,
    commandFor: (tx: ActorTransaction, run: RunRecord) => Command | Promise<Command>,
  ): Promise<RunDetail> {
    return this.transactions.command(caller, { ...key, hold: { kind: 'run', id: runId } }, async (tx) => {
      const refused = await step(tx, runId, (run) => commandFor(tx, run));
      return refused ?? runDetail(tx, await getRun(tx, runId));
    });
  }

  private onTask(
    caller: Caller,
    key: CommandKey,
    taskId: string,
    commandFor: (task: TaskPlace, run: RunRecord, tx: ActorTransaction) => StepOf | Promise<StepOf>,
  ): Promise<RunDetail> {
    return this.transactions.command(caller, { ...key, hold: { kind: 'task', id: taskId } }, async (tx) => {
      const task = await placeOf(tx, taskId);
      const refused = await stepOnTask(tx, task, (place, run) => commandFor(place, run, tx));
      return refused ?? runDetail(tx, await getRun(tx, task.runId));
    });
  }
}

/** Takes a step's task over for oneself, or gives it back to the unit; the first wins, the second learns who. */
export const claimStep = async (
  tx: ActorTransaction,
  taskId: string,
  type: 'claim' | 'release',
): Promise<Refused | undefined> =>
  stepOnTask(tx, await placeOf(tx, taskId), async (task, run) => {
    // An owner who has lost the authority is none: the engine decides by the grants of the moment.
    const ownerId = run.tasks.find(({ id }) => id === taskId)?.ownerId ?? null;
    return claimCommand(type, task, ownerId === null ? undefined : await actingPerson(tx, ownerId));
  });

function stepOnTask(
  tx: ActorTransaction,
  task: TaskPlace,
  commandFor: (task: TaskPlace, run: RunRecord) => StepOf | Promise<StepOf>,
): Promise<Refused | undefined> {
  return step(tx, task.runId, async (run) => ({
    type: 'step',
    stepId: task.stepId,
    by: actingOf(tx.actor),
    command: await commandFor(task, run),
  }));
}

type StepOf = Extract<Command, { type: 'step' }>['command'];
type TaskPlace = { runId: string; stepId: string; seatId: string | null };

/** Where a task stands; what the transaction was opened for it knows already. */
async function placeOf(tx: ActorTransaction, taskId: string): Promise<TaskPlace> {
  const { held } = tx;
  return held?.task?.id === taskId ? { runId: held.id, ...held.task } : stepTask(await getTask(tx, taskId));
}

/** A task that is a step of a procedure; one by hand is refused here. */
function stepTask({ runId, stepId, seatId }: TaskRow): TaskPlace {
  if (runId === null || stepId === null) throw new DomainError('taskByHand');
  return { runId, stepId, seatId };
}

function claimCommand(type: 'claim' | 'release', { seatId }: TaskPlace, owner: Acting | undefined): StepOf {
  const holder = owner && { owner };
  if (type === 'release') return seatId === null ? { type } : { type, seatId };
  return seatId === null ? { type, ...holder } : { type, seatId, ...holder };
}

function seatOf(task: TaskPlace): string {
  if (task.seatId === null) throw new DomainError('unknownSeat');
  return task.seatId;
}

async function replaceText(
  tx: ActorTransaction,
  runId: string,
  { documentId, ...text }: NewVersionFields & { documentId: string; version: PaperVersion },
): Promise<void> {
  const authors = await authorsOf(tx, documentId);
  const refused = await step(tx, runId, (run) => ({
    type: 'step',
    stepId: openRound(run),
    by: actingOf(tx.actor),
    command: { type: 'replaceText', authors, ...text },
  }));
  // The version must not stay when the round refuses it: everything is rolled back.
  if (refused) throw refused.error;
}

function openRound(run: RunRecord): string {
  const round = run.state.steps.find((candidate) => candidate.open && candidate.type === 'coSignatureRound');
  if (!round) throw new DomainError('roundEnded');
  return round.id;
}

/** An extension beyond this is a slip of the pen. */
const LONGEST_EXTENSION_DAYS = 730;

async function stepCommand(tx: ActorTransaction, run: RunRecord, input: StepCommand): Promise<StepOf> {
  if (input.type === 'delegate')
    return { type: 'delegate', seatId: input.seatId, to: await actingPerson(tx, input.personId) };
  if ('unitId' in input) await requireUnit(tx, input.unitId);
  if (input.type !== 'extend') return input;
  const { lastDay, ...extension } = input;
  const latest = addDays(localDate(tx.now.toISOString()), LONGEST_EXTENSION_DAYS);
  if (lastDay > latest) throw new DomainError('invalidInput', { summary: `lastDay ≤ ${latest}` });
  return { ...extension, dueEnd: startOfDay(addDays(lastDay, 1)) };
}
