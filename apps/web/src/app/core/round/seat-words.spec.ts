import type { AnswerView, SeatView } from '@querraum/contracts';
import { sayGerman } from '../testing/say';
import { answeredBy, seatWords } from './seat-words';

const unit = { id: 'youth', name: 'Jugendamt' };
const answer = (change: Partial<AnswerView> = {}): AnswerView => ({
  ...{ kind: 'approve', words: null, at: '2027-03-25T12:30:00.000Z', late: false, stale: false },
  by: { person: 'Ada Muster', unitName: 'Jugendamt', capacity: 'DEPUTY', onBehalfOf: 'Jana Kern' },
  paper: { number: 1, sha256: '' },
  ...change,
});
const seat = (change: Partial<SeatView> = {}): SeatView => ({
  ...{ id: 's', taskId: null, unit, originalUnit: unit, mandatory: true, kind: 'technical', wave: 0, state: 'open' },
  ...{ owner: null, ownerSince: null, openedAt: null, dueEnd: null, answers: [], current: null, silent: null },
  ...{ condition: null, reservation: null, dissent: null, escalations: 0, dispensable: false },
  ...change,
});
const answered = (kind: AnswerView['kind'], change: Partial<SeatView> = {}) =>
  seatWords(seat({ state: 'answered', current: answer({ kind }), ...change }), sayGerman).words;

describe('the state of a seat in words', () => {
  it('tells whether nobody or somebody works on it', () => {
    expect(seatWords(seat(), sayGerman).words).toBe('noch keine Antwort');
    expect(seatWords(seat({ owner: 'Ada Muster' }), sayGerman).words).toBe('in Arbeit bei Ada Muster');
  });

  it('tells an answer together with what became of it', () => {
    expect(answered('approve')).toBe('mitgezeichnet');
    expect(answered('condition', { condition: 'accepted' })).toBe('mit Maßgabe (angenommen)');
    expect(answered('reserve', { reservation: 'open' })).toBe('mit Vorbehalt (noch offen)');
    expect(answered('deemed')).toBe('gilt als erteilt');
  });

  it('never shows silence as an answer', () => {
    const silent = seat({ state: 'answered', silent: 'nil' });
    expect(seatWords(silent, sayGerman).words).toBe('keine Antwort');
  });

  it('says that a seat is asked again, but not for a seat that was only passed on', () => {
    const asked = seat({ answers: [answer({ stale: true })] });
    const passedOn = seat({ answers: [answer({ kind: 'notResponsible', stale: true })] });
    expect(seatWords(asked, sayGerman).words).toBe('erneut gefragt');
    expect(seatWords(passedOn, sayGerman).words).toBe('noch keine Antwort');
  });

  it('names both persons of a signature in Vertretung, and the version', () => {
    expect(answeredBy(answer(), sayGerman)).toBe('Ada Muster i. V. für Jana Kern, am 25.03.2027 zu Fassung 1');
  });
});
