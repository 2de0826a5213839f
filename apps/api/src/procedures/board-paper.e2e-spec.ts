import { DEMO_UNITS } from '@querraum/server/testing';
import { Office } from '../testing/office';
import { publishShipped } from '../testing/procedure';
import { recordEveryRun } from '../testing/recording';
import { LEAD, RESSORTS, SIGNER, unitId } from '../testing/story';

const BOARD_OFFICE = 'elif.sandmann';
const MONEY = 'stefan.ritter';
const COUNCIL = 'moritz.engel';
const FACTS = { boardOffice: [unitId('BA')], boardMembers: [unitId('BA'), unitId('BzStR')] };
const PLAIN = { amount: 0, posts: false, personal: false, assembly: true };
const VOTES = { present: 2, yes: 2, no: 0, abstained: 0 };
/** Thursday before Easter 2027, 10:00 in Berlin. */
const THURSDAY = '2027-03-25T09:00:00.000Z';

describe('Bezirksamtsvorlage', () => {
  let office: Office;

  beforeAll(async () => {
    office = await Office.open();
    await publishShipped(office.database, 'board-paper', [LEAD]);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    await office.at(THURSDAY);
    await office.story.open();
    await office.story.attach('Entwurf der Vorlage');
    await office.story.start('board-paper', FACTS);
  });

  const drafted = (values: Record<string, unknown> = PLAIN) =>
    office.does('draft', LEAD, { result: 'drafted', values });
  const released = () => office.does('release', SIGNER, { result: 'released' });
  const agreed = async () => {
    for (const { first } of Object.values(RESSORTS)) await office.story.answer(first, 'approve');
  };
  const toSession = async (values: Record<string, unknown> = PLAIN) => {
    await drafted(values);
    await released();
    await agreed();
    await office.signs(SIGNER, 'signed');
  };
  const entered = (number = '0167/V') =>
    office.does('session', BOARD_OFFICE, { result: 'entered', values: { number } });

  it('goes from the draft through the session to the extract, the assembly and the Wiedervorlage', async () => {
    await toSession();
    await entered();
    expect(await office.step('session')).toMatchObject({ dueEnd: '2027-03-29T22:00:00.000Z' });
    await office.at('2027-03-30T08:00:00.000Z');
    await office.does('session', BOARD_OFFICE, { result: 'changed', words: 'Nr. 2 neu gefasst', values: VOTES });
    await office.does('extract', BOARD_OFFICE, { values: { doneBy: '2027-06-30' } });
    await office.does('assemblyPaper', BOARD_OFFICE, { result: 'sent', words: 'am 30.03. an das Büro der BVV' });
    expect(await office.open()).toEqual(['carryOut']);
    await office.at('2027-05-03T08:00:00.000Z');
    await office.does('carryOut', LEAD, { result: 'done' });
    expect((await office.story.run()).status).toBe('completed');
  });

  it('asks Finanzen for money and the representatives for posts, and goes back with findings', async () => {
    const values = {
      ...PLAIN,
      amount: 12_000,
      posts: true,
      finance: [unitId('FIN')],
      representatives: [unitId('RECHT')],
    };
    await drafted(values);
    await released();
    expect((await office.open()).sort()).toEqual(['coSignature', 'council', 'money']);
    await agreed();
    await office.does('council', COUNCIL, { result: 'delivered', words: 'keine Einwände' });
    await office.does('money', MONEY, { result: 'findings', words: 'Deckung fehlt' });
    expect(await office.open()).toEqual(['draft']);
    await drafted({ ...values, amount: 0, posts: false });
    await released();
    expect(await office.open()).toEqual(['coSignature']);
  });

  it('goes up when the representatives are silent, and is never taken for consent', async () => {
    await drafted({ ...PLAIN, posts: true, representatives: [unitId('RECHT')] });
    await released();
    await agreed();
    // Ten working days after Easter.
    await office.at('2027-04-13T08:00:00.000Z');
    const council = await office.step('council');
    expect(council).toMatchObject({ open: true, places: [{ unit: { id: unitId('BA') }, escalations: 1 }] });
    await office.does('council', BOARD_OFFICE, { result: 'nil', words: 'nicht betroffen' });
    expect(await office.open()).toEqual(['finalSignature']);
  });

  it('comes back from the head of the office, from the round and from the signer, and may be withdrawn', async () => {
    await drafted();
    await office.does('release', SIGNER, { result: 'returned', words: 'Begründung fehlt' });
    await drafted();
    await released();
    await agreed();
    await office.signs(SIGNER, 'returned', 'Zahlen prüfen');
    expect(await office.open()).toEqual(['draft']);
    await office.does('draft', LEAD, { result: 'withdrawn', words: 'erledigt', values: PLAIN });
    expect((await office.story.run()).status).toBe('returned');
  });

  it('is given back the same day for a formal fault', async () => {
    await toSession();
    await office.does('session', BOARD_OFFICE, { result: 'fault', words: 'Anlage fehlt' });
    expect(await office.open()).toEqual(['draft']);
  });

  it('misses the closing time and comes to the next session, unless it is urgent', async () => {
    await toSession();
    await office.at('2027-03-25T11:00:01.000Z');
    await entered();
    expect(await office.step('session')).toMatchObject({ dueEnd: '2027-04-05T22:00:00.000Z' });
  });

  it('is urgent when no member objects', async () => {
    await toSession();
    await office.at('2027-03-29T08:00:00.000Z');
    const words = 'kein Mitglied widerspricht';
    await office.does('session', BOARD_OFFICE, { result: 'urgent', words, values: { number: '0168/V' } });
    expect(await office.step('session')).toMatchObject({ dueEnd: '2027-03-29T22:00:00.000Z' });
  });

  it('is postponed, then rejected with a member excluded', async () => {
    await toSession();
    await entered();
    await office.at('2027-03-30T08:00:00.000Z');
    await office.does('session', BOARD_OFFICE, { result: 'postponed', words: 'Gutachten abwarten' });
    await office.at('2027-04-06T08:00:00.000Z');
    const wrong = await office.tries('session', BOARD_OFFICE, { result: 'rejected', values: VOTES });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'otherwiseDecided']);
    const values = {
      present: 1,
      yes: 0,
      no: 1,
      abstained: 0,
      excluded: [DEMO_UNITS['BA-MITTE/BzStR']],
      exclusion: 'eigener Antrag',
    };
    await office.does('session', BOARD_OFFICE, { result: 'rejected', values });
    expect((await office.story.run()).status).toBe('rejected');
  });

  it('is referred back to the draft', async () => {
    await toSession();
    await entered();
    await office.at('2027-03-30T08:00:00.000Z');
    await office.does('session', BOARD_OFFICE, { result: 'referredBack', words: 'mit dem Jugendamt abstimmen' });
    expect(await office.open()).toEqual(['draft']);
  });

  it('can be recorded, each run of it without anybody in it, and played to equal bytes', async () => {
    const { histories, wrong } = await recordEveryRun(office.database);
    expect(wrong).toEqual([]);
    expect(histories.length).toBeGreaterThan(5);
  });
});
