import type { Problem } from './refusals';

/** What is refused about tasks by hand. Who may claim and answer is told by the words of the rounds (refusals.ts). */
export const ASSIGNMENT_PROBLEMS = {
  notIssuer: {
    status: 403,
    message: {
      de: 'Das kann nur die Stelle, die die Aufgabe gegeben hat.',
      en: 'Only the unit that gave the task can do this.',
    },
  },
  mayNotIssue: {
    status: 403,
    message: {
      de: 'Aufgaben geben hier die Federführung und die Stellen, die am Vorhaben mitwirken; Teilaufgaben die Stelle, die die Aufgabe hat.',
      en: 'Tasks are given here by the lead and by the units that take part in the project; sub-tasks by the unit that has the task.',
    },
  },
  groupTooLarge: {
    status: 422,
    message: {
      de: 'Eine Aufgabe geht an höchstens {limit} Stellen auf einmal; genannt sind {count}.',
      en: 'A task goes to at most {limit} units at once; {count} are named.',
    },
  },
  noParticipants: {
    status: 422,
    message: {
      de: 'Am Vorhaben ist außer Ihrer Stelle niemand beteiligt.',
      en: 'Nobody but your unit takes part in the project.',
    },
  },
  positionUnknown: {
    status: 422,
    message: {
      de: 'Diese Stelle (Dienstposten) gibt es in der Einheit {unit} nicht, oder sie ist weggefallen.',
      en: 'There is no such post in the unit {unit}, or it has been abolished.',
    },
  },
  personNotInUnit: {
    status: 422,
    message: {
      de: 'Diese Person handelt nicht für {unit}.',
      en: 'This person does not act for {unit}.',
    },
  },
  dueInPast: {
    status: 422,
    message: {
      de: 'Der {day} ist schon vorbei. Der früheste letzte Tag ist heute ({today}).',
      en: '{day} is over. The earliest last day is today ({today}).',
    },
  },
  dueTooFar: {
    status: 422,
    message: {
      de: 'Der {day} liegt zu weit in der Zukunft; der späteste Tag ist der {latest}.',
      en: '{day} is too far in the future; the latest day is {latest}.',
    },
  },
  dueAfterParent: {
    status: 422,
    message: {
      de: 'Die Aufgabe, zu der diese Teilaufgabe gehört, endet am {parent}. Später ({day}) kann die Teilaufgabe nicht enden.',
      en: 'The task that this sub-task belongs to ends on {parent}. The sub-task cannot end later ({day}).',
    },
  },
  dependencyUnknown: {
    status: 422,
    message: {
      de: 'Eine Aufgabe, auf die gewartet werden soll, gibt es in diesem Vorhaben nicht.',
      en: 'A task to be waited for does not exist in this project.',
    },
  },
  dependencyCycle: {
    status: 422,
    message: {
      de: 'So würden die Aufgaben im Kreis aufeinander warten: {numbers}.',
      en: 'The tasks would wait for each other in a circle: {numbers}.',
    },
  },
  recurrenceBackwards: {
    status: 422,
    message: {
      de: 'Bis zum {until} käme die Aufgabe kein zweites Mal; das nächste Mal wäre am {next}.',
      en: 'Until {until} the task would not come a second time; the next time would be on {next}.',
    },
  },
  recurrenceOfPart: {
    status: 422,
    message: {
      de: 'Teilaufgaben und Aufgaben, die auf andere warten, kehren nicht von selbst wieder.',
      en: 'Sub-tasks and tasks that wait for others do not recur by themselves.',
    },
  },
  notRecurring: {
    status: 409,
    message: {
      de: 'Diese Aufgabe kehrt nicht (mehr) wieder.',
      en: 'This task does not recur (any more).',
    },
  },
  resultOfOtherKind: {
    status: 400,
    message: {
      de: 'Diese Antwort passt nicht zur Art der Aufgabe ({kind}).',
      en: 'This answer does not fit the kind of task ({kind}).',
    },
  },
  wordsOrDocumentRequired: {
    status: 400,
    message: {
      de: 'Diese Antwort braucht Worte oder ein Dokument.',
      en: 'This answer needs words or a document.',
    },
  },
  notAnswered: {
    status: 409,
    message: {
      de: 'Hier liegt keine Antwort, über die zu entscheiden wäre.',
      en: 'There is no answer to be decided on here.',
    },
  },
  notDeclined: {
    status: 409,
    message: {
      de: 'Neu gerichtet werden kann nur eine Aufgabe, die zurückgegeben wurde.',
      en: 'Only a task that was declined can be readdressed.',
    },
  },
  assignmentEnded: {
    status: 409,
    message: { de: 'Die Aufgabe ist beendet.', en: 'The task has ended.' },
  },
  subAssignmentsOpen: {
    status: 409,
    message: {
      de: 'Dazu müssen erst die Teilaufgaben beendet sein; offen: {count}. Sie können sie dabei auch zurücknehmen.',
      en: 'The sub-tasks must end first; open: {count}. You can also take them back with it.',
    },
  },
  staysInUnit: {
    status: 409,
    message: {
      de: 'Diese Art von Aufgabe ({kind}) lässt sich nur innerhalb der Stelle weitergeben.',
      en: 'This kind of task ({kind}) can only be handed on inside the unit.',
    },
  },
  sameAddressee: {
    status: 409,
    message: { de: 'Dort liegt die Aufgabe schon.', en: 'The task is already there.' },
  },
  headDistributes: {
    status: 403,
    message: {
      de: 'Weitergeben kann die Aufgabe, wer sie hat, oder die Leitung der Stelle.',
      en: 'The task can be handed on by whoever has it, or by the head of the unit.',
    },
  },
  checklistItemUnknown: {
    status: 422,
    message: {
      de: 'Diesen Punkt gibt es in der Prüfliste nicht.',
      en: 'There is no such item in the checklist.',
    },
  },
  documentElsewhere: {
    status: 422,
    message: {
      de: 'Dieses Dokument gehört nicht zu diesem Vorhaben.',
      en: 'This document does not belong to this project.',
    },
  },
  groupConcluded: {
    status: 409,
    message: {
      de: 'Die Antworten sind schon zusammengeführt.',
      en: 'The answers have been put together already.',
    },
  },
  groupOpen: {
    status: 409,
    message: {
      de: 'Zusammengeführt wird, wenn alle Aufgaben beendet sind; offen: {count}.',
      en: 'The answers are put together when all tasks have ended; open: {count}.',
    },
  },
  taskByHand: {
    status: 409,
    message: {
      de: 'Diese Aufgabe gehört zu keinem Verfahren. Sie wird auf ihrer eigenen Seite beantwortet.',
      en: 'This task belongs to no procedure. It is answered on its own page.',
    },
  },
} as const satisfies Record<string, Problem>;
