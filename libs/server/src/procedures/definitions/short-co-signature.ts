import { Bundle } from '@querraum/workflow';

/** One round and nothing more: for papers that nobody has to sign finally. */
export const SHORT_CO_SIGNATURE: Bundle = Bundle.parse({
  semantics: 1,
  definition: {
    schemaVersion: 1,
    key: 'short-co-signature',
    name: {
      de: 'Mitzeichnung der beteiligten Stellen ohne Schlusszeichnung',
      en: 'Co-signature of the participating units without final signature',
    },
    description: {
      de: 'Alle Stellen, die am Vorhaben zur Mitzeichnung beteiligt sind, zeichnen gleichzeitig mit; mit dem Einvernehmen ist das Verfahren abgeschlossen.',
      en: 'All units that take part in the project for co-signature co-sign at the same time; with their agreement the procedure is completed.',
    },
    nodes: [
      { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
      {
        id: 'coSignature',
        type: 'coSignatureRound',
        name: { de: 'Mitzeichnung', en: 'Co-signature' },
        waves: [{ mode: 'parallel', seats: [{ addressee: { kind: 'participants', involvement: 'CO_SIGNATURE' } }] }],
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
      { id: 'completed', type: 'end', name: { de: 'Einvernehmen', en: 'Agreement' }, outcome: 'completed' },
      {
        id: 'returned',
        type: 'end',
        name: { de: 'Zurück an die Federführung', en: 'Back to the lead' },
        outcome: 'returned',
      },
    ],
    flows: [
      { id: 'begin', from: 'start', to: 'coSignature' },
      { id: 'roundEnded', from: 'coSignature', to: 'isAgreed' },
      { id: 'agreed', from: 'isAgreed', to: 'completed', condition: 'round.outcome = "agreed"' },
      { id: 'notAgreed', from: 'isAgreed', to: 'returned' },
    ],
  },
});
