import { Bundle } from '@querraum/workflow';
import { AFTER_ROUND } from './with-final-signature';

/** Whoever takes part in the project for co-signature co-signs; then the board member above the lead signs. */
export const CO_SIGNATURE_OF_PARTICIPANTS: Bundle = Bundle.parse({
  semantics: 1,
  definition: {
    schemaVersion: 1,
    key: 'co-signature-of-participants',
    name: {
      de: 'Mitzeichnung der beteiligten Stellen mit Schlusszeichnung',
      en: 'Co-signature of the participating units with final signature',
    },
    description: {
      de: 'Alle Stellen, die am Vorhaben zur Mitzeichnung beteiligt sind, zeichnen gleichzeitig mit; danach zeichnet das Mitglied des Bezirksamts schluss.',
      en: 'All units that take part in the project for co-signature co-sign at the same time; then the member of the board signs finally.',
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
      ...AFTER_ROUND.nodes,
    ],
    flows: AFTER_ROUND.flows,
  },
});
