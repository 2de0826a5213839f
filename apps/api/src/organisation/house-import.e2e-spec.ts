import type { HousePerson, HouseUnit, ImportReport, Page } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const UNITS =
  'Kürzel;Name;Art;Ressort;Übergeordnet\nMUS;Musikschule;Fachbereich;Bildung;KUL\nKUL;Amt für Kultur;Amt;;BA\n';
const PEOPLE =
  'Benutzername;Name;E-Mail;Einheit;Rolle\nnora.neu;Nora Neu;nora@amt.example;KUL;Leitung\nole;Ole;;NIX;Leitung\n';

describe('the import of CSV files', () => {
  let database: TestDatabase;
  let api: TestApi;
  type Refusal = { code: string; detail: string };
  type Fields = Record<string, string>;

  const send = <T>(path: string, content: string | Buffer, fields: Fields, key?: string) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type: 'text/csv' }), 'datei.csv');
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return api.request<T & Refusal>('POST', `/organisation/house/imports${path}`, {
      ...{ as: 'katrin.moeller', form },
      ...(key && { key }),
    });
  };
  const check = async (content: string | Buffer, kind: string) =>
    (await send<ImportReport>('/check', content, { kind })).body;
  const run = (content: string, { kind, checkId }: ImportReport, mode = 'all', key?: string) =>
    send<ImportReport['counts']>('', content, { kind, checkId, mode }, key);
  const read = async <T>(path: string) =>
    (await api.request<T>('GET', `/organisation/house${path}`, { as: 'katrin.moeller' })).body;
  const units = async () => (await read<{ items: HouseUnit[] }>('/units')).items;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  }, 60_000);
  afterEach(async () => {
    await api.close();
    await database.close();
  });

  it('checks without changing anything, imports what was checked, and the second time changes nothing', async () => {
    const before = await units();
    const report = await check(UNITS, 'units');
    expect(report.counts).toEqual({ added: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(await units()).toEqual(before);
    expect((await run(UNITS, report)).body).toEqual(report.counts);
    const after = await units();
    const [mus, kul] = ['MUS', 'KUL'].map((code) => after.find((one) => one.code === code));
    expect([mus?.parentId, kul?.lastChange?.by?.name]).toEqual([kul?.id, 'Katrin Möller']);
    const again = await check(UNITS, 'units');
    expect(again.counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    await run(UNITS, again);
    expect(await units()).toEqual(after);
    const entries = await database.owner.query('select action from audit_entry where chain = tenant_id order by seq');
    expect(entries.map(({ action }: { action: string }) => action)).toEqual([
      ...['unit.added', 'unit.added', 'house.imported', 'house.imported'],
    ]);
  });

  it('imports all or nothing, or the good rows where these are chosen', async () => {
    await run(UNITS, await check(UNITS, 'units'));
    const report = await check(PEOPLE, 'people');
    expect(report.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'added'],
      [3, 'refused'],
    ]);
    const refused = await run(PEOPLE, report);
    expect([refused.status, refused.body.code]).toEqual([422, 'importRefused']);
    const find = async () => (await read<Page<HousePerson>>('/people?query=nora.neu')).items;
    expect(await find()).toEqual([]);
    expect((await run(PEOPLE, report, 'good')).status).toBe(200);
    expect(await find()).toMatchObject([
      { name: 'Nora Neu', email: 'nora@amt.example', isBound: false, roles: [{ role: 'HEAD', unit: { code: 'KUL' } }] },
    ]);
    expect((await check(PEOPLE, 'people')).counts).toEqual({ added: 0, changed: 0, unchanged: 1, refused: 1 });
  });

  it('takes no role that begins or ends one day for one that is held', async () => {
    const from = (day: string) => `Benutzername;Name;Einheit;Rolle;Ab\nnora.neu;Nora Neu;JUG;Leitung;${day}\n`;
    const later = from('01.01.2199');
    await run(later, await check(later, 'people'));
    expect((await check(later, 'people')).counts).toMatchObject({ unchanged: 1 });
    const [row] = (await check(from(''), 'people')).rows;
    expect(row).toMatchObject({
      outcome: 'refused',
      notes: [{ word: 'roleLater', details: { from: { de: '01.01.2199' } } }],
    });
    await database.owner.query(
      "update membership set valid_from = now() - interval '1 day', valid_to = now() + interval '1 day' where person_id = (select id from person where username = 'nora.neu')",
    );
    expect((await check(from(''), 'people')).rows).toMatchObject([
      { outcome: 'refused', notes: [{ word: 'roleUntil' }] },
    ]);
    const report = await check(later, 'people');
    expect(report.counts).toMatchObject({ added: 1 });
    expect((await run(later, report)).status).toBe(200);
    expect((await check(later, 'people')).counts).toMatchObject({ unchanged: 1 });
  });

  it('refuses another file than the checked one, and a house that has changed meanwhile', async () => {
    const report = await check(UNITS, 'units');
    expect((await run(`${UNITS}X;Noch eine;;;BA\n`, report)).body.code).toBe('importChanged');
    const other = 'Kürzel;Name;Übergeordnet\nKUL;Kulturamt;BA\n';
    await run(other, await check(other, 'units'));
    expect((await run(UNITS, report)).body.code).toBe('importChanged');
    expect((await units()).some(({ code }) => code === 'MUS')).toBe(false);
  });

  it('imports once under one key, and once when two send at once', async () => {
    const report = await check(UNITS, 'units');
    const key = crypto.randomUUID();
    const answers = [await run(UNITS, report, 'all', key), await run(UNITS, report, 'all', key)];
    expect(answers.map(({ status, body }) => [status, body.added])).toEqual([
      [200, 2],
      [200, 2],
    ]);
    const people = 'Benutzername;Name\nnora.neu;Nora Neu\n';
    const checked = await check(people, 'people');
    const both = await Promise.all([run(people, checked), run(people, checked)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('refuses what is no CSV, what is too large, and what is missing, in words', async () => {
    const unreadable = await send<Refusal>('/check', Buffer.from([0, 1, 2, 3]), { kind: 'units' });
    expect([unreadable.status, unreadable.body.code]).toEqual([422, 'importUnreadable']);
    const large = await send<Refusal>('/check', 'x'.repeat(2 * 1024 * 1024 + 1), { kind: 'units' });
    expect([large.status, large.body.detail]).toEqual([413, expect.stringContaining('2 MB')]);
    expect((await send<Refusal>('/check', UNITS, { kind: 'cats' })).body.code).toBe('invalidInput');
    expect((await send<Refusal>('/check', UNITS, {})).body.code).toBe('invalidInput');
    const without = await api.request<Refusal>('POST', '/organisation/house/imports/check', {
      ...{ as: 'katrin.moeller', form: new FormData() },
    });
    expect(without.body.code).toBe('documentMissing');
  });

  it('takes 5,000 people in one go', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `person.${index};Person ${index};JUG;CASE_WORKER`);
    const text = `Benutzername;Name;Einheit;Rolle\n${rows.join('\n')}`;
    const report = await check(text, 'people');
    const answer = await run(text, report);
    expect([answer.status, answer.body.added]).toEqual([200, 5000]);
  }, 60_000);
});
