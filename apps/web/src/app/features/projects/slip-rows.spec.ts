import type { AnswerView, RunDetail, SeatView, SignerView, StepView } from '@querraum/contracts';
import { sayEnglish, sayGerman } from '../../core/testing/say';
import { roundDifferences, roundRows, signerRow } from './slip-rows';

const paper = (number: number) => ({ number, sha256: 'f'.repeat(64) });
const answer = (change: Partial<AnswerView> = {}): AnswerView => ({
  ...{ kind: 'approve', words: null, at: '2027-03-25T12:30:00.000Z', paper: paper(1), late: false, stale: false },
  by: { person: 'Ada Muster', unitName: 'Jugendamt', capacity: 'DEPUTY', onBehalfOf: 'Jana Kern' },
  ...change,
});
const seat = (change: Partial<SeatView> = {}): SeatView => ({
  ...{ id: 'youth', taskId: null, mandatory: true, kind: 'technical', wave: 0, state: 'open', owner: null },
  ...{ ownerSince: null, openedAt: null, answers: [], current: null, silent: null, condition: null },
  ...{ reservation: null, dissent: null, escalations: 0, dispensable: false },
  unit: { id: 'youth', name: 'Jugendamt' },
  originalUnit: { id: 'youth', name: 'Jugendamt' },
  dueEnd: '2027-04-05T22:00:00.000Z',
  ...change,
});
const round = (...seats: SeatView[]): Extract<StepView, { type: 'coSignatureRound' }> => ({
  ...{ type: 'coSignatureRound', id: 'round', nodeId: 'round', open: true, closedAt: null, outcome: null },
  ...{ scope: null, procedureName: null, insertedBefore: null, held: false, skipped: false },
  name: { de: 'Mitzeichnung', en: 'Co-signature' },
  openedAt: '2027-03-25T08:00:00.000Z',
  lead: { id: 'lead', name: 'OE SPK' },
  seats,
});

describe('the lines of the Laufzettel', () => {
  it('tell who answered in which capacity, on which version, with which words, when and until when', () => {
    const given = answer({ kind: 'reserve', words: 'Finanzierung offen.', late: true });
    expect(roundRows(round(seat({ state: 'answered', answers: [given], current: given })), sayGerman)).toEqual([
      {
        id: 'youth 0',
        unit: 'Jugendamt',
        notes: 'vorgeschrieben',
        result: 'mit Vorbehalt (Fassung 1, verspätet)',
        words: 'Finanzierung offen.',
        who: 'Ada Muster i. V. für Jana Kern, Jugendamt',
        at: '25.03.2027, 13:30',
        due: '05.04.2027',
      },
    ]);
  });

  it('keep an answer that no longer counts and say that a new one is outstanding', () => {
    const rows = roundRows(round(seat({ answers: [answer({ stale: true })] })), sayGerman);
    expect(rows.map(({ result }) => result)).toEqual(['mitgezeichnet (Fassung 1, gilt nicht mehr)', 'erneut gefragt']);
  });

  it('name the system where silence has decided', () => {
    const deemed = answer({ kind: 'deemed', by: null });
    const [row] = roundRows(round(seat({ state: 'answered', answers: [deemed], current: deemed })), sayGerman);
    expect(row).toMatchObject({ result: 'gilt als erteilt (Fassung 1)', who: 'System' });
  });

  it('list what was said beside a plain yes, and how it stands', () => {
    const words = 'Der Bolzplatz fällt weg.';
    const sides = { seat: false, lead: false };
    const dissent = { words, level: 2, dueEnd: '2027-04-05T22:00:00.000Z', saysSettled: sides, saysShown: sides };
    const open = roundDifferences(round(seat({ dissent: { ...dissent, ended: null } })), sayGerman);
    expect(open).toEqual([
      {
        id: 'youth Dissens: Jugendamt',
        heading: 'Dissens: Jugendamt',
        words,
        state: 'Dissens offen. Der Dissens liegt bei: Amtsleitungen',
      },
    ]);
    const [ended] = roundDifferences(round(seat({ dissent: { ...dissent, ended: 'shown' } })), sayEnglish);
    expect(ended).toMatchObject({ heading: 'Dissent: Jugendamt', state: 'goes on with dissent' });
  });

  it('name the units whose reservations the signer has noted', () => {
    const signer: SignerView = {
      ...{ id: 'board', taskId: null, unit: { id: 'board', name: 'Geschäftsbereich' }, state: 'signed', owner: null },
      ...{ openedAt: null, dueEnd: null, at: '2027-03-25T12:30:00.000Z', words: null, paper: paper(2) },
      by: { person: 'Eva Berg', unitName: 'Geschäftsbereich', capacity: 'HEAD', onBehalfOf: null },
      acknowledged: ['youth'],
    };
    const run = { steps: [round(seat())] } as unknown as RunDetail;
    expect(signerRow(signer, run, sayGerman)).toMatchObject({
      who: 'Eva Berg',
      result: 'schlussgezeichnet (Fassung 2)',
      notes: 'Zur Kenntnis genommen: Jugendamt',
    });
  });
});
