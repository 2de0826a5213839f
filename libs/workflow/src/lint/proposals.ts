import type { LocalizedText } from '../definition';
import type { LintCode } from './messages';

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
};

const STRUCTURE: LocalizedText = {
  de: 'Das liegt am Aufbau des Verfahrens. Verwerfen Sie den Entwurf, und beginnen Sie neu mit einer freigegebenen Fassung oder einer Vorlage.',
  en: 'This lies in the structure of the procedure. Discard the draft and begin anew from a released version or a template.',
};

export const proposalFor = (code: LintCode): LocalizedText => PROPOSALS[code] ?? STRUCTURE;
