import type { FinalSignatureNode } from '../definition';
import type { Run } from '../run';
import type { FinalSignatureStep, RoundStep, SignerState, StepState } from '../state';
import { openSigner, signerCommand } from './final-signature/signing';
import type { StepKind } from './node';
import { tasksOfSignature } from './final-signature/tasks';

/** The latest round of the named node, if it was agreed on the paper as it is. */
function agreedRound(run: Run, roundNodeId: string): RoundStep | undefined {
  const latest = run.state.steps.findLast(
    (step: StepState): step is RoundStep =>
      step.type === 'coSignatureRound' && step.nodeId === roundNodeId && step.scope === run.scope,
  );
  return latest?.round.outcome === 'agreed' && !latest.onEarlierPaper ? latest : undefined;
}

export const newSigner = (unitId: string, index: number): SignerState => ({
  id: `g${index + 1}`,
  unitId,
  state: 'waiting',
  owner: null,
  ownerSince: null,
  openedAt: null,
  dueEnd: null,
  firedDueEnd: null,
  reminders: [],
  by: null,
  at: null,
  words: null,
  paper: null,
  acknowledged: [],
});

export const finalSignature: StepKind<FinalSignatureNode, FinalSignatureStep> = {
  obstacle(run, node) {
    if (!run.isComplete(node)) return 'missingParticipant';
    return agreedRound(run, node.roundNodeId) === undefined ? 'notAgreed' : null;
  },
  enter(run, node) {
    const units = node.signers.flatMap((signer) => run.unitsOf(signer)).filter((unitId) => unitId !== null);
    const step: FinalSignatureStep = {
      id: run.nextStepId(),
      nodeId: node.id,
      type: 'finalSignature',
      open: true,
      openedAt: run.now,
      closedAt: null,
      roundStepId: agreedRound(run, node.roundNodeId)?.id ?? '',
      signers: units.map(newSigner),
    };
    run.openStep(step);
    openSigner({ run, node, step });
    return [];
  },
  dues: (step) =>
    step.signers.flatMap(({ id, state, dueEnd, firedDueEnd, reminders }) => {
      if (state !== 'open') return [];
      const due = reminders.flatMap(({ at, fired }, index) =>
        fired ? [] : [{ at, id, what: 'reminder' as const, index }],
      );
      const runs = dueEnd !== null && firedDueEnd !== dueEnd;
      return runs ? [...due, { at: dueEnd, id, what: 'period' as const, index: 0 }] : due;
    }),
  deadlines: ({ period }, step) =>
    step.signers.flatMap(({ id, unitId, state, openedAt, dueEnd, firedDueEnd }) => {
      if (state !== 'open' || openedAt === null || dueEnd === null || firedDueEnd === dueEnd) return [];
      return [{ id, unitId, from: openedAt, period, dueEnd }];
    }),
  move(run, node, step, { id }, dueEnd) {
    const signer = step.signers.find((candidate) => candidate.id === id);
    if (signer === undefined) return;
    signer.dueEnd = dueEnd;
    signer.reminders = run.remindersAgain(node.reminders, signer.openedAt ?? run.now, signer.reminders, dueEnd);
  },
  fire(run, _node, step, due) {
    const signer = step.signers.find(({ id }) => id === due.id);
    if (signer === undefined || signer.state !== 'open') return;
    const place = { step, seat: signer };
    if (due.what === 'reminder') {
      const reminder = signer.reminders[due.index];
      if (reminder === undefined || reminder.fired) return;
      reminder.fired = true;
      run.record({ type: 'reminded', dueEnd: signer.dueEnd }, null, place);
      run.notify('reminder', place);
      return;
    }
    if (signer.firedDueEnd === due.at) return;
    // Never signed by silence: the signer's superior and the lead learn that the period has run out.
    signer.firedDueEnd = due.at;
    run.incident('notSigned', place);
    run.notify('escalation', { ...place, unitId: run.facts.superiors[signer.unitId] ?? signer.unitId });
  },
  command: (run, node, step, by, command) => signerCommand({ run, node, step }, by, command),
  tasks: ({ name }, step) => tasksOfSignature(step, name),
};
