import { ProjectKindDetail, type ProblemBody } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const ADMIN = 'katrin.moeller';
const words = (de: string) => ({ de, en: de });
const kind = { code: 'PRF', name: words('Prüfung') };
const field = { key: 'state', type: 'choice', label: words('Stand'), choices: [{ key: 'one', label: words('eins') }] };

describe('kinds of projects over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  const add = (body: unknown, as = ADMIN) =>
    api.request<ProjectKindDetail & ProblemBody>('POST', '/project-kinds', { as, body });
  const count = async () => Number((await database.owner.query('select count(*) from project_kind'))[0].count);

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('are added, changed with the state that was read, and stand in the chain of the house', async () => {
    const { status, body } = await add({ ...kind, fields: [field] });
    expect(status).toBe(201);
    const added = ProjectKindDetail.parse(body);
    expect(added).toMatchObject({ ...kind, revision: 1, projects: 0, retentionYears: 10 });
    const path = `/project-kinds/${added.id}`;
    const blind = await api.request<ProblemBody>('PUT', path, { as: ADMIN, body: kind });
    expect(blind).toMatchObject({ status: 428, body: { code: 'revisionRequired' } });
    const headers = { 'if-match': '"1"' };
    const changed = await api.request('PUT', path, { as: ADMIN, body: { ...kind, retentionYears: 5 }, headers });
    expect(changed).toMatchObject({ status: 200, body: { revision: 2, retentionYears: 5, fields: [] } });
    const late = await api.request('PUT', path, { as: ADMIN, body: kind, headers });
    expect(late).toMatchObject({ status: 412, body: { code: 'revisionConflict' } });
    const entries: { action: string }[] = await database.owner.query(
      "select action from audit_entry where action like 'kind.%' order by seq",
    );
    expect(entries.map(({ action }) => action)).toEqual(['kind.added', 'kind.changed']);
  });

  it('keep markup as the text that it is', async () => {
    const name = words('<script>alert(1)</script>');
    expect((await add({ code: 'XSS', name })).body).toMatchObject({ name });
  });

  it.each<[string, unknown]>([
    ['no code', { name: kind.name }],
    ['a code in small letters', { ...kind, code: 'klein' }],
    ['a code with a path in it', { ...kind, code: '../X' }],
    ['a name in one language', { ...kind, name: { de: 'Nur deutsch' } }],
    ['a name of blanks', { ...kind, name: words('   ') }],
    ['a field twice', { ...kind, fields: [field, field] }],
    ['a choice without choices', { ...kind, fields: [{ ...field, choices: [] }] }],
    ['choices where nothing is chosen', { ...kind, fields: [{ ...field, type: 'text' }] }],
    ['a choice twice', { ...kind, fields: [{ ...field, choices: [...field.choices, ...field.choices] }] }],
    ['a field named like a part of every object', { ...kind, fields: [{ ...field, key: '__proto__' }] }],
    ['a field of no known type', { ...kind, fields: [{ ...field, type: 'person' }] }],
    ['a Ressort twice', { ...kind, participants: Array(2).fill({ department: 'HEALTH', involvement: 'STATEMENT' }) }],
    ['a phase that goes backwards', { ...kind, phases: [{ name: words('Phase'), days: -1 }] }],
    ['more years than anybody keeps', { ...kind, retentionYears: 1000 }],
    ['something nobody asked for', { ...kind, tenantId: 'x' }],
  ])('refuse %s, and add nothing', async (_, body) => {
    const before = await count();
    expect(await add(body)).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
    expect(await count()).toBe(before);
  });
});
