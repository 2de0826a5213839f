import { Bundle } from './definition';

const seat = (department: string) => ({ addressee: { kind: 'department', department } });

/** "Mitzeichnung vier Ressorts mit Schlusszeichnung", as an administrator would write it. */
export const STORY: Bundle = Bundle.parse({
  semantics: 1,
  definition: {
    schemaVersion: 1,
    key: 'mitzeichnung-vier-ressorts',
    name: { de: 'Mitzeichnung vier Ressorts mit Schlusszeichnung', en: 'Co-signature of four departments' },
    nodes: [
      { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
      {
        id: 'round',
        type: 'coSignatureRound',
        name: { de: 'Mitzeichnung', en: 'Co-signature' },
        waves: [{ seats: ['HEALTH', 'YOUTH', 'SOCIAL_AFFAIRS', 'URBAN_DEVELOPMENT'].map(seat) }],
        period: { length: 5, unit: 'workingDay' },
        reminders: [{ length: 3, unit: 'workingDay' }],
      },
      { id: 'agreed', type: 'exclusiveGateway', name: { de: 'Einvernehmen?', en: 'Agreed?' }, defaultFlow: 'f-back' },
      {
        id: 'final',
        type: 'finalSignature',
        name: { de: 'Schlusszeichnung', en: 'Final signature' },
        roundNodeId: 'round',
        signers: [{ kind: 'boardMemberOfLead' }],
        period: { length: 2, unit: 'workingDay' },
      },
      {
        id: 'signed',
        type: 'exclusiveGateway',
        name: { de: 'Gezeichnet?', en: 'Signed?' },
        defaultFlow: 'f-not-signed',
      },
      { id: 'end', type: 'end', name: { de: 'Gezeichnet', en: 'Signed' } },
      { id: 'returned', type: 'end', name: { de: 'Zurück an Federführung', en: 'Returned' }, outcome: 'returned' },
      { id: 'rejected', type: 'end', name: { de: 'Abgelehnt', en: 'Rejected' }, outcome: 'rejected' },
    ],
    flows: [
      { id: 'f-start', from: 'start', to: 'round' },
      { id: 'f-round', from: 'round', to: 'agreed' },
      { id: 'f-agreed', from: 'agreed', to: 'final', condition: 'round.outcome = "agreed"' },
      { id: 'f-rejected', from: 'agreed', to: 'rejected', condition: 'round.outcome = "rejected"' },
      { id: 'f-back', from: 'agreed', to: 'returned' },
      { id: 'f-final', from: 'final', to: 'signed' },
      { id: 'f-signed', from: 'signed', to: 'end', condition: 'finalSignature.result = "signed"' },
      { id: 'f-refused', from: 'signed', to: 'rejected', condition: 'finalSignature.result = "rejected"' },
      { id: 'f-not-signed', from: 'signed', to: 'returned' },
    ],
  },
});
