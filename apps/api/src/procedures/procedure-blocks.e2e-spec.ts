import { ProcedureDraft, type ProcedureSummary } from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { addStep, editOf, removeStep, type Definition } from '@querraum/workflow';
import { type RequestOptions, startTestApi, type TestApi } from '../testing';

const EDITOR = 'katrin.moeller';
const RELEASER = 'viet.nguyen';
const NO_TEXT = { de: '', en: '' };

describe('a procedure built from blocks', () => {
  let database: TestDatabase;
  let api: TestApi;
  let id: string;

  const call = <T>(method: 'GET' | 'POST' | 'PUT', path: string, options: RequestOptions = {}) =>
    api.request<T>(method, `/procedures${path}`, { as: EDITOR, ...options });
  const at = (revision: number) => ({ headers: { 'if-match': `"${revision}"` } });
  const draftOf = async () => ProcedureDraft.parse((await call('GET', `/${id}/draft`)).body);
  const release = (revision: number) => call('POST', `/${id}/versions`, { as: RELEASER, ...at(revision) });

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const { body } = await call<{ items: ProcedureSummary[] }>('GET', '');
    id = body.items.find(({ key }) => key === 'co-signature-four-departments')?.id ?? '';
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('takes a block in where it is wanted, tells what it still needs, and comes to be without it again', async () => {
    await call('POST', `/${id}/draft`);
    const { edit, revision, definition } = await draftOf();
    const put = async (changed: Definition, at_: number) => {
      const { status, body } = await call('PUT', `/${id}/draft`, { body: editOf(changed), ...at(at_) });
      expect(status).toBe(200);
      return ProcedureDraft.parse(body);
    };
    const added = addStep(definition, 'takeNote', edit.flows[0]?.id ?? '');
    const half = await put({ ...added, facts: [{ key: 'urgent', name: NO_TEXT, type: 'boolean' }] }, revision);
    expect(half.findings.map(({ nodeId, path, code }) => [nodeId, path, code])).toEqual([
      ['takeNote1', 'addressees', 'incomplete'],
      [null, 'facts.0.name.de', 'textMissing'],
      [null, 'facts.0.name.en', 'textMissing'],
    ]);
    expect((await release(half.revision)).status).toBe(409);
    const whole = await put(
      {
        ...added,
        nodes: added.nodes.map((node) =>
          node.type === 'takeNote'
            ? { ...node, addressees: [{ kind: 'lead' }, { kind: 'unit', unitId: DEMO_UNITS['BA-MITTE/ORG'] ?? '' }] }
            : node,
        ),
      },
      half.revision,
    );
    expect(whole.findings.map(({ path, code }) => [path, code])).toEqual([['addressees.1', 'unitWithoutPeople']]);
    expect(whole.steps[0]).toMatchObject({
      type: 'takeNote',
      summary: { de: expect.stringMatching(/^Kenntnisnahme; die federführende Stelle und Serviceeinheit/) as string },
    });
    expect(whole.changes.map(({ words: { de } }) => de)).toEqual([
      'Die Wege zwischen den Schritten sind geändert.',
      '„Kenntnisnahme“, neuer Schritt.',
    ]);
    expect((await put(removeStep(added, 'takeNote1'), whole.revision)).changes).toEqual([]);
  });
});
