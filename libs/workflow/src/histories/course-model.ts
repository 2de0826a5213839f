/**
 * Reference model of what the lead does to the course of a run, by ADR 0042 and the handbook ("Ein laufendes Verfahren
 * steuern"): it returns to a step, a step is put in, what has ended goes on.
 * Open points, continued:
 * 21. What holds goes on holding when the run returns to before it, until it is asked for once more. A round that the final signature has
 *     sent back holds no more, and on a newer paper nothing does.
 * 22. The draft, the round and the signature stand behind one another, so that a return to one of them asks for all behind it again;
 *     who returns to the task asks for none of them.
 * 23. Four eyes are those of the round that is signed: who answered or signed before a new round began has bound nobody in it. Authors
 *     stay authors, whatever begins anew.
 * 24. What waits for an inserted step can be given up with the whole run only.
 */
import type { RunState } from '../state';
import type { RefusalCode } from '../vocabulary';
import type { Because, CourseCommand, StepName, TaskName } from './course-commands';
import type { ModelRun, RunSetup } from './model-run';
import { openDraft, openRoundAgain, openSignatureAgain, openTaskAgain } from './opening-model';
import type { World } from './round-model';
import { isSignatureOpen, letGo } from './rest-model';
import { type InsertedTask, isOver, type ModelTask, newTask } from './task-model';

const NODES = [
  'start',
  'begin',
  'meet',
  'split',
  'afterRound',
  'afterSignature',
  'completed',
  'returned',
  'rejected',
] as const;

/** What is still to come from a step on, itself included. */
const AHEAD = {
  draft: ['round', 'signature'],
  round: ['round', 'signature'],
  signature: ['signature'],
  task: [],
} as const satisfies Record<string, readonly ('round' | 'signature')[]>;
type Begins = keyof typeof AHEAD;

const isStep = (node: string): node is Begins => Object.hasOwn(AHEAD, node);

const isKnownNode = ({ course }: RunSetup, node: string): boolean =>
  isStep(node) || NODES.some((known) => known === node) || (node === 'join' && course === 'block');

/** Agreed and not sent back, signed: on the paper as it is. */
const holds = (run: ModelRun): Record<'round' | 'signature', boolean> => ({
  round: !run.isPaperNewer && run.round.outcome === 'agreed' && (run.result === null || run.result === 'signed'),
  signature: !run.isPaperNewer && run.result === 'signed',
});

function why(run: ModelRun, { course }: RunSetup, node: string, isNewPaper: boolean): Because[] {
  if (!isStep(node)) return ['noStep'];
  const ahead: readonly string[] = AHEAD[node];
  const isPassed = (['round', 'signature'] as const).some(
    (signs) => !ahead.includes(signs) && (isNewPaper || !holds(run)[signs]),
  );
  return [
    ...(course === 'block' && node !== 'draft' ? (['insideParallel'] as const) : []),
    ...(isPassed ? (['signature'] as const) : []),
  ];
}

/** Whether the step is there, and still to be done; `undefined` where there is none of this name. */
export function isOpenStep(run: ModelRun, name: StepName): boolean | undefined {
  if (name === 'round') return run.round.outcome === null;
  if (name === 'signature') return run.signers.length === 0 ? undefined : isSignatureOpen(run);
  const task = taskOf(run, name);
  return task && !isOver(task);
}

export const taskOf = (run: ModelRun, name: TaskName | 'task'): ModelTask | InsertedTask | undefined =>
  name === 'task' ? run.task : name === 'draft' ? (run.draft ?? undefined) : run.inserted[Number(name.split(' ')[1])];

/** All reasons against it, and why the node is no place to begin. */
export function againstCourse(
  run: ModelRun,
  setup: RunSetup,
  command: CourseCommand,
  status: RunState['status'],
): { against: (RefusalCode | false)[]; because: Because[] } {
  if (command.type === 'insertStep') {
    const isOpen = isOpenStep(run, command.step);
    return { against: [isOpen === undefined && 'unknownStep', isOpen === false && 'notOpen'], because: [] };
  }
  const isUnknown = !isKnownNode(setup, command.node) || (command.type === 'returnTo' && command.scope !== undefined);
  const isNewPaper =
    command.type === 'reopen' && command.paper !== undefined && command.paper.number !== run.round.version;
  const because = isUnknown ? [] : why(run, setup, command.node, isNewPaper);
  const isOpen = command.type === 'reopen' && (status === 'running' || status === 'completed');
  return {
    against: [isOpen && 'notReopenable', isUnknown && 'unknownNode', because.length > 0 && 'notReturnable'],
    because,
  };
}

/** Nothing that is open stays so: no task is left to anybody, and no Frist runs. */
export function closeAll(run: ModelRun): void {
  run.round.outcome ??= 'cancelled';
  if (run.signers.length > 0) run.isSignatureClosed = true;
  for (const task of [run.task, ...(run.draft ? [run.draft] : []), ...run.inserted])
    if (!isOver(task)) task.isGone = true;
  run.heldSince = {};
}

function beginAt(run: ModelRun, setup: RunSetup, node: Begins, world: World, at: number): void {
  if (node === 'draft') openDraft(run);
  else if (node === 'task') openTaskAgain(run);
  else if (node === 'round') openRoundAgain(run, setup, world, at);
  else openSignatureAgain(run, setup, world, at);
}

/** Behind the draft the run divides as it did at its beginning. */
export function leaveDraft(run: ModelRun, setup: RunSetup, world: World, at: number): void {
  openTaskAgain(run);
  openRoundAgain(run, setup, world, at);
}

/** Carries out what nothing stands against. */
export function actOnCourse(run: ModelRun, setup: RunSetup, command: CourseCommand, world: World, at: number): void {
  if (command.type === 'insertStep') {
    run.heldSince[command.step] ??= at;
    run.inserted.push({
      ...newTask(command.unit),
      before: command.step,
      openedAt: at,
      due: command.hasPeriod ? world.due(at, 'signature') : Infinity,
      fired: false,
      stoodStill: false,
    });
    return;
  }
  closeAll(run);
  if (command.type === 'reopen') {
    run.isCancelled = false;
    run.isPaperNewer ||= command.paper !== undefined && command.paper.number !== run.round.version;
    // The paper is the run's: whichever round comes next decides on it as it is by now.
    run.round.version = command.paper?.number ?? run.round.version;
    run.round.authors = [...new Set([...run.round.authors, ...(command.authors ?? [])])];
  }
  if (isStep(command.node)) beginAt(run, setup, command.node, world, at);
}

/** Somebody acts on the draft or on what was put in, or the lead skips it: what follows from its end. */
export function goOnBehind(run: ModelRun, setup: RunSetup, name: TaskName, world: World, at: number): void {
  const task = taskOf(run, name);
  if (task === undefined || !isOver(task)) return;
  if ('before' in task) letGo(run, task.before, world, at);
  else leaveDraft(run, setup, world, at);
}
