import type { HistoryEntry } from '@querraum/contracts';
import type { RunEvent } from '@querraum/workflow';
import { sayGerman } from '../testing/say';
import { historyLine } from './history-words';

const entry = (kind: string, data: HistoryEntry['data'], change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  ...{ seq: 1, at: '2027-03-25T12:30:00.000Z', kind, data, hash: '' },
  ...{ person: 'Ada Muster', onBehalfOf: null, capacity: 'BY_ORDER', unitName: 'Jugendamt' },
  ...change,
});

/** A new event of the engine does not compile here until it has words. */
const EVENTS = {
  runStarted: {},
  runEnded: { outcome: 'completed' },
  stepOpened: {},
  stepClosed: {},
  seatOpened: { dueEnd: '2027-04-05T22:00:00.000Z' },
  seatClaimed: {},
  seatUnclaimed: {},
  seatDelegated: {},
  seatAnswered: { kind: 'reserve' },
  seatSilent: { effect: 'refuse' },
  answerWithdrawn: {},
  seatStale: {},
  seatAdded: {},
  seatReplaced: { fromUnitId: 'Sportamt' },
  seatReleased: {},
  seatReopened: {},
  conditionAnswered: { accepted: true },
  reservationLifted: {},
  textReplaced: { change: 'editorial' },
  dissentOpened: { level: 0 },
  dissentPosition: { position: 'shown' },
  dissentRaised: { level: 2 },
  dissentEnded: { how: 'settled' },
  reminded: {},
  escalated: { fromUnitId: 'Jugendamt', toUnitId: 'Bezirksstadtrat', dueEnd: '2027-04-05T22:00:00.000Z' },
  incident: { reason: 'noAnswer' },
  recounted: {
    was: '2027-04-05T22:00:00.000Z',
    dueEnd: '2027-04-06T22:00:00.000Z',
    because: [{ date: '2027-04-02', name: 'Betriebsausflug', closed: true }],
  },
  seatExtended: { dueEnd: '2027-04-05T22:00:00.000Z' },
  roundEnded: { outcome: 'agreed' },
  leadChanged: { fromUnitId: 'OE SPK', toUnitId: 'Stadtentwicklungsamt' },
  signed: {},
  signatureReturned: {},
  signatureRejected: {},
  taskCompleted: {},
  placeDone: { role: 'part', late: false },
  placeWithout: { role: 'note' },
  placeAdded: { role: 'note' },
  placeRemoved: { role: 'part' },
  factsSet: { values: { amount: 7 } },
  agendaEntered: { number: '12/V', sessionAt: '2027-04-05T22:00:00.000Z' },
  committeePostponed: { sessionAt: '2027-04-05T22:00:00.000Z' },
  committeeDecided: { result: 'asDrafted', yes: 5, no: 1, abstained: 0 },
  jobFailed: {},
  jobDone: {},
  runSuspended: {},
  runResumed: { since: '2027-04-05T22:00:00.000Z' },
  returnedTo: { name: { de: 'Beitrag', en: 'Contribution' } },
  stepInserted: { name: { de: 'Prüfung', en: 'Examination' } },
  stepSkipped: { name: { de: 'Versand', en: 'Dispatch' } },
  jobRetried: {},
  eventOccurred: { name: { de: 'Antrag da', en: 'Application there' } },
  variablesSet: { names: ['betrag', 'ort'] },
  workDone: {},
  workFailed: { code: 'nichtGefunden' },
  runReopened: { name: { de: 'Beitrag', en: 'Contribution' } },
  migrated: { fromVersion: 1, toVersion: 2 },
  deadlineMigrated: { was: '2027-04-05T22:00:00.000Z', dueEnd: null },
  migrationUndone: { fromVersion: 1, toVersion: 2 },
} as const satisfies Record<RunEvent['type'], HistoryEntry['data']>;

describe('the history in words', () => {
  it.each(Object.entries(EVENTS))('has a sentence for %s', (type, data) => {
    const { what } = historyLine(entry(`run.${type}`, { ...data, seatUnitName: 'Jugendamt' }), sayGerman);
    expect(what).not.toMatch(/\{\{|undefined/);
    expect(what.length).toBeGreaterThan(5);
  });

  it('tells an answer with words, version and the deputised person', () => {
    const answered = entry(
      'run.seatAnswered',
      {
        kind: 'condition',
        words: 'Kapitel 3 ergänzen.',
        paper: { number: 2, sha256: 'abcdef0123456789' },
        seatUnitName: 'Jugendamt',
      },
      { capacity: 'DEPUTY', onBehalfOf: 'Jana Kern' },
    );
    expect(historyLine(answered, sayGerman)).toEqual({
      who: 'Ada Muster i. V. für Jana Kern, Jugendamt',
      what: 'Jugendamt: mit Maßgabe mitgezeichnet',
      words: 'Kapitel 3 ergänzen.',
      version: 'Fassung 2, SHA-256 abcdef012345…',
    });
  });

  it('tells of lead, participants and closing in the words of the office', () => {
    const told = (kind: string, data: HistoryEntry['data']) => historyLine(entry(kind, data), sayGerman);
    const offered = { fromUnitName: 'OE SPK', toUnitName: 'Jugendamt', reason: 'Neuer Zuschnitt' };
    expect(told('handover.offered', offered)).toMatchObject({
      what: 'Federführung angeboten: Jugendamt',
      words: 'Neuer Zuschnitt',
    });
    const changed = { unitName: 'Jugendamt', from: 'STATEMENT', to: 'TAKE_NOTE', reason: 'Nur noch das' };
    expect(told('participant.changed', changed).what).toBe('Jugendamt: statt Stellungnahme jetzt Kenntnisnahme');
    expect(told('project.filed', { retainUntil: '2036-12-31' }).what).toBe(
      'Zu den Akten geschrieben, Aufbewahrung bis 31.12.2036',
    );
  });

  it('tells what a unit has done in a block', () => {
    const told = (kind: string, data: HistoryEntry['data']) =>
      historyLine(entry(kind, { ...data, seatUnitName: 'Jugendamt' }), sayGerman).what;
    expect(told('run.placeDone', { role: 'part' })).toBe('Jugendamt: Beitrag liegt vor');
    expect(told('run.placeDone', { role: 'part', result: 'nil' })).toBe('Jugendamt: Fehlanzeige');
    expect(told('run.placeWithout', { role: 'note' })).toBe('Jugendamt: keine Kenntnisnahme, Frist abgelaufen');
    expect(told('run.placeAdded', { role: 'note' })).toBe('Jugendamt aufgenommen (Kenntnisnahme)');
  });

  it('names the system where no person acted', () => {
    const reminded = entry(
      'run.reminded',
      { seatUnitName: 'Jugendamt' },
      { person: null, capacity: null, unitName: null },
    );
    expect(historyLine(reminded, sayGerman)).toMatchObject({ who: 'System', what: 'Jugendamt an die Frist erinnert' });
  });
});
