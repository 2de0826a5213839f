import { Office } from '../testing/office';
import { publishShipped } from '../testing/procedure';
import { recordEveryRun } from '../testing/recording';
import { LEAD, RESSORTS, SIGNER, unitId } from '../testing/story';

const REGISTRY = 'elif.sandmann';
const LAW = 'moritz.engel';
const START = '2027-03-25T09:00:00.000Z';
const PLAIN = { examined: false };
const people = Object.values(RESSORTS).map(({ first }) => first);

describe('Mitzeichnung im Haus', () => {
  let office: Office;

  beforeAll(async () => {
    office = await Office.open();
    await publishShipped(office.database, 'house-co-signature', [LEAD]);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    await office.at(START);
    await office.story.open();
    await office.story.attach('Fassung eins');
    await office.story.start('house-co-signature', { registry: [unitId('BA')] });
  });

  const toRound = async (values: Record<string, unknown> = PLAIN) => {
    await office.does('draft', LEAD, { result: 'drafted', values });
    await office.does('release', SIGNER, { result: 'released' });
  };
  const agreed = async () => {
    for (const person of people) await office.story.answer(person, 'approve');
  };
  const rework = (result: string, words?: string) => office.does('rework', LEAD, { result, ...(words && { words }) });

  it('goes from the draft to the file, with dispatch and taking note', async () => {
    await toRound();
    await agreed();
    await rework('editorial');
    await office.signs(SIGNER, 'signed');
    expect((await office.open()).sort()).toEqual(['notes', 'sending']);
    await office.does('sending', REGISTRY, { result: 'sent', words: 'an alle Beteiligten' });
    for (const person of people.slice(1)) await office.does('notes', person);
    // Five working days after Easter: whoever has taken no note is named, and the file is closed.
    await office.at('2027-04-06T08:00:00.000Z');
    expect(await office.step('notes')).toMatchObject({ result: 'incomplete' });
    expect((await office.story.run()).status).toBe('completed');
  });

  it('asks those who co-examine, once', async () => {
    await toRound({ examined: true, examiners: [unitId('RECHT')] });
    await agreed();
    await office.does('examination', LAW, { result: 'delivered', words: 'Rechtsgrundlage ergänzen' });
    await rework('substantive', '§ 3 neu');
    await agreed();
    expect(await office.open()).toEqual(['rework']);
  });

  it('is co-signed again when the substance has changed, as a round of its own', async () => {
    await toRound();
    await agreed();
    await rework('substantive', 'Ziel 2 neu gefasst');
    expect(await office.open()).toEqual(['coSignature']);
    const { steps } = await office.story.run();
    expect(steps.filter(({ nodeId }) => nodeId === 'coSignature')).toHaveLength(2);
  });

  it('comes back from the superior with words, and cannot be returned without', async () => {
    await office.does('draft', LEAD, { result: 'drafted', values: PLAIN });
    const silent = await office.tries('release', SIGNER, { result: 'returned' });
    expect([silent.status, silent.body.code]).toEqual([400, 'wordsRequired']);
    await office.does('release', SIGNER, { result: 'returned', words: 'Kosten fehlen' });
    expect(await office.open()).toEqual(['draft']);
  });

  it('waits for a dissent that lasts, and goes on when it is to be shown', async () => {
    await toRound();
    for (const person of people.slice(1)) await office.story.answer(person, 'approve');
    await office.story.answer(RESSORTS.GES.first, 'refuse', 'keine Fläche für Spielgeräte');
    expect(await office.open()).toEqual(['coSignature']);
    const [seat] = (await office.story.run()).steps.flatMap((step) =>
      step.type === 'coSignatureRound' ? step.seats.filter(({ dissent }) => dissent !== null) : [],
    );
    const seatId = seat?.id;
    await office.story.command(LEAD, { type: 'showDissent', seatId });
    await office.story.command('henrik.falk', { type: 'showDissent', seatId });
    expect(await office.open()).toEqual(['rework']);
  });

  it('comes back to the rework from the signer, is rejected, or withdrawn by the lead', async () => {
    await toRound();
    await agreed();
    await rework('editorial');
    await office.signs(SIGNER, 'returned', 'Anlage 2 prüfen');
    await rework('editorial');
    await office.signs(SIGNER, 'rejected', 'nicht mehr nötig');
    expect((await office.story.run()).status).toBe('rejected');
  });

  it('can be recorded, each run of it without anybody in it, and played to equal bytes', async () => {
    const { histories, wrong } = await recordEveryRun(office.database);
    expect(wrong).toEqual([]);
    expect(histories.length).toBeGreaterThan(5);
  });
});
