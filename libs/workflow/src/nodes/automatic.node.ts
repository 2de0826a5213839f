import { lastDayBefore } from '../calendar';
import type { AutomaticNode } from '../definition';
import type { Run } from '../run';
import type { AutomaticStep } from '../state';
import { ofStep } from '../task-view';
import { idle } from './idle';
import type { StepKind } from './node';

function inform(run: Run, { addressees }: Extract<AutomaticNode['job'], { kind: 'notify' }>): void {
  const units = new Set(addressees.flatMap((addressee) => run.unitsOf(addressee)));
  for (const unitId of units) if (unitId !== null) run.notify('informed', { unitId });
}

/** Automatic job: what needs the house's own books is ordered from the server, which reports by `jobDone` or `jobFailed`. */
export const automatic: StepKind<AutomaticNode, AutomaticStep> = {
  ...idle,
  obstacle: (run, node) => (run.isComplete(node) ? null : 'missingParticipant'),
  enter(run, node) {
    const { job } = node;
    if (job.kind === 'notify') inform(run, job);
    if (job.kind === 'setDate') run.setFacts({ [job.fact]: lastDayBefore(run.endOf(job.period)) });
    if (job.kind !== 'number') return run.outgoing(node.id);
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
  attempt(run, { id, job }, step) {
    if (job.kind !== 'number') return;
    run.effects.push({ type: 'job', stepId: step.id, nodeId: id, attempt: step.attempts, job });
  },
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
