import type { Situation } from '@querraum/contracts';
import { showLanguage } from '../language';
import { sayEnglish, sayGerman } from '../testing/say';
import { situationSentence } from './situation';

const name = (de: string) => ({ de, en: de });
const waiting = (unit: string, kind: Situation['waitingFor'][number]['kind'], since: string) => ({
  unit: { id: unit, name: unit },
  owner: null,
  kind,
  since,
  dueEnd: '2027-04-05T22:00:00.000Z',
});
const situation = (change: Partial<Situation>): Situation => ({
  runId: 'run',
  status: 'running',
  procedureName: name('Mitzeichnung vier Ressorts'),
  waitingFor: [],
  next: [name('Schlusszeichnung')],
  endedAt: null,
  ...change,
});
const sentence = (value: Situation | null, progress?: { open: number; total: number }) =>
  situationSentence(value, { say: sayGerman, leadUnitName: 'OE SPK', ...(progress && { progress }) });

describe('the sentence that says who has it', () => {
  it('tells of tasks by hand beside what runs, and instead of the lead where nothing does', () => {
    const said = (value: Situation | null) =>
      situationSentence(value, { say: sayGerman, leadUnitName: 'OE SPK', withTasks: ['Jugendamt', 'Sportamt'] });
    expect(said(null)).toBe('Es läuft kein Verfahren; Aufgaben liegen bei Jugendamt und Sportamt.');
    const waitingFor = [waiting('Jugendamt', 'coSignature', '2027-03-26T08:00:00.000Z')];
    expect(said(situation({ waitingFor }))).toBe(
      'Die Mitzeichnung liegt seit 26.03.2027 bei Jugendamt; danach folgt die Schlusszeichnung. Aufgaben liegen bei Jugendamt und Sportamt.',
    );
  });

  it('names all units of the round, since the first of them was asked, and what follows', () => {
    const waitingFor = [
      waiting('Jugendamt', 'coSignature', '2027-03-26T08:00:00.000Z'),
      waiting('Amt für Soziales', 'coSignature', '2027-03-25T08:00:00.000Z'),
    ];
    expect(sentence(situation({ waitingFor }), { open: 2, total: 4 })).toBe(
      'Die Mitzeichnung liegt seit 25.03.2027 bei Jugendamt und Amt für Soziales (noch 2 von 4); danach folgt die Schlusszeichnung.',
    );
  });

  it('says that a suspended procedure stands still, and who can resume it', () => {
    const waitingFor = [waiting('Jugendamt', 'coSignature', '2027-03-26T08:00:00.000Z')];
    expect(sentence(situation({ waitingFor, suspendedSince: '2027-03-27T08:00:00.000Z' }))).toBe(
      'Das Verfahren „Mitzeichnung vier Ressorts“ ruht seit 27.03.2027; die Federführung kann es fortsetzen.',
    );
  });

  it('tells a dissent beside the round as part of the same sentence', () => {
    const waitingFor = [
      waiting('Jugendamt', 'coSignature', '2027-03-25T08:00:00.000Z'),
      waiting('OE SPK', 'dissent', '2027-03-26T08:00:00.000Z'),
    ];
    expect(sentence(situation({ waitingFor, next: [] }))).toBe(
      'Die Mitzeichnung liegt seit 25.03.2027 bei Jugendamt; ein Dissens liegt seit 26.03.2027 bei OE SPK.',
    );
  });

  it('names what follows without an article where it is not known', () => {
    const waitingFor = [waiting('Jugendamt', 'coSignature', '2027-03-25T08:00:00.000Z')];
    expect(sentence(situation({ waitingFor, next: [name('Versand')] }))).toContain('; danach: Versand.');
  });

  it('says until when a run without anybody waits', () => {
    const timer = { ...waiting('', 'timer', '2027-03-25T08:00:00.000Z'), unit: null };
    expect(sentence(situation({ waitingFor: [timer], next: [] }))).toBe(
      'Das Verfahren wartet seit 25.03.2027 und geht nach dem 05.04.2027 weiter.',
    );
  });

  it('puts the lead on turn when no procedure runs', () => {
    expect(sentence(null)).toBe('Es läuft kein Verfahren; am Zug ist die Federführung (OE SPK).');
  });

  it('says how and when a run has ended', () => {
    expect(sentence(situation({ status: 'completed', endedAt: '2027-04-05T09:00:00.000Z' }))).toBe(
      'Das Verfahren „Mitzeichnung vier Ressorts“ ist seit 05.04.2027 mit der Schlusszeichnung abgeschlossen.',
    );
  });

  it('says it in English, without articles that only German nouns need', () => {
    showLanguage('en');
    const next = [{ de: 'Schlusszeichnung', en: 'Final signature' }];
    const waitingFor = [
      waiting('Jugendamt', 'coSignature', '2027-03-25T08:00:00.000Z'),
      waiting('OE SPK', 'dissent', '2027-03-26T08:00:00.000Z'),
    ];
    const english = situationSentence(situation({ waitingFor, next }), {
      say: sayEnglish,
      leadUnitName: 'OE SPK',
      progress: { open: 1, total: 4 },
    });
    showLanguage('de');
    expect(english).toBe(
      'The co-signature has been with Jugendamt since 25 Mar 2027 (1 of 4 still open); a dissent has been with OE SPK since 26 Mar 2027; next: Final signature.',
    );
  });
});
