import { Bundle } from '@querraum/workflow';
import { BOARD_MEMBER, chain, days, flow, LEAD, named, result, weeks } from './parts';

/**
 * Co-signature between departments of the Senate (§ 16 GGO II of 1992, structure and periods): advance copy to the
 * cross-cutting departments, co-signature of those concerned within two weeks from receipt, then of the cross-cutting ones;
 * silence counts as consent. Where another edition counts otherwise, the numbers are settings.
 */
export const SENATE_PAPER: Bundle = Bundle.parse({
  semantics: 1,
  definition: {
    schemaVersion: 1,
    key: 'senate-paper',
    name: { de: 'Senatsvorlage', en: 'Paper for the Senate' },
    description: {
      de: 'Vorausstück, Mitzeichnung der Fachverwaltungen, Einarbeitung, Mitzeichnung der Querschnittsverwaltungen, Schlusszeichnung, Senatskanzlei (§ 16 GGO II 1992).',
      en: 'Advance copy, co-signature of the departments concerned, rework, co-signature of the cross-cutting departments, final signature, chancellery (§ 16 GGO II 1992).',
    },
    facts: [
      {
        key: 'crossCutting',
        type: 'units',
        atStart: true,
        name: { de: 'Querschnittsverwaltungen (Inneres, Finanzen, Justiz)', en: 'Cross-cutting departments' },
      },
      { key: 'chancellery', type: 'units', atStart: true, name: { de: 'Senatskanzlei', en: 'Chancellery' } },
    ],
    nodes: [
      { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
      {
        id: 'draft',
        type: 'task',
        name: { de: 'Vorlage fertigstellen', en: 'Finish the paper' },
        addressee: LEAD,
        results: [
          result('drafted', 'Vorlage liegt vor', 'The paper is there'),
          result('withdrawn', 'Zurückgezogen', 'Withdrawn', true),
        ],
      },
      {
        id: 'isWithdrawn',
        type: 'exclusiveGateway',
        name: { de: 'Zurückgezogen?', en: 'Withdrawn?' },
        defaultFlow: 'isWithdrawn_advanceCopy',
      },
      {
        id: 'advanceCopy',
        type: 'automatic',
        name: { de: 'Vorausstück', en: 'Advance copy' },
        job: { kind: 'notify', addressees: [named('crossCutting')] },
      },
      {
        id: 'coSignature',
        type: 'coSignatureRound',
        name: { de: 'Mitzeichnung', en: 'Co-signature' },
        waves: [
          {
            mode: 'parallel',
            seats: [{ addressee: { kind: 'participants', involvement: 'CO_SIGNATURE' }, mandatory: true }],
          },
          { mode: 'parallel', seats: [{ addressee: named('crossCutting'), mandatory: true }] },
        ],
        period: weeks(2),
        reminders: [weeks(1)],
        settings: { onSilence: 'deemed', deemedMandatory: true },
      },
      {
        id: 'isAgreed',
        type: 'exclusiveGateway',
        name: { de: 'Einvernehmen?', en: 'Agreed?' },
        defaultFlow: 'isAgreed_draft',
      },
      {
        id: 'synopsis',
        type: 'task',
        name: { de: 'Übernommene Änderungen und Abweichungen darstellen', en: 'Show accepted changes and differences' },
        addressee: LEAD,
        period: days(3),
        reminders: [days(2)],
      },
      {
        id: 'finalSignature',
        type: 'finalSignature',
        name: { de: 'Schlusszeichnung des Mitglieds des Senats', en: 'Final signature of the member of the Senate' },
        roundNodeId: 'coSignature',
        signers: [BOARD_MEMBER],
        period: days(2),
        reminders: [days(1)],
        fourEyes: true,
        signerMayAnswer: false,
      },
      {
        id: 'isSigned',
        type: 'exclusiveGateway',
        name: { de: 'Gezeichnet?', en: 'Signed?' },
        defaultFlow: 'isSigned_draft',
      },
      {
        id: 'agenda',
        type: 'task',
        name: { de: 'Tagesordnung des Senats', en: 'Agenda of the Senate' },
        addressee: named('chancellery'),
        period: days(5),
        reminders: [days(4)],
        results: [
          result('entered', 'Angemeldet', 'Entered'),
          result('returned', 'Zurück an die Federführung', 'Back to the lead', true),
        ],
      },
      {
        id: 'isEntered',
        type: 'exclusiveGateway',
        name: { de: 'Angemeldet?', en: 'Entered?' },
        defaultFlow: 'isEntered_completed',
      },
      { id: 'completed', type: 'end', name: { de: 'Beim Senat', en: 'With the Senate' }, outcome: 'completed' },
      { id: 'rejected', type: 'end', name: { de: 'Abgelehnt', en: 'Rejected' }, outcome: 'rejected' },
      { id: 'withdrawn', type: 'end', name: { de: 'Zurückgezogen', en: 'Withdrawn' }, outcome: 'returned' },
    ],
    flows: [
      ...chain('start', 'draft', 'isWithdrawn', 'advanceCopy', 'coSignature', 'isAgreed'),
      flow('isWithdrawn', 'withdrawn', 'steps.draft.result = "withdrawn"'),
      flow('isAgreed', 'synopsis', 'round.outcome = "agreed"'),
      flow('isAgreed', 'draft'),
      ...chain('synopsis', 'finalSignature', 'isSigned'),
      flow('isSigned', 'agenda', 'finalSignature.result = "signed"'),
      flow('isSigned', 'rejected', 'finalSignature.result = "rejected"'),
      flow('isSigned', 'draft'),
      flow('agenda', 'isEntered'),
      flow('isEntered', 'draft', 'steps.agenda.result = "returned"'),
      flow('isEntered', 'completed'),
    ],
  },
});
