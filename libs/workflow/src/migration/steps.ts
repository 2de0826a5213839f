import type { FinalSignatureNode, NodeDefinition, TaskNode } from '../definition';
import { newSigner } from '../nodes/final-signature.node';
import type { FinalSignatureStep, StepState, TaskStep } from '../state';
import { isSame, type Migration, type MovingStep, NEW_VERSION, refuseStep } from './changes';
import { migrateRound } from './round';

/** The settings on which the places of a step that has begun rest; with others its work would begin anew. */
const FIXED: { readonly [Type in NodeDefinition['type']]?: readonly string[] } = {
  takeNote: ['addressees', 'waits'],
  contribution: ['addressees', 'combinedBy'],
  dispatch: ['addressee'],
  resubmission: ['addressee', 'at'],
  committee: ['office', 'members', 'session', 'mode', 'quorum', 'majority', 'chair'],
  automatic: ['job'],
  call: ['procedure', 'inputs', 'outputs'],
};

const fixedOf = (node: NodeDefinition): unknown[] => {
  // How long at most is a Frist, and may change like any other.
  if (node.type === 'wait')
    return node.until.kind === 'date' ? [node.until.fact] : [node.until.kind, node.until.reportedBy];
  const settings: Record<string, unknown> = { ...node };
  return (FIXED[node.type] ?? []).map((key) => settings[key] ?? null);
};

function migrateTask(migration: Migration, { step, before, after }: MovingStep<TaskStep, TaskNode>): void {
  const { run, changes } = migration;
  if (isSame(before.addressee, after.addressee)) return;
  const [unitId] = run.unitsOf(after.addressee);
  if (!unitId) return refuseStep(migration, 'missingParticipant', after);
  if (unitId === step.unitId) return;
  const fromUnitId = step.unitId;
  Object.assign(step, { unitId, owner: null, ownerSince: null });
  if (step.escalations !== undefined) step.escalations = 0;
  run.record({ type: 'seatReplaced', fromUnitId, reason: NEW_VERSION }, null, { step, unitId });
  run.notify('newTask', { step, unitId });
  changes.push({ nodeId: step.nodeId, stepId: step.id, seatId: null, unitId, what: 'addressee', fromUnitId });
}

/** Whoever has signed must stand at the same place in the new line of authority; who signs now and later may change. */
function migrateSigners(
  migration: Migration,
  { step, before, after }: MovingStep<FinalSignatureStep, FinalSignatureNode>,
): void {
  const { run, changes } = migration;
  if (isSame(before.signers, after.signers)) return;
  const units = after.signers.flatMap((signer) => run.unitsOf(signer));
  const signed = step.signers.filter(({ state }) => state === 'signed');
  if (signed.some(({ unitId }, index) => units[index] !== unitId)) return refuseStep(migration, 'signersPassed', after);
  if (units.length <= signed.length) return refuseStep(migration, 'wouldDecide', after);
  const open = step.signers[signed.length];
  step.signers.splice(signed.length);
  units.slice(signed.length).forEach((unitId, index) => {
    if (unitId === null) return refuseStep(migration, 'missingParticipant', after);
    const signer = newSigner(unitId, signed.length + index);
    step.signers.push(signer);
    if (index > 0 || open === undefined) return;
    Object.assign(signer, open.unitId === unitId ? open : { ...open, unitId, owner: null, ownerSince: null });
    if (open.unitId === unitId) return;
    run.record({ type: 'seatReplaced', fromUnitId: open.unitId, reason: NEW_VERSION }, null, { step, seat: signer });
    run.notify('newTask', { step, seat: signer });
    const place = { nodeId: step.nodeId, stepId: step.id, seatId: signer.id, unitId };
    changes.push({ ...place, what: 'addressee', fromUnitId: open.unitId });
  });
}

/** The settings of the new version take effect on a step that has begun; its Fristen are a matter of their own. */
export function migrateSettings(migration: Migration, { step, before, after }: MovingStep<StepState>): void {
  if (step.type === 'task' && before.type === 'task' && after.type === 'task')
    return migrateTask(migration, { step, before, after });
  if (step.type === 'coSignatureRound' && before.type === 'coSignatureRound' && after.type === 'coSignatureRound')
    return migrateRound(migration, { step, before, after });
  if (step.type === 'finalSignature' && before.type === 'finalSignature' && after.type === 'finalSignature')
    return migrateSigners(migration, { step, before, after });
  if (!isSame(fixedOf(before), fixedOf(after))) refuseStep(migration, 'settingsDiffer', after);
}
