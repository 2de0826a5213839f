/**
 * Reference model of what happens to the run as a whole: "A lead that changes hands" of docs/round.md, suspension by ADR 0042
 * and the handbook ("Wie lange Fristen ruhen").
 * Open points, continued:
 * 19. A run that is cancelled as a whole cancels the round that still runs.
 * 20. The round before a final signature is as little skipped as the signature itself; a task is, and then nobody has done it.
 */
import type { RunState } from '../state';
import type { Acting, RefusalCode } from '../vocabulary';
import type { Because, CourseCommand, StepName } from './course-commands';
import { actOnCourse, againstCourse, closeAll, goOnBehind, isOpenStep, taskOf } from './course-model';
import type { LeadingCommand, ModelRun, RunSetup } from './model-run';
import { goOnAfterRest, isHeld, isSignatureOpen } from './rest-model';
import type { World } from './round-model';
import { authority, empty } from './ruling';
import { isOver } from './task-model';

/** "Skipping": never a final signature, nor a round before one. */
function againstSkipping(run: ModelRun, step: StepName): (RefusalCode | false)[] {
  const isOpen = isOpenStep(run, step);
  return [
    isOpen === undefined && 'unknownStep',
    isOpen === false && 'notOpen',
    (step === 'round' || step === 'signature') && 'notSkippable',
    isHeld(run, step) && 'insertedOpen',
  ];
}

const isOfCourse = (command: LeadingCommand): command is CourseCommand =>
  command.type === 'returnTo' || command.type === 'insertStep' || command.type === 'reopen';

/** All reasons against it; carried out without one. */
export function ruleLeading(
  run: ModelRun,
  { by, command, status }: { by: Acting; command: LeadingCommand; status: RunState['status'] },
  setup: RunSetup,
  world: World,
  at: number,
): { refused: RefusalCode[]; because: Because[] } {
  const { suspendedAt } = run;
  const course = isOfCourse(command) ? againstCourse(run, setup, command, status) : { against: [], because: [] };
  const against = [
    command.type !== 'resume' && command.type !== 'cancelRun' && suspendedAt !== null && 'suspended',
    !authority(by, run.lead) && 'notLead',
    command.type !== 'resume' && empty(command.reason) && 'reasonRequired',
    command.type === 'resume' && suspendedAt === null && 'notSuspended',
    ...(command.type === 'skipStep' ? againstSkipping(run, command.step) : []),
    ...course.against,
  ] as const;
  const refused = against.filter((reason) => reason !== false);
  if (refused.length > 0) return { refused, because: course.because };
  if (isOfCourse(command)) actOnCourse(run, setup, command, world, at);
  else if (command.type === 'cancelRun') {
    run.isCancelled = true;
    run.suspendedAt = null;
    closeAll(run);
  } else if (command.type === 'skipStep') skip(run, setup, command.step, world, at);
  else if (suspendedAt === null) run.suspendedAt = at;
  else {
    run.suspendedAt = null;
    goOnAfterRest(run, suspendedAt, world, at);
  }
  return { refused: [], because: [] };
}

function skip(run: ModelRun, setup: RunSetup, name: StepName, world: World, at: number): void {
  if (name === 'round' || name === 'signature') return;
  const task = taskOf(run, name);
  if (task !== undefined) task.skipped = true;
  if (name !== 'task') goOnBehind(run, setup, name, world, at);
}

/** What is open and follows the lead is the new one's, and nobody's in person; what is done stays with who did it. */
export function followLead(run: ModelRun, to: string, world: World): void {
  run.lead = to;
  if (run.round.outcome === null) run.round.lead = to;
  const move = (open: { unit: string; owner: string | null }, unit: string): void => {
    if (open.unit === unit) return;
    open.unit = unit;
    open.owner = null;
  };
  for (const task of [run.task, run.draft]) if (task !== null && !isOver(task)) move(task, to);
  if (!isSignatureOpen(run)) return;
  for (const signer of run.signers)
    if (signer.followsLead && ['open', 'waiting'].includes(signer.state)) move(signer, world.boardMemberOf(to));
}
