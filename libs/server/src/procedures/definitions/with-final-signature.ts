import type { Definition } from '@querraum/workflow';

type Steps = Pick<Definition, 'nodes' | 'flows'>;

/** Node ids are the same in all shipped procedures: the round is `coSignature`, the signature `finalSignature`. */
export const AFTER_ROUND: Steps = {
  nodes: [
    {
      id: 'isAgreed',
      type: 'exclusiveGateway',
      name: { de: 'Einvernehmen?', en: 'Agreed?' },
      defaultFlow: 'notAgreed',
    },
    {
      id: 'finalSignature',
      type: 'finalSignature',
      name: { de: 'Schlusszeichnung', en: 'Final signature' },
      roundNodeId: 'coSignature',
      signers: [{ kind: 'boardMemberOfLead' }],
      period: { length: 2, unit: 'workingDay', roll: true },
      reminders: [{ length: 1, unit: 'workingDay', roll: true }],
      fourEyes: true,
      signerMayAnswer: false,
    },
    {
      id: 'isSigned',
      type: 'exclusiveGateway',
      name: { de: 'Gezeichnet?', en: 'Signed?' },
      defaultFlow: 'notSigned',
    },
    {
      id: 'completed',
      type: 'end',
      name: { de: 'Ende des Verfahrens', en: 'End of the procedure' },
      outcome: 'completed',
    },
    {
      id: 'returned',
      type: 'end',
      name: { de: 'Zurück an die Federführung', en: 'Back to the lead' },
      outcome: 'returned',
    },
    { id: 'rejected', type: 'end', name: { de: 'Abgelehnt', en: 'Rejected' }, outcome: 'rejected' },
  ],
  flows: [
    { id: 'begin', from: 'start', to: 'coSignature' },
    { id: 'roundEnded', from: 'coSignature', to: 'isAgreed' },
    { id: 'agreed', from: 'isAgreed', to: 'finalSignature', condition: 'round.outcome = "agreed"' },
    { id: 'notAgreed', from: 'isAgreed', to: 'returned' },
    { id: 'decided', from: 'finalSignature', to: 'isSigned' },
    { id: 'signed', from: 'isSigned', to: 'completed', condition: 'finalSignature.result = "signed"' },
    { id: 'refused', from: 'isSigned', to: 'rejected', condition: 'finalSignature.result = "rejected"' },
    { id: 'notSigned', from: 'isSigned', to: 'returned' },
  ],
};
