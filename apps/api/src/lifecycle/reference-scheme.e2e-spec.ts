import {
  DEFAULT_REFERENCE_SCHEME,
  ReferenceScheme,
  type ProblemBody,
  type ProjectDetail,
  type ReferencePart,
} from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const ADMIN = 'katrin.moeller';
const PATH = '/organisation/house/reference-scheme';
const YEAR = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }).slice(0, 4);
const text = (words: string): ReferencePart => ({ type: 'text', text: words });
const UNIT: ReferencePart = { type: 'unitCode' };
const NUMBER: ReferencePart = { type: 'number', digits: 1 };
const LONG: ReferencePart = { type: 'number', digits: 3 };
const FULL: ReferencePart = { type: 'year', digits: 4 };

describe('the scheme of the Aktenzeichen', () => {
  let database: TestDatabase;
  let api: TestApi;
  const read = async () => (await api.request<ReferenceScheme>('GET', PATH, { as: ADMIN })).body;
  const put = (scheme: object, revision: number, as = ADMIN) =>
    api.request<ReferenceScheme & ProblemBody>('PUT', PATH, {
      as,
      body: { ...DEFAULT_REFERENCE_SCHEME, ...scheme },
      headers: { 'if-match': `"${revision}"` },
    });
  const open = async (as = 'jonas.albrecht', unit = 'BA-MITTE/SPK') => {
    const body = { title: 'Vorhaben', areas: [{ key: '01' }], leadUnitId: DEMO_UNITS[unit] };
    const answer = await api.request<ProjectDetail>('POST', '/projects', { as, body });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const reference = async (as?: string, unit?: string) => (await open(as, unit)).reference;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  }, 60_000);
  afterEach(async () => {
    await api.close();
    await database.close();
  });

  it('is the usual one until the house sets its own, and shows the next one', async () => {
    const scheme = ReferenceScheme.parse(await read());
    expect(scheme).toMatchObject({ ...DEFAULT_REFERENCE_SCHEME, revision: 0, lastChange: null, next: `SPK 1/${YEAR}` });
    expect(await reference()).toBe(`SPK 1/${YEAR}`);
    expect((await read()).next).toBe(`SPK 2/${YEAR}`);
  });

  it('is changed by administrators, with the revision they read, and stands in the chain of the house', async () => {
    const parts = [{ type: 'kindCode' }, text('-'), { type: 'year', digits: 2 }, text('-'), LONG, text(' '), UNIT];
    const changed = await put({ parts }, 0);
    expect(changed.body).toMatchObject({
      revision: 1,
      next: `VH-${YEAR.slice(2)}-001 SPK`,
      lastChange: { by: { name: 'Katrin Möller' } },
    });
    expect((await put({ parts }, 0)).body.code).toBe('revisionConflict');
    expect((await put({ parts }, 1, 'jonas.albrecht')).body.code).toBe('adminOnly');
    expect(await reference()).toBe(`VH-${YEAR.slice(2)}-001 SPK`);
    const entries = await database.owner.query('select action from audit_entry where chain = tenant_id');
    expect(entries).toEqual([{ action: 'referenceScheme.changed' }]);
  });

  it('never repeats a number that was given, however the scheme changes', async () => {
    expect([await reference(), await reference()]).toEqual([`SPK 1/${YEAR}`, `SPK 2/${YEAR}`]);
    expect(await reference('daniel.nowak', 'BA-MITTE/STADT')).toBe(`STADT 3/${YEAR}`);
    // Each unit counts for itself now: SPK begins again, behind what it already has.
    expect((await put({ counter: 'unit' }, 0)).body.next).toBe(`SPK 3/${YEAR}`);
    expect(await reference('daniel.nowak', 'BA-MITTE/STADT')).toBe(`STADT 1/${YEAR}`);
    expect(await reference()).toBe(`SPK 3/${YEAR}`);
    expect(await reference('daniel.nowak', 'BA-MITTE/STADT')).toBe(`STADT 2/${YEAR}`);
    expect(await reference('daniel.nowak', 'BA-MITTE/STADT')).toBe(`STADT 4/${YEAR}`);
    await put({ counter: 'house' }, 1);
    expect(await reference()).toBe(`SPK 4/${YEAR}`);
  });

  it.each<[string, object, number, string]>([
    ['no running number', { parts: [UNIT, text(' '), FULL] }, 422, 'schemeFaulty'],
    ['two running numbers', { parts: [NUMBER, text('-'), NUMBER, text('/'), FULL] }, 422, 'schemeFaulty'],
    ['no year, though each begins anew', { parts: [UNIT, text(' '), NUMBER] }, 422, 'schemeFaulty'],
    [
      'no unit, though each counts for itself',
      { parts: [NUMBER, text('/'), FULL], counter: 'unit' },
      422,
      'schemeFaulty',
    ],
    ['a number that runs into the year', { parts: [UNIT, text(' '), NUMBER, FULL] }, 422, 'schemeFaulty'],
    ['a number that runs into a digit', { parts: [text('A1'), NUMBER, text('/'), FULL] }, 422, 'schemeFaulty'],
    ['nothing at all', { parts: [] }, 400, 'invalidInput'],
    ['a sign that no file bears', { parts: [text('<b>'), NUMBER, text('/'), FULL] }, 400, 'invalidInput'],
    ['a part that is none', { parts: [{ type: 'secret' }] }, 400, 'invalidInput'],
    ['more than was asked for', { tenantId: 'x' }, 400, 'invalidInput'],
  ])('refuses %s', async (_, scheme, status, code) => {
    const refused = await put(scheme, 0);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect((await read()).revision).toBe(0);
  });
});
