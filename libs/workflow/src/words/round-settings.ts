import type { LocalizedText, RoundSettings } from '../definition';
import { afterPeriod, ofPeriod, periodInWords } from './vocabulary';

type Silence = RoundSettings['onSilence'];

/** The rules for silence as an administrator chooses them. */
export const SILENCE_LABELS = {
  escalate: { de: 'geht an die nächsthöhere Stelle', en: 'goes to the next superior unit' },
  deemed: { de: 'gilt als mitgezeichnet', en: 'counts as co-signed' },
  nil: { de: 'die Stelle zählt nicht mit', en: 'the unit leaves the count' },
  refuse: { de: 'gilt als abgelehnt', en: 'counts as refused' },
  remindOnly: { de: 'bleibt offen, es wird nur erinnert', en: 'stays open, with reminders only' },
} as const satisfies Record<Silence, LocalizedText>;

const PROTECTED = {
  de: 'Bei Recht, Geld und Datenschutz und bei Stellen, die schon einmal abgelehnt haben',
  en: 'For law, money and data protection and for units that have refused before',
};

function escalation({ escalationPeriod, maxEscalations }: RoundSettings): LocalizedText {
  if (maxEscalations === 0)
    return {
      de: 'Die Sache geht gleich an die Federführung.',
      en: 'The matter goes straight to the lead unit.',
    };
  const { de, en } = ofPeriod(escalationPeriod);
  const times =
    maxEscalations === 1
      ? { de: 'einmal', en: 'once' }
      : { de: `höchstens ${maxEscalations}-mal`, en: `at most ${maxEscalations} times` };
  return {
    de: `Die Sache geht an die nächsthöhere Stelle, ${times.de} und jedes Mal mit einer neuen Frist ${de}; danach klärt es die Federführung.`,
    en: `The matter goes to the next superior unit, ${times.en} and each time with a new time limit ${en}; then the lead unit settles it.`,
  };
}

function upwardsInstead(settings: RoundSettings, mandatory: boolean): LocalizedText {
  const { de, en } = escalation(settings);
  return {
    de: `${PROTECTED.de}${mandatory ? ' und bei Pflichtstellen' : ''} gilt das nicht: ${de}`,
    en: `${PROTECTED.en}${mandatory ? ' and for mandatory units' : ''} it does not: ${en}`,
  };
}

const SILENCE = {
  escalate: (settings) => {
    const { de, en } = escalation(settings);
    return { de: `${de} Schweigen gilt nie als Zustimmung.`, en: `${en} Silence never counts as consent.` };
  },
  deemed: (settings) => {
    const rest = upwardsInstead(settings, !settings.deemedMandatory);
    return {
      de: `Die Mitzeichnung gilt nach Fristablauf als erteilt, und der Verlauf sagt das. ${rest.de}`,
      en: `The co-signature counts as given when the time limit has run out, and the history says so. ${rest.en}`,
    };
  },
  nil: (settings) => {
    const rest = upwardsInstead(settings, true);
    return {
      de: `Die Stelle zählt nicht mehr mit und steht als „keine Antwort“ im Verlauf. ${rest.de}`,
      en: `The unit leaves the count and stands as “no answer” in the history. ${rest.en}`,
    };
  },
  refuse: () => ({
    de: 'Die Mitzeichnung gilt nach Fristablauf als abgelehnt, mit allem, was eine Ablehnung auslöst.',
    en: 'The co-signature counts as refused when the time limit has run out, with everything that a refusal brings.',
  }),
  remindOnly: () => ({
    de: 'Die Mitzeichnung bleibt offen, bis jemand antwortet. Es wird erinnert; sonst geschieht nichts.',
    en: 'The co-signature stays open until somebody answers. There are reminders; nothing else happens.',
  }),
} as const satisfies Record<Silence, (settings: RoundSettings) => LocalizedText>;

/** What silence brings for the people, with the numbers of this round. */
export const silenceInWords = (settings: RoundSettings): LocalizedText => SILENCE[settings.onSilence](settings);

function quorum({ quorum: need }: RoundSettings): LocalizedText {
  switch (need.kind) {
    case 'all':
      return { de: 'Alle freiwilligen Stellen stimmen zu.', en: 'All optional units consent.' };
    case 'count':
      return {
        de: `Von den freiwilligen Stellen stimmen mindestens ${need.n} zu.`,
        en: `Of the optional units at least ${need.n} consent.`,
      };
    case 'percent':
      return {
        de: `Von den freiwilligen Stellen stimmen mindestens ${need.p} Prozent zu.`,
        en: `Of the optional units at least ${need.p} percent consent.`,
      };
  }
}

const REFUSAL = {
  dissent: {
    de: 'Eine Ablehnung eröffnet einen Dissens; bis er geklärt ist, wird nicht schlussgezeichnet.',
    en: 'A refusal opens a dissent; until it is settled there is no final signature.',
  },
  return: {
    de: 'Eine Ablehnung gibt das Papier an die Federführung zurück.',
    en: 'A refusal returns the paper to the lead unit.',
  },
  reject: { de: 'Eine Ablehnung beendet die Runde als abgelehnt.', en: 'A refusal ends the round as rejected.' },
} as const satisfies Record<RoundSettings['onRefusal'], LocalizedText>;

const TEXT_CHANGE = {
  affected: {
    de: 'Wird der Text geändert, antworten die betroffenen Stellen neu.',
    en: 'When the text changes the affected units answer anew.',
  },
  all: { de: 'Wird der Text geändert, antworten alle neu.', en: 'When the text changes everybody answers anew.' },
  none: {
    de: 'Eine redaktionelle Änderung lässt alle Antworten gelten; nach einer inhaltlichen antworten die betroffenen Stellen neu.',
    en: 'An editorial change leaves all answers valid; after a substantive one the affected units answer anew.',
  },
} as const satisfies Record<RoundSettings['onTextChange'], LocalizedText>;

interface SettingWords {
  label: LocalizedText;
  words: (settings: RoundSettings) => LocalizedText;
}

/** Every setting of a round: what it is called and what it means for the people. */
export const ROUND_SETTING_WORDS = {
  onSilence: { label: { de: 'Bei Schweigen', en: 'On silence' }, words: silenceInWords },
  escalationPeriod: {
    label: { de: 'Frist nach jeder Eskalation', en: 'Time limit after each escalation' },
    words: ({ escalationPeriod }) => periodInWords(escalationPeriod),
  },
  maxEscalations: {
    label: { de: 'Eskalationen', en: 'Escalations' },
    words: ({ maxEscalations }) => ({ de: `höchstens ${maxEscalations}`, en: `at most ${maxEscalations}` }),
  },
  deemedMandatory: {
    label: { de: 'Schweigen von Pflichtstellen', en: 'Silence of mandatory units' },
    words: ({ deemedMandatory }) =>
      deemedMandatory
        ? { de: 'darf als Mitzeichnung gelten', en: 'may count as co-signature' }
        : { de: 'gilt nie als Mitzeichnung', en: 'never counts as co-signature' },
  },
  onRefusal: { label: { de: 'Bei Ablehnung', en: 'On refusal' }, words: ({ onRefusal }) => REFUSAL[onRefusal] },
  refusalOf: {
    label: { de: 'Wessen Ablehnung entscheidet', en: 'Whose refusal decides' },
    words: ({ refusalOf }) =>
      refusalOf === 'any'
        ? { de: 'die jeder Stelle', en: 'that of every unit' }
        : { de: 'nur die einer Pflichtstelle', en: 'only that of a mandatory unit' },
  },
  dissentPeriod: {
    label: { de: 'Frist je Ebene im Dissens', en: 'Time limit of each level in a dissent' },
    words: ({ dissentPeriod }) => periodInWords(dissentPeriod),
  },
  quorum: { label: { de: 'Nötige Zustimmung', en: 'Consent needed' }, words: quorum },
  waitAll: {
    label: { de: 'Ende der Runde', en: 'End of the round' },
    words: ({ waitAll }) =>
      waitAll
        ? { de: 'Die Runde wartet auf alle Antworten.', en: 'The round waits for all answers.' }
        : {
            de: 'Die Runde endet, sobald genug Stellen zugestimmt haben; offene freiwillige Plätze entfallen.',
            en: 'The round ends as soon as enough units have consented; open optional seats are dropped.',
          },
  },
  onNotReached: {
    label: { de: 'Wenn die Zustimmung nicht reicht', en: 'If consent is not reached' },
    words: ({ onNotReached }) =>
      onNotReached === 'return'
        ? { de: 'geht das Papier an die Federführung zurück', en: 'the paper goes back to the lead unit' }
        : { de: 'endet die Runde als abgelehnt', en: 'the round ends as rejected' },
  },
  onTextChange: {
    label: { de: 'Bei geändertem Text', en: 'On a changed text' },
    words: ({ onTextChange }) => TEXT_CHANGE[onTextChange],
  },
  resignPeriod: {
    label: { de: 'Frist für die erneute Antwort', en: 'Time limit for answering anew' },
    words: ({ resignPeriod }) => ({
      de: `mindestens ${periodInWords(resignPeriod).de}; eine offene Maßgabe wird ${afterPeriod(resignPeriod).de} angemahnt`,
      en: `at least ${periodInWords(resignPeriod).en}; a pending proviso is reminded of ${afterPeriod(resignPeriod).en}`,
    }),
  },
  lateAnswers: {
    label: { de: 'Verspätete Antworten', en: 'Late answers' },
    words: ({ lateAnswers }) =>
      lateAnswers
        ? { de: 'zählen, solange die Runde läuft', en: 'count while the round runs' }
        : { de: 'zählen nicht', en: 'do not count' },
  },
  fourEyes: {
    label: { de: 'Vier Augen', en: 'Four eyes' },
    words: ({ fourEyes }) =>
      fourEyes
        ? { de: 'Niemand zeichnet den eigenen Text mit.', en: 'Nobody co-signs their own text.' }
        : { de: 'Wer den Text geschrieben hat, darf ihn mitzeichnen.', en: 'Whoever wrote the text may co-sign it.' },
  },
  signerMayAnswer: {
    label: { de: 'Mitzeichnen und schlusszeichnen', en: 'Co-signing and signing finally' },
    words: ({ signerMayAnswer }) =>
      signerMayAnswer
        ? { de: 'darf dieselbe Person', en: 'may be done by the same person' }
        : { de: 'darf nicht dieselbe Person', en: 'must not be done by the same person' },
  },
} as const satisfies Record<keyof RoundSettings, SettingWords>;
