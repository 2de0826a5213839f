import { Office } from '../testing/office';
import { publishShipped } from '../testing/procedure';
import { recordEveryRun } from '../testing/recording';
import { LEAD, RESSORTS, SIGNER, unitId } from '../testing/story';

const CHANCELLERY = 'elif.sandmann';
const PRIVACY = 'karin.feldhaus';
const { GES, JUG, SOZ, STADT } = RESSORTS;
/** Received on Monday, 16 March 2026: three weeks end on Monday of Easter, so on 7 April. */
const MONDAY = '2026-03-16T08:00:00.000Z';
const FACTS = { received: '2026-03-16', chancellery: [unitId('BA')] };
const PARTICIPANTS: [code: string, involvement: string][] = [
  ['GES', 'CONTRIBUTION'],
  ['JUG', 'CONTRIBUTION'],
  ['SOZ', 'CO_SIGNATURE'],
  ['STADT', 'CO_SIGNATURE'],
];
const PLAIN = { askDistricts: false, personal: false };

describe('Schriftliche Anfrage', () => {
  let office: Office;

  beforeAll(async () => {
    office = await Office.open();
    await publishShipped(office.database, 'written-question', [LEAD]);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    await office.at(MONDAY);
    await office.story.open('Anfrage zu Bewegungsräumen', PARTICIPANTS);
    await office.story.attach('Antwortentwurf');
    await office.story.start('written-question', FACTS);
    await office.workOff();
  });

  const confirmed = () => office.does('responsibility', LEAD, { result: 'confirmed' });
  const split = (values: Record<string, unknown> = PLAIN) => office.does('split', LEAD, { values });
  const contributed = async () => {
    await office.does('contributions', GES.first, { result: 'delivered', words: 'Zu Frage 1' });
    await office.does('contributions', JUG.first, { result: 'nil', words: 'keine Daten' });
  };
  const coSigned = async () => {
    await office.story.answer(SOZ.first, 'approve');
    await office.story.answer(STADT.first, 'approve');
  };
  const toSignature = async (values: Record<string, unknown> = PLAIN) => {
    await confirmed();
    await split(values);
    await contributed();
    await office.does('draft', LEAD, { result: 'drafted' });
    await coSigned();
    await office.does('publication', LEAD, { result: 'clear' });
  };

  it('gets its number, is answered and goes to parliament within three weeks', async () => {
    const { facts } = await office.story.run();
    expect(Object.fromEntries(facts.map(({ key, value }) => [key, value]))).toMatchObject({
      number: '1',
      dueOn: '2026-04-07',
    });
    await toSignature();
    await office.signs(SIGNER, 'signed');
    await office.does('sending', CHANCELLERY, { result: 'sent', words: 'am 01.04.2026 versandt' });
    expect((await office.story.run()).status).toBe('completed');
  });

  it('is due three weeks after its receipt, though it is entered two days later', async () => {
    await office.at('2026-03-18T08:00:00.000Z');
    await office.story.open('Anfrage, die liegen blieb', PARTICIPANTS);
    await office.story.attach('Antwortentwurf');
    const { facts } = await office.story.start('written-question', FACTS);
    await office.workOff();
    expect([facts, (await office.story.run()).facts].flat()).toContainEqual(
      expect.objectContaining({ key: 'dueOn', value: '2026-04-07' }),
    );
  });

  it('goes to whoever decides on the lead, by word or by silence', async () => {
    await office.does('responsibility', LEAD, { result: 'notResponsible', words: 'Sache der Schulaufsicht' });
    await office.does('ruling', CHANCELLERY, { result: 'stays' });
    expect(await office.open()).toEqual(['split']);
  });

  it('is moved up when the lead says nothing on the first working day, and distributed anew', async () => {
    await office.at('2026-03-18T08:00:00.000Z');
    expect(await office.step('responsibility')).toMatchObject({ unit: { id: unitId('BzStR') } });
    await office.does('responsibility', SIGNER, { result: 'notResponsible', words: 'anderes Haus' });
    await office.does('ruling', CHANCELLERY, { result: 'changed', words: 'an die Senatsverwaltung für Bildung' });
    expect((await office.story.run()).status).toBe('returned');
  });

  it('goes on without a district that has not answered, and says so', async () => {
    await confirmed();
    await split({ ...PLAIN, askDistricts: true, districts: [unitId('FIN')] });
    await contributed();
    expect(await office.open()).toEqual(['districtData']);
    await office.at('2026-03-24T08:00:00.000Z');
    expect(await office.step('districtData')).toMatchObject({ result: 'incomplete', places: [{ state: 'without' }] });
    expect(await office.open()).toEqual(['draft']);
  });

  it('takes silence of the participants for consent, as is set, and says so', async () => {
    await confirmed();
    await split();
    await contributed();
    await office.does('draft', LEAD, { result: 'drafted' });
    await office.at('2026-03-20T08:00:00.000Z');
    const round = await office.step('coSignature');
    expect(round).toMatchObject({ type: 'coSignatureRound', outcome: 'agreed' });
    expect(JSON.stringify(round)).toContain('deemed');
  });

  it('asks the data protection officer where persons could be recognised', async () => {
    await toSignature({ ...PLAIN, personal: true, dataProtection: [unitId('RECHT')] });
    expect(await office.open()).toEqual(['privacy']);
    await office.does('privacy', PRIVACY, { result: 'shorten', words: 'Tabelle 2 streichen' });
    expect(await office.open()).toEqual(['draft']);
    await office.does('draft', LEAD, { result: 'drafted' });
    await coSigned();
    await office.does('publication', LEAD, { result: 'shortened', words: 'ohne Tabelle 2' });
    await office.does('privacy', PRIVACY, { result: 'clear' });
    expect(await office.open()).toEqual(['finalSignature']);
  });

  it('comes back from the signer with words, and ends when the question is withdrawn', async () => {
    await toSignature();
    await office.signs(SIGNER, 'returned', 'Frage 3 fehlt');
    await office.does('draft', LEAD, { result: 'withdrawn', words: 'Anfrage zurückgezogen' });
    expect((await office.story.run()).status).toBe('returned');
  });

  it('can be recorded, each run of it without anybody in it, and played to equal bytes', async () => {
    const { histories, wrong } = await recordEveryRun(office.database);
    expect(wrong).toEqual([]);
    expect(histories.length).toBeGreaterThan(5);
  });
});
