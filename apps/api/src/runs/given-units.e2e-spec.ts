import { randomUUID } from 'node:crypto';
import type { RunDetail } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { publishProcedure } from '../testing/procedure';
import { LEAD, Story, unitId } from '../testing/story';

const name = (word: string) => ({ de: word, en: word });
const CHOSEN_OFFICES = {
  key: 'chosen-offices',
  name: name('Gewählte Stellen'),
  facts: [{ key: 'offices', name: name('Stellen'), type: 'units' }],
  nodes: [
    { id: 'start', type: 'start', name: name('Beginn') },
    {
      id: 'choice',
      type: 'task',
      name: name('Auswahl'),
      addressee: { kind: 'lead' },
      fields: [{ fact: 'offices', required: true }],
    },
    {
      id: 'note',
      type: 'takeNote',
      name: name('Kenntnisnahme'),
      addressees: [{ kind: 'fact', fact: 'offices' }],
      period: { length: 3, unit: 'workingDay' },
      waits: true,
    },
    { id: 'end', type: 'end', name: name('Erledigt') },
  ],
  flows: [
    { id: 'f1', from: 'start', to: 'choice' },
    { id: 'f2', from: 'choice', to: 'note' },
    { id: 'f3', from: 'note', to: 'end' },
  ],
};

describe('units that a task names', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishProcedure(database, CHOSEN_OFFICES, [LEAD]);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('are there, or the task stays open and says so', async () => {
    const story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    await story.start(CHOSEN_OFFICES.key);
    const { id } = await story.claim(LEAD, 'task');
    const complete = async (offices: string[]) => {
      const { status, body } = await api.request<RunDetail & { code?: string }>('POST', `/tasks/${id}/completion`, {
        as: LEAD,
        body: { values: { offices } },
      });
      return [status, body.code];
    };
    expect(await complete(['nobody'])).toEqual([422, 'badFact']);
    expect(await complete([randomUUID()])).toEqual([422, 'unitUnknown']);
    expect(await complete([unitId('GES')])).toEqual([200, undefined]);
  });
});
