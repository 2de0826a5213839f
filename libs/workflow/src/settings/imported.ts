import type { BlockSettings } from './field';

/** What comes from a BPMN file keeps the settings that it has there; nothing of it is edited by form or added by hand. */
const imported = (name: BlockSettings['name'], about: BlockSettings['about']): BlockSettings => ({
  name,
  about,
  fields: [],
});

export const startEvent = imported(
  { de: 'Startereignis', en: 'Start event' },
  {
    de: 'Beginnt das Verfahren, von selbst oder durch ein Ereignis.',
    en: 'Begins the procedure, by itself or by an event.',
  },
);
export const endEvent = imported(
  { de: 'Endereignis', en: 'End event' },
  { de: 'Beendet den Weg und kann dabei ein Ereignis auslösen.', en: 'Ends the path and may bring about an event.' },
);
export const catchEvent = imported(
  { de: 'Zwischenereignis (wartet)', en: 'Catching event' },
  { de: 'Wartet, bis das Ereignis eintritt.', en: 'Waits until the event occurs.' },
);
export const throwEvent = imported(
  { de: 'Zwischenereignis (löst aus)', en: 'Throwing event' },
  { de: 'Löst ein Ereignis aus und geht weiter.', en: 'Brings about an event and goes on.' },
);
export const boundaryEvent = imported(
  { de: 'Angeheftetes Ereignis', en: 'Boundary event' },
  {
    de: 'Tritt ein, während der Schritt läuft, an den es geheftet ist.',
    en: 'Occurs while the step to which it is attached is running.',
  },
);
export const eventBasedGateway = imported(
  { de: 'Warten auf eines von mehreren Ereignissen', en: 'Event-based gateway' },
  {
    de: 'Geht auf dem Weg des Ereignisses weiter, das zuerst eintritt.',
    en: 'Goes on by the event that occurs first.',
  },
);
export const userTask = imported(
  { de: 'Benutzeraufgabe', en: 'User task' },
  { de: 'Jemand erledigt die Aufgabe.', en: 'Somebody does the task.' },
);
export const receiveTask = imported(
  { de: 'Empfangsaufgabe', en: 'Receive task' },
  { de: 'Wartet auf eine Nachricht.', en: 'Waits for a message.' },
);
export const externalTask = imported(
  { de: 'Externe Arbeit', en: 'External task' },
  {
    de: 'Ein Programm außerhalb holt die Aufgabe über die Schnittstelle ab und meldet sie erledigt.',
    en: 'A program outside fetches the task over the interface and reports it done.',
  },
);
export const manualTask = imported(
  { de: 'Manuelle Aufgabe', en: 'Manual task' },
  {
    de: 'Geschieht außerhalb; das Verfahren geht sogleich weiter.',
    en: 'Is done outside; the procedure goes on at once.',
  },
);
export const abstractTask = imported(
  { de: 'Aufgabe ohne Art', en: 'Task of no kind' },
  {
    de: 'Nicht näher bestimmt; das Verfahren geht sogleich weiter.',
    en: 'Not specified; the procedure goes on at once.',
  },
);
export const subProcess = imported(
  { de: 'Teilprozess', en: 'Sub-process' },
  {
    de: 'Mehrere Schritte mit eigenem Anfang und Ende.',
    en: 'Several steps with a beginning and an end of their own.',
  },
);
export const callActivity = imported(
  { de: 'Aufruf eines anderen Prozesses', en: 'Call activity' },
  { de: 'Ein anderer Prozess läuft innerhalb dieses Verfahrens.', en: 'Another process runs inside this procedure.' },
);
