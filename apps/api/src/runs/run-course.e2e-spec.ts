import { randomUUID } from 'node:crypto';
import type { RunCourse } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, Story } from '../testing/story';

describe('the course of a run', () => {
  let database: TestDatabase;
  let api: TestApi;
  let story: Story;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    await story.start();
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const course = (as: string, id = story.runId) => api.request<RunCourse>('GET', `/runs/${id}/course`, { as });

  it('shows what it is pinned to and how far it has come, to the lead and to whoever takes part', async () => {
    for (const as of [LEAD, RESSORTS.GES.first]) {
      const { status, body } = await course(as);
      expect(status).toBe(200);
      const [whole, ...parts] = body.parts;
      expect(parts).toEqual([]);
      expect(whole).toMatchObject({ scope: null, callStepId: null, waiting: [] });
      const { nodes, flows } = whole?.definition ?? { nodes: [], flows: [] };
      const start = nodes.find(({ type }) => type === 'start')?.id;
      expect(whole?.taken).toEqual(flows.filter(({ from }) => from === start).map(({ id }) => id));
    }
  });

  it('is not found where there is no run, or none that one may see', async () => {
    expect((await course(LEAD, randomUUID())).status).toBe(404);
    expect((await course(LEAD, 'kein-verfahren')).status).toBe(404);
  });
});
