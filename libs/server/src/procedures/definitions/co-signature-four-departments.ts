import { Bundle } from '@querraum/workflow';

const DEPARTMENTS = ['HEALTH', 'YOUTH', 'SOCIAL_AFFAIRS', 'URBAN_DEVELOPMENT'] as const;

/** Four offices co-sign side by side; what they agree on goes to the board member above the lead. */
export const CO_SIGNATURE_FOUR_DEPARTMENTS: Bundle = Bundle.parse({
  semantics: 1,
  definition: {
    schemaVersion: 1,
    key: 'co-signature-four-departments',
    name: {
      de: 'Mitzeichnung vier Ressorts mit Schlusszeichnung',
      en: 'Co-signature of four departments with final signature',
    },
    description: {
      de: 'Gesundheit, Jugend, Soziales und Stadtentwicklung zeichnen gleichzeitig mit, danach zeichnet das Mitglied des Bezirksamts schluss.',
      en: 'Health, youth, social affairs and urban development co-sign in parallel; then the member of the board signs finally.',
    },
    nodes: [
      { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
      {
        id: 'coSignature',
        type: 'coSignatureRound',
        name: { de: 'Mitzeichnung', en: 'Co-signature' },
        waves: [
          {
            mode: 'parallel',
            seats: DEPARTMENTS.map((department) => ({
              addressee: { kind: 'department', department },
              mandatory: true,
            })),
          },
        ],
        period: { length: 5, unit: 'workingDay' },
        reminders: [{ length: 3, unit: 'workingDay' }],
        settings: {},
      },
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
        period: { length: 2, unit: 'workingDay' },
        reminders: [{ length: 1, unit: 'workingDay' }],
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
  },
});
