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

const TABLE: LocalizedText = { de: 'Berichtigen Sie die Tabelle.', en: 'Correct the table.' };
const START: LocalizedText = {
  de: 'Wählen Sie einen Schritt, nach dem es hierher in jedem Fall weitergeht, oder zählen Sie ab dem Beginn dieses Schrittes.',
  en: 'Choose a step after which the way leads here in any case, or count from the beginning of this step.',
};
const PERIOD: LocalizedText = { de: 'Tragen Sie eine Frist ein.', en: 'Enter a time limit.' };

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
  tooManyCourses: {
    de: 'Führen Sie die Zweige nach jeder Entscheidung zusammen, oder lagern Sie Teile in Unterverfahren aus.',
    en: 'Bring branches together after each decision, or move parts into called procedures.',
  },
  pastFixedEnd: {
    de: 'Kürzen Sie Fristen auf dem Weg dorthin, oder lassen Sie Schritte nebeneinander laufen.',
    en: 'Shorten time limits on the way there, or let steps run side by side.',
  },
  patternWithoutNumber: {
    de: 'Schreiben Sie {n} dorthin, wo die Nummer stehen soll, etwa „{n}/V“.',
    en: 'Write {n} where the number is to stand, such as “{n}/V”.',
  },
  badCondition: CONDITION,
  unknownFact: CONDITION,
  noCondition: CONDITION,
  undecidedRound: SIGNATURE,
  noSuchRound: {
    de: 'Wählen Sie die Mitzeichnung, deren Ergebnis gezeichnet wird, oder entfernen Sie die Schlusszeichnung.',
    en: 'Choose the co-signature whose result is signed, or remove the final signature.',
  },
  unknownPeriodStart: START,
  openPeriodStart: START,
  undeclaredFact: {
    de: 'Erklären Sie die Angabe beim Verfahren, oder wählen Sie eine andere.',
    en: 'Declare the fact with the procedure, or choose another one.',
  },
  factOfOtherType: {
    de: 'Wählen Sie eine Angabe der passenden Art.',
    en: 'Choose a fact of the fitting type.',
  },
  factTwice: { de: 'Entfernen Sie eine der beiden.', en: 'Remove one of the two.' },
  noChoices: { de: 'Tragen Sie ein, was gewählt werden kann.', en: 'Enter what can be chosen.' },
  choiceTwice: { de: 'Entfernen Sie eine der beiden.', en: 'Remove one of the two.' },
  fieldTwice: { de: 'Entfernen Sie eines der beiden Felder.', en: 'Remove one of the two fields.' },
  resultTwice: { de: 'Geben Sie einem der beiden eine andere Kennung.', en: 'Give one of the two another key.' },
  impossibleResult: CONDITION,
  tableShape: TABLE,
  badCell: TABLE,
  unknownInput: TABLE,
  badValue: TABLE,
  noteWithoutEnd: PERIOD,
  silenceWithoutPeriod: PERIOD,
  circulationWithoutPeriod: PERIOD,
  callsItself: { de: 'Wählen Sie ein anderes Verfahren.', en: 'Choose another procedure.' },
  waitsForEver: {
    de: 'Führen Sie Zweige so zusammen, wie sie getrennt wurden: nach einer Entscheidung mit einer Entscheidung.',
    en: 'Bring branches together as they were parted: after a decision by a decision.',
  },
  growsForEver: {
    de: 'Führen Sie die Zweige zusammen, bevor es zurückgeht.',
    en: 'Bring the branches together before the way leads back.',
  },
  severalAddressees: { de: 'Wählen Sie eine einzelne Stelle.', en: 'Choose a single unit.' },
};

const STRUCTURE: LocalizedText = {
  de: 'Das liegt am Aufbau des Verfahrens. Verschieben oder entfernen Sie Schritte, oder beginnen Sie neu mit einer freigegebenen Fassung oder einer Vorlage.',
  en: 'This lies in the structure of the procedure. Move or remove steps, or begin anew from a released version or a template.',
};

export const proposalFor = (code: LintCode): LocalizedText => PROPOSALS[code] ?? STRUCTURE;
