import type { LocalizedText } from '../definition';
import type { LintCode } from './messages';

const CONDITION: LocalizedText = {
  de: 'Berichtigen Sie die Bedingung am Weg der Verzweigung.',
  en: 'Correct the condition at the path of the decision.',
};
const SIGNATURE: LocalizedText = {
  de: 'Fügen Sie zwischen Mitzeichnung und Schlusszeichnung eine Entscheidung ein, die nach dem Einvernehmen fragt.',
  en: 'Add a decision between co-signature and final signature that asks whether all agreed.',
};

/** What the form itself can mend. */
const PROPOSALS: Partial<Record<LintCode, LocalizedText>> = {
  nothingNeeded: {
    de: 'Machen Sie mindestens eine Stelle zur Pflicht.',
    en: 'Make at least one unit mandatory.',
  },
  countAboveSeats: {
    de: 'Nehmen Sie weitere freiwillige Stellen auf.',
    en: 'Add more optional units.',
  },
  badCondition: CONDITION,
  unknownFact: CONDITION,
  noCondition: CONDITION,
  undecidedRound: SIGNATURE,
  noSuchRound: {
    de: 'Wählen Sie die Mitzeichnung, deren Ergebnis gezeichnet wird, oder entfernen Sie die Schlusszeichnung.',
    en: 'Choose the co-signature whose result is signed, or remove the final signature.',
  },
  severalAddressees: { de: 'Wählen Sie eine einzelne Stelle.', en: 'Choose a single unit.' },
};

const STRUCTURE: LocalizedText = {
  de: 'Das liegt am Aufbau des Verfahrens. Verschieben oder entfernen Sie Schritte, oder beginnen Sie neu mit einer freigegebenen Fassung oder einer Vorlage.',
  en: 'This lies in the structure of the procedure. Move or remove steps, or begin anew from a released version or a template.',
};

export const proposalFor = (code: LintCode): LocalizedText => PROPOSALS[code] ?? STRUCTURE;
