import type { LocalizedText } from '../../definition';
import type { FinalSignatureStep, SignerState } from '../../state';
import { ofStep } from '../../task-view';
import type { TaskStatus, TaskView } from '../../task-view';

const SIGNER_STATUS = {
  waiting: 'waiting',
  open: 'open',
  signed: 'done',
  returned: 'done',
  rejected: 'done',
} as const satisfies Record<SignerState['state'], TaskStatus>;

export const tasksOfSignature = (step: FinalSignatureStep, name: LocalizedText): TaskView[] =>
  step.signers.map((signer) => ({
    key: `finalSignature:${step.id}:${signer.id}`,
    stepId: step.id,
    nodeId: step.nodeId,
    seatId: signer.id,
    kind: 'finalSignature',
    name,
    unitId: signer.unitId,
    ownerId: signer.owner,
    ownerSince: signer.ownerSince,
    openedAt: signer.openedAt,
    dueEnd: signer.dueEnd,
    status: ofStep(step, SIGNER_STATUS[signer.state]),
    mandatory: true,
  }));
