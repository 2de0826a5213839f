import { DEMO, missingIn, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { MetricsServer } from './metrics-server';

describe('what an api tells Prometheus', () => {
  let database: TestDatabase;
  let api: TestApi;
  let port: number | undefined;
  const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const claim = (id: string) => api.request('POST', `/tasks/${id}/claim`, { as: 'jonas.albrecht' });

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { METRICS_PORT: '0' });
    port = await api.app.get(MetricsServer).listen();
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('stands on a port of its own and nowhere else', async () => {
    expect((await api.request('GET', '/metrics')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/health/live`)).status).toBe(404);
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('is not there unless it was asked for', async () => {
    const silent = await startTestApi(database);
    expect(await silent.app.get(MetricsServer).listen()).toBeUndefined();
    await silent.close();
  });

  it('times commands by their kind and what came of them, and bears no id', async () => {
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    await Promise.all([claim(one), claim(other)]);
    const text = await scrape();
    expect(text).toContain(
      'querraum_command_duration_seconds_count{command="POST /tasks/:id/claim",outcome="refused",upload="no"} 2\n',
    );
    expect(text).toContain(
      'querraum_command_duration_seconds_bucket{command="POST /tasks/:id/claim",outcome="refused",upload="no",le="+Inf"} 2\n',
    );
    for (const word of [one, other, 'jonas']) expect(text).not.toContain(word);
  });

  it('times uploads apart: they last as long as the line of whoever sends them', async () => {
    const form = new FormData();
    form.append('file', new Blob(['Vermerk']), 'vermerk.txt');
    await api.request('POST', `/projects/${crypto.randomUUID()}/documents`, { as: 'jonas.albrecht', form });
    expect(await scrape()).toMatch(
      /_count\{command="POST \/projects\/:\w+\/documents",outcome="refused",upload="yes"\} 1\n/,
    );
  });

  it('says what every rule and every dashboard asks of it', async () => {
    const body = { now: new Date(Date.now() + 3_600_000).toISOString() };
    expect(await api.request('POST', '/test-clock', { as: 'katrin.moeller', body })).toMatchObject({ status: 200 });
    expect(missingIn(await scrape(), 'querraum-api')).toEqual([]);
  });
});
