import {
  LeadHandover,
  type HistoryEntry,
  type Page,
  type ProblemBody,
  type ProjectDetail,
  type Task,
} from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { buildSubject, publishLeadTask } from '../access.world';
import { startTestApi, type TestApi } from '../testing';
import { recordEveryRun } from '../testing/recording';

const LEAD = 'jonas.albrecht';
const RECEIVER = 'daniel.nowak';
const OUTSIDER = 'moritz.engel';
const unit = (code: string) => DEMO_UNITS[`BA-MITTE/${code}`] ?? '';
const UNKNOWN = '01926f00-0000-7000-8009-000000000999';

describe('the hand-over of the Federführung', () => {
  let database: TestDatabase;
  let api: TestApi;
  const post = <T = LeadHandover & ProblemBody>(as: string, path: string, body: unknown) =>
    api.request<T>('POST', path, { as, body });
  const get = async <T>(as: string, path: string) => (await api.request<T>('GET', path, { as })).body;
  const offer = (projectId: string, fields: object = {}, as = LEAD) =>
    post(as, `/projects/${projectId}/handovers`, { toUnitId: unit('STADT'), reason: 'Neuer Zuschnitt', ...fields });
  const answer = (as: string, projectId: string, id: string, how: string, body: object = {}) =>
    post(as, `/projects/${projectId}/handovers/${id}/${how}`, body);
  const open = async (participants: string[] = []): Promise<ProjectDetail> => {
    const { body } = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: {
        title: 'Bewegungsräume',
        areas: [{ key: '013008' }],
        leadUnitId: unit('SPK'),
        participants: participants.map((code) => ({ unitId: unit(code), involvement: 'CO_SIGNATURE' })),
      },
    });
    return body;
  };
  const leadsOf = async (projectId: string) =>
    (
      await database.owner.query(
        `select u.code, p.since, p."until" from project_party p join org_unit u on u.id = p.unit_id
         where p.project_id = $1 and p.role = 'LEAD' order by p.since`,
        [projectId],
      )
    ).map(({ code, since, until }: { code: string; since: Date; until: Date | null }) => ({
      code,
      since: since.getTime(),
      until: until?.getTime() ?? null,
    }));

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('shows the head of the project to the unit that is asked, and takes it away when the offer is withdrawn', async () => {
    const { id } = await open();
    expect((await api.request('GET', `/projects/${id}`, { as: RECEIVER })).status).toBe(404);
    const offered = await offer(id, { lastDay: null });
    expect(LeadHandover.parse(offered.body)).toMatchObject({
      state: 'offered',
      fromUnit: { name: 'Sozialraumorientierte Planungskoordination (OE SPK)' },
      involvement: 'CONTRIBUTION',
      allowed: ['withdraw'],
    });
    expect(await get(RECEIVER, '/handovers')).toMatchObject({
      items: [{ id: offered.body.id, allowed: ['accept', 'decline'] }],
    });
    expect(await get<ProjectDetail>(RECEIVER, `/projects/${id}`)).toMatchObject({
      title: 'Bewegungsräume',
      seesFile: false,
    });
    expect((await api.request('GET', `/projects/${id}/closing`, { as: RECEIVER })).status).toBe(404);
    expect((await answer(LEAD, id, offered.body.id, 'withdrawal', { reason: 'Doch nicht' })).body.state).toBe(
      'withdrawn',
    );
    expect((await api.request('GET', `/projects/${id}`, { as: RECEIVER })).status).toBe(404);
    expect((await answer(RECEIVER, id, offered.body.id, 'acceptance')).body.code).toBe('handoverSettled');
    expect(await get(RECEIVER, '/handovers')).toEqual({ items: [] });
  });

  it('changes the lead at one instant, and makes of the old one what the offer says', async () => {
    const { id } = await open(['STADT']);
    const { body: offered } = await offer(id, { involvement: 'STATEMENT' });
    const accepted = await answer(RECEIVER, id, offered.id, 'acceptance', { words: 'Gern' });
    expect([accepted.status, accepted.body.state, accepted.body.answer]).toEqual([200, 'accepted', 'Gern']);
    const [old, now] = await leadsOf(id);
    expect([old.code, now.code, old.until, now.until]).toEqual(['SPK', 'STADT', now.since, null]);
    const project = await get<ProjectDetail>(RECEIVER, `/projects/${id}`);
    expect(project.parties.map(({ unit: { code }, role }) => [code, role])).toEqual([
      ['STADT', 'LEAD'],
      ['SPK', 'STATEMENT'],
    ]);
    expect(project.allowed).toContain('lead:offer');
    expect((await get<ProjectDetail>(LEAD, `/projects/${id}`)).allowed).toEqual([]);
    expect((await offer(id)).body.code).toBe('notLead');
    const history = await get<Page<HistoryEntry>>(LEAD, `/projects/${id}/history`);
    expect(history.items.map(({ kind, unitName }) => [kind, unitName])).toMatchObject([
      ['handover.accepted', 'Stadtentwicklungsamt'],
      ['handover.offered', 'Sozialraumorientierte Planungskoordination (OE SPK)'],
      ['project.created', expect.anything()],
    ]);
    expect(await get(LEAD, '/notifications')).toMatchObject({
      items: [{ reason: 'leadAccepted', projectId: id, runId: null }],
    });
  });

  it('lets the old lead leave where the offer says so', async () => {
    const { id } = await open();
    const { body: offered } = await offer(id, { involvement: null });
    await answer(RECEIVER, id, offered.id, 'acceptance');
    expect((await api.request('GET', `/projects/${id}`, { as: LEAD })).status).toBe(404);
  });

  it('takes a running round along: the new lead goes on with it, the old one cannot', async () => {
    const { projectId, runId, stepId, seatId } = await buildSubject(api, 'mitte', 'claimed');
    const { body: offered } = await offer(projectId);
    expect(offered.matters.map(({ kind }) => kind)).toEqual(['run', 'task', 'task', 'task', 'task']);
    await answer(RECEIVER, projectId, offered.id, 'acceptance');
    const command = { type: 'extend', seatId, lastDay: nextYear(), reason: 'Ferien' };
    const refused = await post<ProblemBody>(LEAD, `/runs/${runId}/steps/${stepId}/commands`, command);
    expect(refused.body.code).toBe('notLead');
    expect((await post(RECEIVER, `/runs/${runId}/steps/${stepId}/commands`, command)).status).toBe(200);
    const inbox = await get<Page<Task>>('aylin.demirel', '/tasks?box=mine');
    expect(inbox.items.find((one) => one.runId === runId)).toMatchObject({ leadUnitName: 'Stadtentwicklungsamt' });
    const history = await get<Page<HistoryEntry>>(RECEIVER, `/projects/${projectId}/history`);
    expect(history.items.map(({ kind }) => kind)).toContain('run.leadChanged');
  });

  it('moves an open task of the lead to the new one', async () => {
    const { projectId, taskId } = await buildSubject(api, 'mitte', 'leadTask');
    await post(LEAD, `/tasks/${taskId}/claim`, {});
    const { body: offered } = await offer(projectId);
    await answer(RECEIVER, projectId, offered.id, 'acceptance');
    expect((await post<ProblemBody>(LEAD, `/tasks/${taskId}/completion`, {})).body.code).toBe('noAuthority');
    expect((await post(RECEIVER, `/tasks/${taskId}/claim`, {})).status).toBe(200);
    expect((await post(RECEIVER, `/tasks/${taskId}/completion`, {})).status).toBe(200);
  });

  describe('is refused', () => {
    let id: string;
    let offered: LeadHandover;
    beforeAll(async () => {
      ({ id } = await open(['GES']));
      offered = (await offer(id)).body;
    });

    it.each<[string, object, number, string]>([
      ['a second time while the first stands', { toUnitId: unit('GES') }, 409, 'handoverPending'],
      ['to the lead itself', { toUnitId: unit('SPK') }, 422, 'handoverToSelf'],
      ['to nobody', { toUnitId: UNKNOWN }, 422, 'unitUnknown'],
      ['to another house', { toUnitId: DEMO_UNITS['BA-PANKOW/SPK'] }, 422, 'handoverOtherHouse'],
      ['with a last day in the past', { lastDay: '2020-01-01' }, 422, 'periodPast'],
      ['without a reason', { reason: '  ' }, 400, 'invalidInput'],
      ['with a day that is none', { lastDay: '2027-02-30' }, 400, 'invalidInput'],
      ['with an involvement that is none', { involvement: 'LEAD' }, 400, 'invalidInput'],
      ['with more than was asked for', { matters: [] }, 400, 'invalidInput'],
    ])('when offered %s', async (_, fields, status, code) => {
      const refused = await offer(id, fields);
      expect([refused.status, refused.body.code]).toEqual([status, code]);
    });

    it('to people without a grant there', async () => {
      expect((await answer('aylin.demirel', id, offered.id, 'acceptance')).body.code).toBe('handoverNotOffered');
      expect((await answer(LEAD, id, offered.id, 'acceptance')).body.code).toBe('handoverNotOffered');
      expect((await answer('marlene.ostermann', id, offered.id, 'acceptance')).body.code).toBe('handoverNotOffered');
      expect((await answer(RECEIVER, id, offered.id, 'withdrawal', { reason: 'Nein' })).body.code).toBe('notLead');
      expect((await answer(OUTSIDER, id, offered.id, 'acceptance')).status).toBe(404);
      expect((await answer('katrin.moeller', id, offered.id, 'acceptance')).status).toBe(404);
    });

    it('under the address of another project', async () => {
      const other = await open();
      expect((await answer(RECEIVER, other.id, offered.id, 'acceptance')).status).toBe(404);
    });

    it('after it was declined, and can then be offered anew', async () => {
      const declined = await answer(RECEIVER, id, offered.id, 'refusal', { reason: 'Keine Kapazität' });
      expect(declined.body).toMatchObject({ state: 'declined', answer: 'Keine Kapazität', allowed: [] });
      expect((await answer(RECEIVER, id, offered.id, 'acceptance')).body.code).toBe('handoverSettled');
      expect((await offer(id, { toUnitId: unit('GES') })).status).toBe(201);
    });
  });

  it('comes too late after its last day; then it can be offered anew', async () => {
    const { id } = await open();
    const { body: offered } = await offer(id, { lastDay: today() });
    await database.owner.query("update lead_handover set valid_until = app.now() - interval '1 minute' where id = $1", [
      offered.id,
    ]);
    expect((await answer(RECEIVER, id, offered.id, 'acceptance')).body.code).toBe('handoverTooLate');
    expect((await api.request('GET', `/projects/${id}`, { as: RECEIVER })).status).toBe(404);
    expect((await offer(id, { toUnitId: unit('GES') })).status).toBe(201);
    const { items } = await get<{ items: LeadHandover[] }>(LEAD, `/projects/${id}/handovers`);
    expect(items.map(({ state }) => state)).toEqual(['offered', 'lapsed']);
  });

  it('is refused to a unit that has left the project since, or was dissolved', async () => {
    const left = await open(['STADT']);
    const { body: offered } = await offer(left.id);
    const busy = await post<ProblemBody>(LEAD, `/projects/${left.id}/participants/${unit('STADT')}/end`, {
      reason: 'Raus damit',
    });
    expect(busy.body.code).toBe('participantBusy');
    const { headers } = await api.request('GET', `/projects/${left.id}`, { as: LEAD });
    await api.request('PATCH', `/projects/${left.id}`, {
      as: LEAD,
      body: { participants: [] },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect((await answer(RECEIVER, left.id, offered.id, 'acceptance')).body.code).toBe('handoverUnitLeft');

    const gone = await open();
    const { body: second } = await offer(gone.id);
    await database.owner.query('update org_unit set dissolved_at = app.now() where id = $1', [unit('STADT')]);
    expect((await answer(RECEIVER, gone.id, second.id, 'acceptance')).body.code).toBe('unitUnknown');
    expect((await offer((await open()).id)).body.code).toBe('unitUnknown');
    await database.owner.query('update org_unit set dissolved_at = null where id = $1', [unit('STADT')]);
  });

  it('is accepted once, whoever asks at the same instant', async () => {
    const { id } = await open();
    const { body: offered } = await offer(id);
    const answers = await Promise.all([
      answer(RECEIVER, id, offered.id, 'acceptance'),
      answer('ines.scholz', id, offered.id, 'acceptance'),
      answer(LEAD, id, offered.id, 'withdrawal', { reason: 'Doch nicht' }),
      answer(RECEIVER, id, offered.id, 'refusal', { reason: 'Doch nicht' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    const leads = await leadsOf(id);
    expect(leads.filter(({ until }: { until: number | null }) => until === null)).toHaveLength(1);
  });

  it('can be recorded across a change of the lead, and played to equal bytes', async () => {
    expect((await recordEveryRun(database)).wrong).toEqual([]);
  });
});

const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });
const nextYear = () => new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
