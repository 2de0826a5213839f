import { Bundle } from '@querraum/workflow';
import { AFTER_ROUND } from './with-final-signature';

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
      ...AFTER_ROUND.nodes,
    ],
    flows: AFTER_ROUND.flows,
  },
});
