import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { ProjectDetail } from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { UploadGate } from './upload-gate';

const LEAD = 'jonas.albrecht';
const AT_ONCE = 8;
const BEGIN = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nText';
const END = '\r\n--b--\r\n';

describe('the gate of uploads', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('gives the turns of those who have left to others', async () => {
    const project = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: { title: 'Bewegungsräume', areas: [{ key: '013008' }], leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] },
    });
    const headers = {
      authorization: `Bearer ${await api.tokenFor(LEAD)}`,
      'content-type': 'multipart/form-data; boundary=b',
    };
    const open = () => {
      const upload = request(`${api.url}/projects/${project.body.id}/documents`, {
        ...{ method: 'POST', agent: false, headers },
      });
      return upload.on('error', () => undefined);
    };
    const enter = jest.spyOn(api.app.get(UploadGate), 'enter');
    const come = async (count: number) => {
      while (enter.mock.calls.length < count) await setImmediate();
    };
    const slow = Array.from({ length: AT_ONCE }, open);
    for (const upload of slow) upload.write(BEGIN);
    await come(AT_ONCE);

    const received: IncomingMessage[] = [];
    api.app.getHttpServer().on('request', (one) => received.push(one));
    const impatient = Array.from({ length: AT_ONCE }, open);
    for (const upload of impatient) upload.end(BEGIN + END);
    await come(2 * AT_ONCE);
    for (const upload of impatient) upload.destroy();
    while (!received.every(({ destroyed }) => destroyed)) await setImmediate();

    const answers = slow.map((upload) => once(upload, 'response'));
    for (const upload of slow) upload.end(END);
    await Promise.all(answers);
    const form = new FormData();
    form.append('file', new Blob(['Text']), 'a.txt');
    const { body } = await api.request('POST', `/projects/${project.body.id}/documents`, { as: LEAD, form });
    expect(body).toMatchObject({ code: 'invalidInput' });
  });
});
