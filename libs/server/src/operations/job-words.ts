import type { LocalizedText } from '@querraum/workflow';
import type { JobKind } from '../platform';

interface JobWords {
  name: LocalizedText;
  does: LocalizedText;
  /** How often, or on what occasion. */
  comes: LocalizedText;
}

/** The register in words: every kind of background work says here what it does. */
export const JOB_WORDS = {
  tickRun: {
    name: { de: 'Frist eines Verfahrens', en: 'Period of a procedure' },
    does: {
      de: 'Erinnert, mahnt, gibt nach oben ab oder lässt als erteilt gelten, sobald eine Frist des Verfahrens erreicht ist.',
      en: 'Reminds, escalates or deems consent to be given once a period of the procedure is reached.',
    },
    comes: { de: 'zu jeder Frist und Erinnerung', en: 'at every period and reminder' },
  },
  giveNumber: {
    name: { de: 'Nummer vergeben', en: 'Give a number' },
    does: {
      de: 'Gibt einer Vorlage die nächste Nummer des Hauses und lässt das Verfahren weiterlaufen.',
      en: "Gives a paper the next number of the house's series and lets the procedure go on.",
    },
    comes: { de: 'wenn ein Verfahren an diesem Schritt ankommt', en: 'when a procedure arrives at this step' },
  },
  giveSignal: {
    name: { de: 'Signal weitergeben', en: 'Pass on a signal' },
    does: {
      de: 'Gibt ein Signal an ein Verfahren weiter, das darauf wartet.',
      en: 'Passes a signal on to a procedure that waits for it.',
    },
    comes: { de: 'wenn ein Verfahren ein Signal sendet', en: 'when a procedure sends a signal' },
  },
  recountRun: {
    name: { de: 'Fristen neu berechnen', en: 'Count periods anew' },
    does: {
      de: 'Berechnet die Fristen eines Verfahrens neu.',
      en: 'Counts the periods of a procedure anew.',
    },
    comes: { de: 'wenn der Hauskalender geändert wird', en: 'when the house calendar is changed' },
  },
  checkMigration: {
    name: { de: 'Versionswechsel prüfen', en: 'Check a change of version' },
    does: {
      de: 'Probt für ein laufendes Verfahren, was der Wechsel auf eine neue Version bewirken würde.',
      en: 'Rehearses what changing to a new version would do to a running procedure.',
    },
    comes: { de: 'wenn ein Versionswechsel geplant wird', en: 'when a change of version is planned' },
  },
  migrateRun: {
    name: { de: 'Version wechseln', en: 'Change the version' },
    does: {
      de: 'Stellt ein laufendes Verfahren auf die neue Version um.',
      en: 'Moves a running procedure to the new version.',
    },
    comes: { de: 'wenn ein Versionswechsel freigegeben wird', en: 'when a change of version is released' },
  },
  undoMigration: {
    name: { de: 'Versionswechsel zurücknehmen', en: 'Take a change of version back' },
    does: {
      de: 'Führt ein Verfahren auf die vorige Version zurück, wenn es seither nicht weitergegangen ist.',
      en: 'Returns a procedure to its earlier version, if it has not gone on since.',
    },
    comes: { de: 'wenn ein Versionswechsel zurückgenommen wird', en: 'when a change of version is taken back' },
  },
  tickAssignment: {
    name: { de: 'Frist einer Aufgabe', en: 'Period of a task' },
    does: {
      de: 'Erinnert an eine Aufgabe oder stellt fest, dass ihre Frist verstrichen ist.',
      en: 'Reminds of a task or states that its period has passed.',
    },
    comes: { de: 'zu jeder Frist und Erinnerung', en: 'at every period and reminder' },
  },
  issueNextAssignments: {
    name: { de: 'Wiederkehrende Aufgabe stellen', en: 'Give a recurring task' },
    does: {
      de: 'Stellt eine wiederkehrende Aufgabe das nächste Mal.',
      en: 'Gives a recurring task for its next time.',
    },
    comes: { de: 'im Rhythmus der Aufgabe', en: 'in the rhythm of the task' },
  },
  tickCycle: {
    name: { de: 'Fortschreibung', en: 'Renewal' },
    does: {
      de: 'Erinnert die Federführung an die Fortschreibung und legt am Stichtag deren Entwurf vor.',
      en: 'Reminds the lead of a renewal, and lays its draft before them on the day.',
    },
    comes: { de: 'im Turnus eines Vorhabens', en: 'in the cycle of a project' },
  },
  addressMails: {
    name: { de: 'Mails adressieren', en: 'Address mails' },
    does: {
      de: 'Stellt fest, wem eine Nachricht per Mail zugeht, und gibt je Person eine Mail in Auftrag.',
      en: 'Finds out to whom a notification is mailed, and orders one mail for each person.',
    },
    comes: { de: 'zu jeder Benachrichtigung einer Stelle', en: 'at every notification of a unit' },
  },
  sendMail: {
    name: { de: 'Mail senden', en: 'Send a mail' },
    does: { de: 'Übergibt eine Mail dem Mailserver.', en: 'Hands a mail to the mail server.' },
    comes: { de: 'zu jeder Mail', en: 'at every mail' },
  },
  runDigest: {
    name: { de: 'Zusammenfassung', en: 'Digest' },
    does: {
      de: 'Stellt für eine Person zusammen, was neu und noch offen ist, und gibt eine Mail dazu in Auftrag.',
      en: 'Puts together for a person what is new and still open, and orders one mail of it.',
    },
    comes: {
      de: 'an Arbeitstagen des Hauses, zur Stunde, die die Person gewählt hat',
      en: 'on working days of the house, at the hour that the person has chosen',
    },
  },
  runReport: {
    name: { de: 'Bericht', en: 'Report' },
    does: {
      de: 'Gibt zu einem abonnierten Bericht je Empfänger eine Mail in Auftrag und legt den nächsten Termin fest.',
      en: 'Orders a mail to each recipient of a report, and says when it comes next.',
    },
    comes: {
      de: 'im gewählten Rhythmus, an Arbeitstagen des Hauses',
      en: 'in the rhythm that was chosen, on working days of the house',
    },
  },
  tellDeputation: {
    name: { de: 'Vertretung mitteilen', en: 'Tell of a deputation' },
    does: {
      de: 'Gibt eine Mail an jemanden in Auftrag, dessen Vertretung beginnt oder endet.',
      en: 'Orders a mail to somebody whose deputation begins or ends.',
    },
    comes: { de: 'zu Beginn und Ende jeder Vertretung', en: 'at the beginning and end of every deputation' },
  },
  mailPerson: {
    name: { de: 'Mail an eine Person', en: 'Mail to a person' },
    does: {
      de: 'Übergibt eine Zusammenfassung, einen Bericht oder die Mitteilung einer Vertretung dem Mailserver.',
      en: 'Hands a digest, a report, or the news of a deputation, to the mail server.',
    },
    comes: { de: 'zu jeder solchen Mail', en: 'at every such mail' },
  },
  extractText: {
    name: { de: 'Text einer Fassung lesen', en: 'Read the text of a version' },
    does: {
      de: 'Liest den Text einer Fassung, damit Fassungen verglichen werden können.',
      en: 'Reads the text of a version, so that versions can be compared.',
    },
    comes: { de: 'zu jeder neuen Fassung', en: 'at every new version' },
  },
  cleanUp: {
    name: { de: 'Aufräumen', en: 'Clean up' },
    does: {
      de: 'Löscht Antworten auf wiederholbare Anfragen nach sieben, das Protokoll der Zustellungen an Webhooks nach dreißig und erledigte oder übersprungene Aufträge nach neunzig Tagen. Speichert Geheimnisse von Webhooks verschlüsselt mit dem geltenden Schlüssel und entfernt Kopien im Klartext.',
      en: 'Deletes answers to repeatable requests after seven days, the log of deliveries to webhooks after thirty and finished or skipped jobs after ninety. Keeps secrets of webhooks encrypted with the current key, and removes copies in the clear.',
    },
    comes: { de: 'jede Nacht', en: 'every night' },
  },
  makeExport: {
    name: { de: 'Export von Akten', en: 'Export of files' },
    does: {
      de: 'Legt die Akten, die jemand mitnehmen will, Vorhaben für Vorhaben in eine Datei und nimmt sie nach sieben Tagen wieder weg.',
      en: 'Puts the files that somebody wants to take away into one archive, project by project, and removes it after seven days.',
    },
    comes: { de: 'wenn jemand einen Export anfordert', en: 'when somebody asks for an export' },
  },
  deleteProject: {
    name: { de: 'Vorhaben löschen', en: 'Delete a project' },
    does: {
      de: 'Löscht nach Freigabe Dateien und Inhalte eines Vorhabens, Stück für Stück; übrig bleibt der Eintrag im Löschregister.',
      en: 'After its release deletes the files and content of a project, piece by piece; the entry in the register of deletions is left.',
    },
    comes: { de: 'nachts, wenn eine Löschung freigegeben ist', en: 'at night, when a deletion has been released' },
  },
  sealAudit: {
    name: { de: 'Historie versiegeln', en: 'Seal the history' },
    does: {
      de: 'Bindet den Stand aller Historien in einen unterschriebenen Prüfpunkt und legt ihn außerhalb der Datenbank ab.',
      en: 'Binds how far all histories go by a signed checkpoint, and puts it outside of the database.',
    },
    comes: { de: 'stündlich', en: 'every hour' },
  },
  mailCheckpoint: {
    name: { de: 'Prüfpunkt an die Revision senden', en: 'Send a checkpoint to the auditors' },
    does: {
      de: 'Sendet einen Prüfpunkt der Historie an die Adresse, die der Betrieb für die Revision eingetragen hat.',
      en: 'Sends a checkpoint of the history to the address that the operator has given for the auditors.',
    },
    comes: { de: 'einmal am Tag', en: 'once a day' },
  },
  announceEvents: {
    name: { de: 'Ereignisse weitersagen', en: 'Pass events on' },
    does: {
      de: 'Stellt fest, welche Ziele außerhalb von etwas erfahren sollen, das in einem Vorhaben geschehen ist.',
      en: 'Finds out which targets outside are to hear of something that has happened in a project.',
    },
    comes: { de: 'wenn in einem Vorhaben etwas geschieht', en: 'when something happens in a project' },
  },
  deliverWebhooks: {
    name: { de: 'Ereignisse zustellen', en: 'Deliver events' },
    does: {
      de: 'Sendet einem Ziel außerhalb, was ansteht (Webhook).',
      en: 'Sends a target outside what waits for it (webhook).',
    },
    comes: { de: 'zu jedem Ereignis für ein Ziel', en: 'at every event for a target' },
  },
  mailPausedWebhook: {
    name: { de: 'Angehaltenes Ziel melden', en: 'Report a paused target' },
    does: {
      de: 'Schreibt einer Administratorin oder einem Administrator des Hauses, dass ein Ziel für Ereignisse angehalten wurde.',
      en: 'Writes to an administrator of the house that a target of events was paused.',
    },
    comes: {
      de: 'wenn an einem Ziel drei Tage lang nichts ankam oder es sich abgemeldet hat',
      en: 'when nothing has arrived at a target for three days, or it has said that it is gone',
    },
  },
  reportIncident: {
    name: { de: 'Störung melden', en: 'Report an incident' },
    does: {
      de: 'Sagt der federführenden Stelle, dass ein Auftrag für ihr Vorhaben endgültig fehlgeschlagen ist.',
      en: 'Tells the lead unit that a job for its project has failed for good.',
    },
    comes: {
      de: 'wenn ein Auftrag eines Vorhabens zur Störung wird',
      en: 'when a job of a project becomes an incident',
    },
  },
} as const satisfies Record<JobKind, JobWords>;

const UNKNOWN: JobWords = {
  name: { de: 'Auftrag einer anderen Programmversion', en: 'Job of another version of the program' },
  does: { de: '', en: '' },
  comes: { de: '', en: '' },
};

/** While versions of the program run beside each other there may be kinds that only the newer one knows. */
export const wordsOf = (kind: string): JobWords =>
  Object.entries(JOB_WORDS).find(([name]) => name === kind)?.[1] ?? UNKNOWN;
