import { lastDayBefore } from '../calendar';
import { refuse } from '../command';
import type { AutomaticNode } from '../definition';
import type { JobOrder } from '../effects';
import type { Run } from '../run';
import type { AutomaticStep } from '../state';
import { ofStep } from '../task-view';
import type { StepKind } from './node';

/** What the server is asked for; `null` where the engine does it by itself. */
function orderOf(run: Run, { job }: AutomaticNode): JobOrder | null {
  switch (job.kind) {
    case 'notify': {
      const units = job.addressees.flatMap((addressee) => run.unitsOf(addressee));
      return { kind: 'notify', unitIds: [...new Set(units)].filter((unit) => unit !== null), words: job.words };
    }
    case 'number':
      return job;
    case 'setDate':
      return null;
  }
}

/** Automatic job: what needs the house is ordered from the server, which reports by `jobDone` or `jobFailed`. */
export const automatic: StepKind<AutomaticNode, AutomaticStep> = {
  obstacle: (run, node) => (run.isComplete(node) ? null : 'missingParticipant'),
  enter(run, node) {
    if (node.job.kind === 'setDate') {
      run.setFacts({ [node.job.fact]: lastDayBefore(run.endOf(node.job.period)) });
      return run.outgoing(node.id);
    }
    const step: AutomaticStep = {
      id: run.nextStepId(),
      nodeId: node.id,
      type: 'automatic',
      open: true,
      openedAt: run.now,
      closedAt: null,
      attempts: 1,
      failed: null,
    };
    run.openStep(step);
    automatic.attempt?.(run, node, step);
    return [];
  },
  attempt(run, node, step) {
    const job = orderOf(run, node);
    if (job !== null) run.effects.push({ type: 'job', stepId: step.id, nodeId: node.id, attempt: step.attempts, job });
  },
  dues: () => [],
  deadlines: () => [],
  move: () => undefined,
  fire: () => undefined,
  command: () => refuse('notOpen'),
  /** Once it has failed, repairing it is the lead's. */
  tasks({ id, name }, step) {
    if (step.unitId === undefined) return [];
    return [
      {
        key: `repair:${step.id}`,
        stepId: step.id,
        nodeId: id,
        seatId: null,
        kind: 'repair',
        name,
        unitId: step.unitId,
        ownerId: null,
        ownerSince: null,
        openedAt: step.openedAt,
        dueEnd: null,
        status: step.failed === null ? 'done' : ofStep(step, 'open'),
        mandatory: true,
      },
    ];
  },
};
