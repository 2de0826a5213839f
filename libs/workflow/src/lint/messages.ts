import type { LocalizedText } from '../definition';

export const MESSAGES = {
  noStart: { de: 'Der Ablauf hat keinen Beginn.', en: 'The procedure has no start.' },
  severalStarts: { de: 'Der Ablauf hat mehr als einen Beginn.', en: 'The procedure has more than one start.' },
  noEnd: { de: 'Der Ablauf hat kein Ende.', en: 'The procedure has no end.' },
  doubleId: { de: 'Diese Kennung ist zweimal vergeben.', en: 'This id is used twice.' },
  looseFlow: { de: 'Eine Verbindung führt zu keinem Schritt.', en: 'A connection leads to no step.' },
  intoStart: { de: 'Zum Beginn führt keine Verbindung zurück.', en: 'No connection may lead back to the start.' },
  noOutgoing: { de: 'Nach diesem Schritt geht es nicht weiter.', en: 'Nothing follows this step.' },
  outOfEnd: { de: 'Nach dem Ende folgt nichts mehr.', en: 'Nothing may follow an end.' },
  severalOutgoing: {
    de: 'Nach diesem Schritt folgen mehrere; dafür braucht es eine Verzweigung.',
    en: 'Several steps follow this one; that needs a gateway.',
  },
  unreachable: { de: 'Dieser Schritt wird nie erreicht.', en: 'This step is never reached.' },
  noPathToEnd: { de: 'Von hier führt kein Weg zu einem Ende.', en: 'No path leads from here to an end.' },
  endlessLoop: {
    de: 'Hier läuft der Vorgang im Kreis, ohne dass jemand etwas tut.',
    en: 'Here the run goes in circles without anybody acting.',
  },
  noDefaultFlow: {
    de: 'Die Entscheidung hat keinen Weg für den Fall, dass keine Bedingung zutrifft.',
    en: 'The decision has no path for the case that no condition holds.',
  },
  unknownDefaultFlow: {
    de: 'Der Standardweg gehört nicht zu dieser Entscheidung.',
    en: 'The default path does not belong to this decision.',
  },
  noCondition: {
    de: 'Ein Weg dieser Entscheidung hat keine Bedingung.',
    en: 'A path of this decision has no condition.',
  },
  strayCondition: {
    de: 'Eine Bedingung steht nur an den Wegen einer Entscheidung.',
    en: 'A condition may stand only on the paths of a decision.',
  },
  badCondition: {
    de: 'Die Bedingung ist nicht lesbar oder verwendet Unerlaubtes.',
    en: 'The condition cannot be read or uses what is not allowed.',
  },
  unknownFact: {
    de: 'Die Bedingung fragt nach etwas, das es im Vorgang nicht gibt.',
    en: 'The condition asks for something that the run does not know.',
  },
  nothingNeeded: {
    de: 'Die Runde braucht keine einzige Mitzeichnung.',
    en: 'The round does not need a single co-signature.',
  },
  percentZero: { de: '0 Prozent sind kein Quorum.', en: '0 percent is no quorum.' },
  countAboveSeats: {
    de: 'Das Quorum ist größer als die Zahl der freiwilligen Plätze.',
    en: 'The quorum is larger than the number of optional seats.',
  },
  noSuchRound: {
    de: 'Die Schlusszeichnung nennt keine Mitzeichnungsrunde.',
    en: 'The final signature names no co-signature round.',
  },
  notAfterRound: {
    de: 'Die Schlusszeichnung kann erreicht werden, ohne dass ihre Runde stattgefunden hat.',
    en: 'The final signature can be reached without its round having taken place.',
  },
  undecidedRound: {
    de: 'Zwischen Runde und Schlusszeichnung fehlt die Entscheidung, ob die Runde einvernehmlich geendet hat.',
    en: 'Between round and final signature the decision is missing whether the round was agreed.',
  },
  pastFinalSignature: {
    de: 'Ein Weg führt an der Schlusszeichnung vorbei zu einem Ende als „abgeschlossen“.',
    en: 'A path leads past the final signature to an end as “completed”.',
  },
  parallelRounds: {
    de: 'Zwei Runden desselben Papiers können nicht zugleich laufen.',
    en: 'Two rounds of the same paper cannot run at the same time.',
  },
  tooManyCourses: {
    de: 'Der Ablauf kann so viele Verläufe nehmen, dass nicht geprüft werden kann, ob er immer zu Ende kommt.',
    en: 'The procedure can take so many courses that it cannot be checked whether it always comes to an end.',
  },
  pastFixedEnd: {
    de: 'Wenn alle ihre Frist ausschöpfen, ist der Ablauf mit diesem Schritt nicht mehr vor dem festen Ende fertig.',
    en: 'If everybody takes all their time, the procedure is not finished before its fixed end with this step.',
  },
  patternWithoutNumber: {
    de: 'Das Muster der Nummer enthält kein {n}; jede Nummer wäre dieselbe.',
    en: 'The pattern of the number has no {n}; every number would be the same.',
  },
  severalAddressees: {
    de: 'Eine Aufgabe hat genau eine zuständige Stelle.',
    en: 'A task has exactly one unit that it is for.',
  },
  waitsForEver: {
    de: 'Hier kann der Vorgang stehen bleiben: Gewartet wird auf einen Zweig, der nicht immer kommt.',
    en: 'Here the run can stand still: it waits for a branch that does not always come.',
  },
  growsForEver: {
    de: 'Hier entstehen immer neue Zweige, die nie zusammengeführt werden.',
    en: 'Here ever new branches begin that are never brought together.',
  },
  unknownPeriodStart: {
    de: 'Die Frist zählt ab dem Ende eines Schrittes, den es nicht gibt.',
    en: 'The time limit counts from the end of a step that is not there.',
  },
  openPeriodStart: {
    de: 'Die Frist zählt ab dem Ende eines Schrittes, der dann noch nicht beendet sein muss.',
    en: 'The time limit counts from the end of a step that need not be over by then.',
  },
  undeclaredFact: {
    de: 'Der Schritt nennt eine Angabe, die das Verfahren nicht kennt.',
    en: 'The step names a fact that the procedure does not know.',
  },
  factOfOtherType: {
    de: 'Die genannte Angabe hat hierfür die falsche Art: Stellen, ein Datum oder ein Text ist nötig.',
    en: 'The named fact is of the wrong type for this: units, a date or a text is needed.',
  },
  factTwice: { de: 'Eine Angabe ist zweimal erklärt.', en: 'A fact is declared twice.' },
  noChoices: {
    de: 'Eine Angabe zur Auswahl hat nichts, was gewählt werden kann.',
    en: 'A fact to choose from has nothing to choose.',
  },
  choiceTwice: {
    de: 'Eine Angabe bietet dieselbe Auswahl zweimal an.',
    en: 'A fact offers the same choice twice.',
  },
  fieldTwice: {
    de: 'Dieselbe Angabe wird in diesem Schritt zweimal eingetragen.',
    en: 'The same fact is filled in twice in this step.',
  },
  resultTwice: { de: 'Zwei Ergebnisse haben dieselbe Kennung.', en: 'Two results have the same key.' },
  impossibleResult: {
    de: 'Die Bedingung fragt nach einem Ergebnis, mit dem der Schritt nie endet.',
    en: 'The condition asks for a result with which the step never ends.',
  },
  tableShape: {
    de: 'Eine Zeile der Tabelle hat mehr oder weniger Felder als die Tabelle Spalten.',
    en: 'A row of the table has more or fewer cells than the table has columns.',
  },
  badCell: {
    de: 'Ein Feld der Tabelle ist nicht lesbar oder verwendet Unerlaubtes.',
    en: 'A cell of the table cannot be read or uses what is not allowed.',
  },
  unknownInput: {
    de: 'Die Tabelle fragt nach etwas, das es im Vorgang nicht gibt.',
    en: 'The table asks for something that the run does not know.',
  },
  badValue: {
    de: 'Die Tabelle setzt eine Angabe auf einen Wert, den sie nicht haben kann.',
    en: 'The table sets a fact to a value that it cannot have.',
  },
  noteWithoutEnd: {
    de: 'Eine Kenntnisnahme, auf die niemand wartet, braucht eine Frist, sonst endet der Vorgang nie.',
    en: 'Taking note that nobody waits for needs a time limit, or the run never ends.',
  },
  silenceWithoutPeriod: {
    de: 'Ohne Frist verstreicht keine: Die Aufgabe kann nicht an die nächsthöhere Stelle gehen.',
    en: 'Without a time limit none runs out: the task cannot go to the next superior.',
  },
  circulationWithoutPeriod: {
    de: 'Ein Umlaufbeschluss braucht eine Frist für die Stimmen.',
    en: 'A decision by circulation needs a time limit for the votes.',
  },
  callsItself: {
    de: 'Das Verfahren ruft sich selbst auf und käme nie zum Ende.',
    en: 'The procedure calls itself and would never come to an end.',
  },
} as const satisfies Record<string, LocalizedText>;

export type LintCode = keyof typeof MESSAGES;

export interface Found {
  nodeId: string | null;
  code: LintCode;
}
