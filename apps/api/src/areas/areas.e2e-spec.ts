import { Area, AreaDetail, AreaEdition, AreaGeometry, AreaShapes, pageOf } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

describe('areas', () => {
  let database: TestDatabase;
  let api: TestApi;
  const as = 'jonas.albrecht';
  const get = (path: string) => api.request('GET', path, { as });
  const page = async (query: string) => {
    const { status, body } = await get(`/areas${query}`);
    expect(status).toBe(200);
    return pageOf(Area).parse(body);
  };
  const names = async (query: string) => (await page(query)).items.map(({ key, name }) => `${key} ${name}`);
  const detail = async (path: string) => AreaDetail.parse((await get(`/areas/${path}`)).body);

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('knows 542 Planungsräume, 143 Bezirksregionen, 58 Prognoseräume, 12 Bezirke and the Land', async () => {
    const { body } = await get('/areas/editions');
    const [edition] = (body as { items: unknown[] }).items.map((item) => AreaEdition.parse(item));
    expect(edition).toMatchObject({
      id: '2021',
      validFrom: '2021-01-01',
      counts: { PLR: 542, BZR: 143, PGR: 58, BEZ: 12, LAND: 1 },
      inhabitantDates: ['2021-12-31', '2022-12-31', '2023-12-31', '2024-12-31'],
    });
    for (const [level, count] of Object.entries({ PLR: 542, BZR: 143, PGR: 58, BEZ: 12 }))
      expect(await page(`?level=${level}&limit=1`)).toMatchObject({ count, countExact: true });
  });

  it('counts 3,897,145 inhabitants in the Land on 31.12.2024, which is the sum of all Planungsräume', async () => {
    expect((await detail('00')).inhabitants).toMatchObject({ date: '2024-12-31', total: 3_897_145 });
    let sum = 0;
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, nextCursor } = await page(`?level=PLR&limit=200${cursor && `&cursor=${cursor}`}`);
      const details = await Promise.all(items.map(({ key }) => detail(key)));
      for (const { inhabitants } of details) sum += inhabitants?.total ?? 0;
      cursor = nextCursor;
    }
    expect(sum).toBe(3_897_145);
  });

  it('counts 40,026 inhabitants in the Bezirksregion 013008 and names its place', async () => {
    expect(await detail('013008')).toMatchObject({
      name: 'Brunnenstraße Nord',
      level: 'BZR',
      parentKey: '0130',
      path: ['Mitte', 'Gesundbrunnen'],
      inhabitants: { date: '2024-12-31', total: 40_026 },
    });
  });

  it('gives the inhabitants of the asked date, and none for a date without a count', async () => {
    expect((await detail('00?date=2021-12-31')).inhabitants?.date).toBe('2021-12-31');
    expect((await detail('00?date=2020-12-31')).inhabitants).toBeNull();
  });

  it('leads from the Land down to the Planungsraum', async () => {
    expect((await page('?parent=00')).items.map(({ level }) => level)).toEqual(Array(12).fill('BEZ'));
    expect(await names('?parent=0130')).toContain('013008 Brunnenstraße Nord');
    const leaves = (await page('?parent=013008')).items;
    expect(leaves.length).toBeGreaterThan(0);
    expect(leaves.every(({ level, hasChildren }) => level === 'PLR' && !hasChildren)).toBe(true);
    expect((await page('?parent=01300834')).items).toEqual([]);
  });

  it.each(['brunnenstr', 'BRUNNENSTRASSE', 'Brunnenstraße n', 'nord'])(
    'finds Brunnenstraße Nord by %s',
    async (words) => {
      expect(await names(`?limit=200&query=${encodeURIComponent(words)}`)).toContain('013008 Brunnenstraße Nord');
    },
  );

  it.each(['Köpenick', 'koepenick', 'kopenick'])('finds Treptow-Köpenick by %s', async (words) => {
    expect(await names(`?query=${encodeURIComponent(words)}`)).toContain('09 Treptow-Köpenick');
  });

  it('puts what begins with the words before what only contains them, and larger areas first', async () => {
    expect((await names('?query=mitte'))[0]).toBe('01 Mitte');
    const found = (await page('?query=moabit')).items.map(({ name }) => name.toLowerCase().startsWith('moabit'));
    expect(found).toEqual([...found].sort((a, b) => Number(b) - Number(a)));
  });

  it('finds by the beginning of a key', async () => {
    const { items, count } = await page('?query=013008');
    expect(items[0]).toMatchObject({ key: '013008' });
    expect(items.every(({ key }) => key.startsWith('013008'))).toBe(true);
    expect(count).toBe(items.length);
  });

  it('pages through a search without losing or repeating an area', async () => {
    const all = (await page('?query=str&limit=200')).items.map(({ key }) => key);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: { items: Area[]; nextCursor: string | null } = await page(
        `?query=str&limit=7${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...next.items.map(({ key }) => key));
      cursor = next.nextCursor;
    }
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.slice(0, all.length)).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('does not read % and _ as wildcards', async () => {
    expect((await page(`?query=${encodeURIComponent('%')}`)).items).toEqual([]);
    expect((await page('?query=_')).items).toEqual([]);
  });

  it.each(['/areas/1100101', '/areas/1100101/geometry', '/areas?query=1100101', '/areas?parent=1100101'])(
    'answers %s with the hint that 01100101 may be meant, and does not guess',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body).toMatchObject({
        code: 'areaKeyLostZero',
        detail:
          'Einen Raum mit dem Schlüssel 1100101 gibt es nicht. Führende Nullen gehören zum Schlüssel: Ist 01100101 gemeint?',
      });
    },
  );

  it.each([
    ['/areas/99999999', 404, 'areaUnknown'],
    ['/areas/9999999', 400, 'areaKeyMalformed'],
    ['/areas/0110010112', 400, 'areaKeyMalformed'],
    ['/areas/013008%27', 400, 'areaKeyMalformed'],
    ['/areas/%00', 400, 'areaKeyMalformed'],
    ['/areas/%00/geometry', 400, 'areaKeyMalformed'],
    ['/areas?edition=2019', 400, 'invalidInput'],
    ['/areas?level=KIEZ', 400, 'invalidInput'],
    ['/areas?limit=0', 400, 'invalidInput'],
    ['/areas?limit=201', 400, 'invalidInput'],
    ['/areas?limit=2&limit=3', 400, 'invalidInput'],
    ['/areas?nonsense=1', 400, 'invalidInput'],
    ['/areas?nonsense=1&nonsense=2', 400, 'invalidInput'],
    ['/areas?cursor=abc', 400, 'invalidInput'],
    ['/areas/00?date=2024-02-30', 400, 'invalidInput'],
    ['/areas/00/geometry', 404, 'notFound'],
  ])('refuses %s', async (path, status, code) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, status });
  });

  it('names the faulty field in the language of the reader', async () => {
    const german = await get('/areas?level=KIEZ');
    const english = await api.request('GET', '/areas?level=KIEZ', { as, headers: { 'accept-language': 'en' } });
    expect(german.body).toMatchObject({ errors: [{ path: 'level', message: expect.stringContaining('Ungültig') }] });
    expect(english.body).toMatchObject({ errors: [{ path: 'level', message: expect.stringContaining('Invalid') }] });
  });

  it('draws every area but the Land', async () => {
    for (const key of ['01', '0130', '013008', '01300834']) {
      const { status, body } = await get(`/areas/${key}/geometry`);
      expect(status).toBe(200);
      const feature = AreaGeometry.parse(body);
      expect(feature).toMatchObject({ id: key, properties: { key } });
      expect(feature.properties.attribution).toContain('CC BY 3.0 DE');
    }
    const [missing] = await database.owner.query(
      "select count(*)::int as n from area_unit a left join area_geometry g using (edition, key) where g.key is null and level <> 'LAND'",
    );
    expect(missing).toEqual({ n: 0 });
  });

  describe('shapes for a map', () => {
    const shapes = async (query = '') => AreaShapes.parse((await get(`/areas/shapes${query}`)).body);

    it('are those of the Bezirke, of the areas below one, or of chosen ones of any level', async () => {
      expect((await shapes()).features.map(({ id }) => id)).toHaveLength(12);
      const below = await shapes('?parent=0130');
      expect(below.features.map(({ id }) => id)).toContain('013008');
      for (const { properties } of below.features)
        expect(properties).toMatchObject({ level: 'BZR', hasChildren: true });
      expect((await shapes('?keys=013008,01')).features.map(({ id }) => id)).toEqual(['01', '013008']);
      expect((await shapes()).attribution).toContain('Amt für Statistik Berlin-Brandenburg');
    });

    it('have a point inside and closed rings in Berlin', async () => {
      for (const { geometry, properties } of (await shapes('?parent=01')).features) {
        for (const ring of geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()) {
          expect(ring[0]).toEqual(ring.at(-1));
          for (const [lon, lat] of ring) expect([lon > 13 && lon < 14, lat > 52.3 && lat < 52.7]).toEqual([true, true]);
        }
        expect(properties.lon).not.toBeNull();
      }
    });

    it('are kept by the browser and not sent again while they are the same', async () => {
      const { headers } = await get('/areas/shapes');
      expect(headers.get('cache-control')).toBe('private, max-age=86400');
      expect(headers.get('content-encoding')).toBe('gzip');
      const etag = headers.get('etag') ?? '';
      const again = await api.request('GET', '/areas/shapes', { as, headers: { 'if-none-match': etag } });
      expect([again.status, again.text]).toEqual([304, '']);
      const plain = await api.request('GET', '/areas/shapes', { as, headers: { 'accept-encoding': 'identity' } });
      expect([plain.headers.get('content-encoding'), plain.headers.get('etag')]).toEqual([null, etag]);
    });

    it('are refused where an area does not exist', async () => {
      expect(await get('/areas/shapes?keys=01,99')).toMatchObject({ status: 404, body: { code: 'areaUnknown' } });
      expect(await get('/areas/shapes?parent=1')).toMatchObject({ status: 404, body: { code: 'areaKeyLostZero' } });
      expect(await get('/areas/shapes?keys=Mitte')).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
    });

    it('of a planning area are none, because nothing lies below it', async () => {
      expect((await shapes('?parent=01100101')).features).toEqual([]);
    });
  });
});
