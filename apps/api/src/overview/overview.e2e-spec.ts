import { type HouseUnitDetail, OverviewAreas, OverviewCounts, OverviewProject, pageOf } from '@querraum/contracts';
import { DEMO, openTestDatabase, STANDING_FILL, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, SIGNER, Story, unitId } from '../testing/story';

describe('the overview of projects', () => {
  let database: TestDatabase;
  let api: TestApi;
  const get = (path: string, as: string) => api.request('GET', `/overview${path}`, { as });
  const list = async (query = '', as = SIGNER) =>
    pageOf(OverviewProject).parse((await get(`/projects${query}`, as)).body);
  const counts = async (query = '', as = SIGNER) => OverviewCounts.parse((await get(`/counts${query}`, as)).body);
  const only = async (as = SIGNER) => {
    const [project] = (await list('', as)).items;
    if (!project) throw new Error('no project in the overview');
    return project;
  };
  const units = ({ holders }: OverviewProject) => holders.map(({ unit }) => unit?.id).sort();

  const standings = (): Promise<unknown[]> =>
    database.owner.query(
      `select id, due_order, departments, area_paths, array(select unnest(stages) order by 1) as stages,
         array(select unnest(waiting_units) order by 1) as waiting_units,
         (select jsonb_agg(h order by h ->> 'dueEnd', h ->> 'since', h -> 'unit' ->> 'id') from jsonb_array_elements(holders) h) as holders
       from project order by id`,
    );

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('follows a project from its beginning to the final signature', async () => {
    const story = new Story(api);
    await story.open('=Bewegungsräume; "Brunnenviertel"');
    expect(await only()).toMatchObject({
      stages: ['preparing'],
      holders: [{ unit: { id: unitId('SPK') }, dueEnd: null }],
      situation: null,
    });

    await story.attach('Konzept');
    await story.start();
    const inRound = await only();
    expect(inRound).toMatchObject({ stages: ['coSignature'], overdue: false, dueEnd: expect.any(String) });
    expect(units(inRound)).toEqual(Object.keys(RESSORTS).map(unitId).sort());
    expect(inRound.dueInWords?.de).toMatch(/^in \d+ Arbeitstagen$/);

    await story.claim(RESSORTS.GES.first);
    const owned = (await only()).holders.find(({ unit }) => unit?.id === unitId('GES'));
    expect(owned?.owner).toMatch(/Demirel/);

    await story.answer(RESSORTS.GES.first, 'condition', 'Bitte Kapitel 3 ergänzen.');
    expect(new Set((await only()).stages)).toEqual(new Set(['coSignature', 'lead']));
    await story.answer(RESSORTS.JUG.first, 'refuse', 'Der Bolzplatz fällt weg.');
    expect(new Set((await only()).stages)).toEqual(new Set(['coSignature', 'lead', 'dissent']));

    const run = await story.run();
    const tasks = await database.owner.query("select unit_id from task where run_id = $1 and status = 'open'", [
      run.id,
    ]);
    expect(units(await only())).toEqual((tasks as { unit_id: string }[]).map(({ unit_id }) => unit_id).sort());

    await api.request('POST', `/runs/${run.id}/cancel`, { as: LEAD, body: { reason: 'Entfällt' } });
    expect(await only()).toMatchObject({ stages: ['cancelled'], holders: [], situation: { status: 'cancelled' } });
    expect(await counts()).toMatchObject({ running: { count: 0 }, done: { count: 1 } });
  }, 60_000);

  it('finds by Ressort, area, stage and unit, and counts what it finds', async () => {
    const story = new Story(api);
    await story.open('Spielplatz Süd');
    await story.attach('Text');
    await story.start();
    const found = async (query: string) => (await list(query)).items.map(({ title }) => title);
    const path = `?department=SPORT,YOUTH&area=0130&stage=coSignature&unit=${unitId('JUG')}`;
    expect(await found(path)).toEqual(['Spielplatz Süd']);
    expect(await counts(path)).toMatchObject({ running: { count: 1 }, ours: { count: 1 }, done: { count: 0 } });
    expect(await found(`${path}&view=done`)).toEqual([]);
    expect(await found('?department=SPORT')).toEqual([]);
    expect(await found('?area=02')).toEqual([]);
    expect(await found('?area=01,02&view=running')).toEqual(['Spielplatz Süd']);
    const { items, whole } = OverviewAreas.parse((await get('/areas?parent=01&view=running', SIGNER)).body);
    expect(items.filter(({ count }) => count > 0)).toMatchObject([{ key: '0130', count: 1, countExact: true }]);
    expect(whole.count).toBe(0);
  });

  it('finds projects by the Ressort that a unit has got', async () => {
    const admin = 'katrin.moeller';
    const path = `/organisation/house/units/${unitId('JUG')}`;
    const giveJug = async (department: string) => {
      const { code, name, kind, parentId, ...unit } = (await api.request<HouseUnitDetail>('GET', path, { as: admin }))
        .body;
      const { status } = await api.request('PATCH', path, {
        as: admin,
        body: { code, name, kind, parentId, department },
        headers: { 'if-match': `"${unit.revision}"` },
      });
      expect(status).toBe(200);
    };
    const titles = async (query: string) => (await list(query)).items.map(({ title }) => title);
    const under = await titles('?department=YOUTH');
    expect(under).not.toEqual([]);
    await giveJug('SPORT');
    expect([await titles('?department=SPORT'), await titles('?department=YOUTH')]).toEqual([under, []]);
    await giveJug('YOUTH');
    expect([await titles('?department=SPORT'), await titles('?department=YOUTH')]).toEqual([[], under]);
  });

  it('is filled by its migration as the services keep it', async () => {
    const before = await standings();
    expect(before.length).toBeGreaterThan(1);
    await database.owner.query("update run set waiting_for = '[]'");
    await database.owner.query(
      `update project set stages = '{}', holders = '[]', waiting_units = '{}', due_order = 'infinity', departments = '{}', area_paths = '{}'`,
    );
    for (const statement of STANDING_FILL) await database.owner.query(statement);
    expect(await standings()).toEqual(before);
  });

  it('counts for each person by what they see', async () => {
    expect((await list('', 'moritz.engel')).items).toEqual([]);
    expect(await counts('?view=ours', 'aylin.demirel')).toMatchObject({ ours: { count: 1 }, others: { count: 0 } });
    expect(await counts('', LEAD)).toMatchObject({ ours: { count: 0 }, others: { count: 1 } });
  });

  it('writes the same rows as CSV that no spreadsheet takes for formulas', async () => {
    const german = await get('/export', SIGNER);
    expect(german.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(german.headers.get('content-disposition')).toContain('attachment; filename="Vorhaben.csv"');
    const [head, ...rows] = german.text.trimEnd().split('\r\n');
    expect(head).toMatch(/^Aktenzeichen;Vorhaben;Federführung;Räume;Stand;Liegt bei;Seit;Frist \(letzter Tag\);/);
    expect(rows.length).toBe((await list()).count);
    expect(german.text).toContain(`;"'=Bewegungsräume; ""Brunnenviertel""";`);
    const english = await get('/export?language=en&view=done', SIGNER);
    expect(english.text).toMatch(/^Reference;Project;Lead;/);
    expect(english.text.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('begins the CSV with the mark that says UTF-8', async () => {
    const token = await api.tokenFor(SIGNER);
    const response = await fetch(`${api.url}/overview/export`, { headers: { authorization: `Bearer ${token}` } });
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it.each([
    '?view=all',
    '?stage=coSignature,lost',
    '?department=,',
    '?unit=1',
    '?overdue=yes',
    '?area=Mitte',
    '?cursor=x',
    '?person=ada',
  ])('refuses %s with words', async (query) => {
    const { status, body } = await get(`/projects${query}`, SIGNER);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'invalidInput' })]);
  });

  it('says which area it does not know', async () => {
    expect(await get('/counts?area=9999', SIGNER)).toMatchObject({ status: 404, body: { code: 'areaUnknown' } });
    expect(await get('/areas?parent=1', SIGNER)).toMatchObject({ status: 404, body: { code: 'areaKeyLostZero' } });
  });
});
