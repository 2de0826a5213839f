import { Office } from '../testing/office';
import { publishShipped } from '../testing/procedure';
import { recordEveryRun } from '../testing/recording';
import { LEAD, RESSORTS, SIGNER, unitId } from '../testing/story';

const CHANCELLERY = 'elif.sandmann';
const FINANCE = 'stefan.ritter';
const JUSTICE = 'moritz.engel';
/** Monday; two weeks end on Easter Monday, so on Tuesday, 30 March 2027. */
const START = '2027-03-15T09:00:00.000Z';
const people = Object.values(RESSORTS).map(({ first }) => first);

describe('Senatsvorlage', () => {
  let office: Office;

  beforeAll(async () => {
    office = await Office.open();
    await publishShipped(office.database, 'senate-paper', [LEAD]);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    await office.at(START);
    await office.story.open('Rahmenkonzept Stadtteilzentren');
    await office.story.attach('Entwurf der Vorlage');
    await office.story.start('senate-paper', {
      crossCutting: [unitId('FIN'), unitId('RECHT')],
      chancellery: [unitId('BA')],
    });
  });

  const drafted = () => office.does('draft', LEAD, { result: 'drafted' });
  const answered = async (by: string[]) => {
    for (const person of by) await office.story.answer(person, 'approve');
  };
  const openSeats = async () =>
    (await office.story.run()).steps.flatMap((step) =>
      step.type === 'coSignatureRound' && step.open
        ? step.seats.filter(({ state }) => state === 'open').map(({ unit, dueEnd }) => [unit.name, dueEnd])
        : [],
    );

  it('tells the cross-cutting departments the same day, and asks them after those concerned', async () => {
    await drafted();
    const told = await office.database.owner.query(
      "select unit_id from notification where reason = 'informed' and run_id = $1 order by unit_id",
      [office.story.runId],
    );
    expect(told.map((row: { unit_id: string }) => row.unit_id)).toEqual([unitId('FIN'), unitId('RECHT')].sort());
    expect(await openSeats()).toHaveLength(4);
    await answered(people);
    expect((await openSeats()).map(([name]) => name)).toEqual(['Serviceeinheit Finanzen (SE FIN)', 'Rechtsamt']);
    await answered([FINANCE, JUSTICE]);
    await office.does('synopsis', LEAD, { words: 'Zwei Änderungen übernommen, eine Abweichung erläutert' });
    await office.signs(SIGNER, 'signed');
    await office.does('agenda', CHANCELLERY, { result: 'entered' });
    expect((await office.story.run()).status).toBe('completed');
  });

  it('takes two weeks of silence for consent, in each group anew, and says so', async () => {
    await drafted();
    expect(await openSeats()).toContainEqual(['Jugendamt', '2027-03-30T22:00:00.000Z']);
    await office.at('2027-03-30T22:00:00.000Z');
    // The second group opened then: two weeks from 31 March end on 14 April.
    expect(await openSeats()).toEqual([
      ['Serviceeinheit Finanzen (SE FIN)', '2027-04-14T22:00:00.000Z'],
      ['Rechtsamt', '2027-04-14T22:00:00.000Z'],
    ]);
    await office.at('2027-04-14T22:00:00.000Z');
    expect(JSON.stringify(await office.step('coSignature'))).toContain('deemed');
    expect(await office.open()).toEqual(['synopsis']);
  });

  it('keeps a reservation of a cross-cutting department on record for whoever signs', async () => {
    await drafted();
    await answered(people);
    await office.story.answer(FINANCE, 'reserve', 'Deckung im Nachtrag');
    await answered([JUSTICE]);
    await office.does('synopsis', LEAD);
    const { id, paperNumber } = await office.story.claim(SIGNER, 'finalSignature');
    const refused = await office.api.request<{ code: string }>('POST', `/tasks/${id}/signature`, {
      as: SIGNER,
      body: { result: 'signed', version: paperNumber, acknowledged: [] },
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'notAcknowledged']);
  });

  it('comes back from the chancellery to the lead', async () => {
    await drafted();
    await answered([...people, FINANCE, JUSTICE]);
    await office.does('synopsis', LEAD);
    await office.signs(SIGNER, 'signed');
    await office.does('agenda', CHANCELLERY, { result: 'returned', words: 'Form der Anlage' });
    expect(await office.open()).toEqual(['draft']);
  });

  it('can be recorded, each run of it without anybody in it, and played to equal bytes', async () => {
    const { histories, wrong } = await recordEveryRun(office.database);
    expect(wrong).toEqual([]);
    expect(histories.length).toBeGreaterThan(3);
  });
});
