import type { LocalizedText, RefusalCode } from '@querraum/workflow';

export interface Problem {
  status: number;
  /** `{name}` is filled from the details of the error. */
  message: LocalizedText;
}

/** One message for each way in which the engine refuses (docs/round.md). */
export const REFUSAL_PROBLEMS = {
  runEnded: { status: 409, message: { de: 'Das Verfahren ist beendet.', en: 'The procedure has ended.' } },
  roundEnded: {
    status: 409,
    message: { de: 'Die Mitzeichnungsrunde ist beendet.', en: 'The co-signature round has ended.' },
  },
  unknownStep: { status: 404, message: { de: 'Diesen Schritt gibt es nicht.', en: 'There is no such step.' } },
  unknownSeat: {
    status: 404,
    message: { de: 'Diesen Platz gibt es in der Runde nicht.', en: 'There is no such seat in the round.' },
  },
  notLead: {
    status: 403,
    message: { de: 'Das kann nur die federführende Stelle.', en: 'Only the lead unit can do this.' },
  },
  notOpen: {
    status: 409,
    message: { de: 'Die Aufgabe ist nicht (mehr) offen.', en: 'The task is not open (any more).' },
  },
  noAuthority: {
    status: 403,
    message: {
      de: 'Dazu sind Sie für diese Stelle nicht befugt. Befugt sind die dort Tätigen, für die Schlusszeichnung nur die Leitung, und jeweils ihre Vertretung.',
      en: 'You have no authority for this unit. Its members have, for the final signature only its head, and their deputies.',
    },
  },
  alreadyClaimed: {
    status: 409,
    message: {
      de: '{owner} war schneller und hat die Aufgabe übernommen.',
      en: '{owner} was faster and has taken on the task.',
    },
  },
  notOwner: {
    status: 409,
    message: {
      de: 'Sie haben die Aufgabe nicht übernommen. Übernehmen Sie sie zuerst.',
      en: 'You have not taken on this task. Please take it on first.',
    },
  },
  alreadyAnswered: {
    status: 409,
    message: { de: 'Diese Stelle hat schon geantwortet.', en: 'This unit has already answered.' },
  },
  stale: {
    status: 409,
    message: {
      de: 'Inzwischen liegt Fassung {current} vor. Bitte lesen Sie diese und antworten Sie noch einmal.',
      en: 'Version {current} is current now. Please read it and answer again.',
    },
  },
  author: {
    status: 403,
    message: {
      de: 'Wer den Text verfasst hat, zeichnet ihn nicht mit (Vier-Augen-Prinzip).',
      en: 'Authors do not sign their own text (four-eyes principle).',
    },
  },
  deputyOfLead: {
    status: 403,
    message: {
      de: 'Wer für die Federführung handelt, kann hier nicht in Vertretung antworten.',
      en: 'Someone acting for the lead cannot answer here as a deputy.',
    },
  },
  wordsRequired: {
    status: 400,
    message: { de: 'Diese Antwort braucht eine Begründung.', en: 'This answer needs words.' },
  },
  reasonRequired: { status: 400, message: { de: 'Bitte nennen Sie einen Grund.', en: 'Please give a reason.' } },
  thirdNotResponsible: {
    status: 409,
    message: {
      de: 'Die Zuständigkeit ist schon entschieden; „nicht zuständig“ ist nicht mehr möglich.',
      en: 'Responsibility has been decided; "not responsible" is no longer possible.',
    },
  },
  notWithdrawable: {
    status: 409,
    message: {
      de: 'Die Antwort lässt sich nicht mehr zurücknehmen, weil es danach weitergegangen ist.',
      en: 'The answer cannot be withdrawn any more, because the procedure has moved on.',
    },
  },
  notAnswerer: {
    status: 403,
    message: { de: 'Zurücknehmen kann nur, wer geantwortet hat.', en: 'Only the person who answered can withdraw.' },
  },
  noPendingCondition: {
    status: 409,
    message: { de: 'Hier wartet keine Maßgabe auf Antwort.', en: 'No proviso is waiting for an answer here.' },
  },
  noNewerVersion: {
    status: 409,
    message: { de: 'Dazu muss zuerst eine neue Fassung vorliegen.', en: 'This needs a newer version first.' },
  },
  noOpenReservation: {
    status: 409,
    message: { de: 'Hier ist kein Vorbehalt offen.', en: 'No reservation is open here.' },
  },
  noDissent: { status: 409, message: { de: 'Hier ist kein Dissens offen.', en: 'No dissent is open here.' } },
  notParty: {
    status: 403,
    message: {
      de: 'Das können nur die beiden Seiten des Dissenses: die ablehnende Stelle und die Federführung.',
      en: 'Only the two parties of the dissent can do this: the refusing unit and the lead.',
    },
  },
  noAgreedText: {
    status: 409,
    message: {
      de: 'Ein einigender Text muss als neue Fassung vorliegen.',
      en: 'An agreed text must be there as a new version.',
    },
  },
  topOfLadder: {
    status: 409,
    message: { de: 'Der Dissens liegt schon auf der obersten Stufe.', en: 'The dissent is already at the top level.' },
  },
  mandatorySeat: {
    status: 409,
    message: {
      de: 'Eine vorgeschriebene Mitzeichnung kann nicht entlassen werden.',
      en: 'A mandatory seat cannot be released.',
    },
  },
  everAnswered: {
    status: 409,
    message: { de: 'Diese Stelle hat schon einmal geantwortet.', en: 'This unit has answered before.' },
  },
  lastSeat: {
    status: 409,
    message: {
      de: 'Der letzte Platz der Runde kann nicht entlassen werden.',
      en: 'The last seat of the round cannot be released.',
    },
  },
  quorumFalls: {
    status: 409,
    message: {
      de: 'Dadurch sänke die nötige Zahl der Mitzeichnungen.',
      en: 'This would lower the number of consents needed.',
    },
  },
  outsideUnit: {
    status: 409,
    message: {
      de: 'Diese Stelle hat schon geantwortet; ersetzt werden kann sie nur innerhalb ihres Hauses.',
      en: 'This unit has answered before; it can only be replaced within itself.',
    },
  },
  notReplaceable: {
    status: 409,
    message: { de: 'Dieser Platz kann jetzt nicht neu besetzt werden.', en: 'This seat cannot be readdressed now.' },
  },
  badWave: {
    status: 400,
    message: {
      de: 'In dieser Stufe kann kein Platz mehr hinzukommen.',
      en: 'No seat can be added to this wave any more.',
    },
  },
  notLater: {
    status: 400,
    message: { de: 'Die neue Frist muss nach der alten liegen.', en: 'The new date must be later than the old one.' },
  },
  lateNotAllowed: {
    status: 409,
    message: {
      de: 'Die Frist ist abgelaufen, späte Antworten sind hier nicht vorgesehen.',
      en: 'The period has run out, late answers are not provided for here.',
    },
  },
  versionNotNewer: {
    status: 409,
    message: {
      de: 'Die neue Fassung muss auf die geltende folgen.',
      en: 'The new version must follow the current one.',
    },
  },
  answeredInRound: {
    status: 403,
    message: {
      de: 'Wer in der Runde geantwortet hat, zeichnet nicht schluss.',
      en: 'Whoever answered in the round does not sign finally.',
    },
  },
  notYourTurn: {
    status: 409,
    message: { de: 'Diese Unterschrift ist noch nicht an der Reihe.', en: 'It is not this signer’s turn yet.' },
  },
  notAcknowledged: {
    status: 409,
    message: {
      de: 'Vor der Schlusszeichnung ist jeder offene Vorbehalt und jeder gezeigte Dissens einzeln zur Kenntnis zu nehmen. Es fehlen: {missing}',
      en: 'Each open reservation and each shown dissent must be acknowledged before the final signature. Missing: {missing}',
    },
  },
  missingParticipant: {
    status: 422,
    message: {
      de: 'Das Verfahren braucht eine Beteiligung, die dem Vorhaben fehlt: {missing}.',
      en: 'The procedure needs a participant that the project lacks: {missing}.',
    },
  },
  roundAtOnce: {
    status: 422,
    message: {
      de: 'Die Runde wäre sofort beendet, weil niemand zustimmen muss.',
      en: 'The round would end at once, because nobody has to consent.',
    },
  },
  suspended: {
    status: 409,
    message: {
      de: 'Das Verfahren ruht. Die Federführung kann es fortsetzen.',
      en: 'The procedure is suspended. The lead can resume it.',
    },
  },
  notSuspended: { status: 409, message: { de: 'Das Verfahren ruht nicht.', en: 'The procedure is not suspended.' } },
  unknownNode: {
    status: 422,
    message: { de: 'Diesen Schritt gibt es im Verfahren nicht.', en: 'The procedure has no such step.' },
  },
  notReturnable: {
    status: 409,
    message: {
      de: 'Zu diesem Schritt kann das Verfahren jetzt nicht gehen: {because}.',
      en: 'The procedure cannot go to this step now: {because}.',
    },
  },
  notSkippable: {
    status: 409,
    message: {
      de: 'Dieser Schritt kann nicht übersprungen werden: An Mitzeichnung, Schlusszeichnung und dem Beschluss eines Gremiums führt kein Weg vorbei.',
      en: 'This step cannot be skipped: there is no way past co-signature, final signature and the decision of a committee.',
    },
  },
  nothingFailed: {
    status: 409,
    message: { de: 'Hier ist nichts fehlgeschlagen.', en: 'Nothing has failed here.' },
  },
  notReopenable: {
    status: 409,
    message: {
      de: 'Dieses Verfahren kann nicht wieder aufgenommen werden.',
      en: 'This procedure cannot be reopened.',
    },
  },
  unknownResult: {
    status: 422,
    message: { de: 'Dieses Ergebnis ist hier nicht vorgesehen.', en: 'This result is not provided for here.' },
  },
  unknownFact: {
    status: 422,
    message: {
      de: 'Die Angabe „{field}“ ist hier nicht vorgesehen.',
      en: 'The entry “{field}” is not provided for here.',
    },
  },
  badFact: {
    status: 422,
    message: {
      de: 'Die Angabe „{field}“ hat nicht die verlangte Form.',
      en: 'The entry “{field}” does not have the form that is asked for.',
    },
  },
  factMissing: {
    status: 422,
    message: { de: 'Es fehlt die Angabe „{field}“.', en: 'The entry “{field}” is missing.' },
  },
  alreadyAsked: {
    status: 409,
    message: { de: 'Diese Stelle ist hier schon beteiligt.', en: 'This unit already takes part here.' },
  },
  lastPlace: {
    status: 409,
    message: {
      de: 'Die letzte Stelle kann nicht entfallen.',
      en: 'The last unit cannot be left out.',
    },
  },
  insertedOpen: {
    status: 409,
    message: {
      de: 'Vorher ist noch ein eingefügter Schritt zu erledigen.',
      en: 'An inserted step has to be done first.',
    },
  },
  notInsertable: {
    status: 409,
    message: {
      de: 'Vor diesem Schritt kann nichts eingefügt werden: Er läuft von selbst.',
      en: 'Nothing can be put in before this step: it runs by itself.',
    },
  },
  votesDoNotAddUp: {
    status: 422,
    message: {
      de: 'Die Stimmen gehen nicht auf: Ja, Nein und Enthaltungen ergeben zusammen die Anwesenden, höchstens {entitled}.',
      en: 'The votes do not add up: yes, no and abstentions together are those present, {entitled} at most.',
    },
  },
  noQuorum: {
    status: 422,
    message: {
      de: 'Mit {present} von {entitled} Stimmberechtigten ist das Gremium nicht beschlussfähig. Möglich ist „vertagt“.',
      en: 'With {present} of {entitled} members present the committee has no quorum. It can be “postponed”.',
    },
  },
  otherwiseDecided: {
    status: 422,
    message: {
      de: 'Nach den Stimmen ist anders beschlossen: Prüfen Sie das Ergebnis und bei Gleichstand die Stimme des Vorsitzes.',
      en: 'By the votes it was decided otherwise: check the result and, in a tie, the vote of the chair.',
    },
  },
  notInModel: {
    status: 409,
    message: {
      de: 'In einem eingelesenen BPMN-Modell geht das nicht: Es läuft nur auf den Wegen, die das Modell vorsieht.',
      en: 'This cannot be done in an imported BPMN model: it goes only by the paths that the model provides.',
    },
  },
  endlessModel: {
    status: 409,
    message: {
      de: 'Das Modell läuft im Kreis, ohne dass jemand etwas tut. Es ist nichts geändert.',
      en: 'The model goes round in circles without anybody doing anything. Nothing has been changed.',
    },
  },
  errorNotCaught: {
    status: 409,
    message: {
      de: 'Den Fehler „{code}“ fängt das Modell nirgends ab. Es ist nichts geändert.',
      en: 'The model catches the error “{code}” nowhere. Nothing has been changed.',
    },
  },
  unknownProcess: {
    status: 409,
    message: {
      de: 'Der Prozess „{process}“, den das Modell aufruft, ist nicht dabei oder ruft sich selbst zu tief auf.',
      en: 'The process “{process}” that the model calls is not included, or calls itself too deeply.',
    },
  },
  unknownEvent: {
    status: 409,
    message: {
      de: 'Auf dieses Ereignis wartet das Verfahren nicht (mehr).',
      en: 'The procedure does not wait for this event, or no longer does.',
    },
  },
  noOutgoingFlow: {
    status: 409,
    message: {
      de: 'Nach „{node}“ gilt keine Bedingung, und einen Weg für sonst gibt es nicht. Es ist nichts geändert: Prüfen Sie die Angaben.',
      en: 'Behind “{node}” no condition holds, and there is no default path. Nothing has been changed: check the values.',
    },
  },
  unknownVariable: {
    status: 422,
    message: {
      de: 'Der Ausdruck „{expression}“ liest eine Variable, die es nicht gibt. Es ist nichts geändert.',
      en: 'The expression “{expression}” reads a variable that does not exist. Nothing has been changed.',
    },
  },
  expressionError: {
    status: 422,
    message: {
      de: 'Der Ausdruck „{expression}“ lässt sich mit den Werten nicht auswerten. Es ist nichts geändert.',
      en: 'The expression “{expression}” cannot be evaluated with these values. Nothing has been changed.',
    },
  },
  badTimer: {
    status: 422,
    message: {
      de: '„{expression}“ ist keine Zeitangabe. Möglich ist zum Beispiel 2027-03-01T09:00:00Z, PT2H oder R3/P1D.',
      en: '“{expression}” is no time. Possible are for example 2027-03-01T09:00:00Z, PT2H or R3/P1D.',
    },
  },
} as const satisfies Record<RefusalCode, Problem>;
