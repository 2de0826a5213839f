import { randomUUID } from 'node:crypto';
import type { ProjectDetail, RunDetail, Task } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, roundOf, seatOf, SIGNER, Story, unitId } from '../testing/story';

interface Problem {
  code: string;
  detail: string;
}

describe('runs', () => {
  let database: TestDatabase;
  let api: TestApi;
  let story: Story;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  beforeEach(async () => {
    story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    await story.start();
  });

  const lead = async (body: Record<string, unknown>) => {
    const round = roundOf(await story.run());
    return api.request<RunDetail & Problem>('POST', `/runs/${story.runId}/steps/${round.id}/commands`, {
      as: LEAD,
      body,
    });
  };
  const person = (username: string) => DEMO_PEOPLE[username]?.id;
  const project = async (as = LEAD) => api.request<ProjectDetail>('GET', `/projects/${story.projectId}`, { as });

  async function deputise(principal: string, deputy: string): Promise<void> {
    await database.owner.query(
      `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to)
       values ($1, $2, $3, $4, app.now() - interval '1 hour', app.now() + interval '1 hour')`,
      [DEMO_PEOPLE[principal]?.tenantId, randomUUID(), person(principal), person(deputy)],
    );
  }

  describe('under Vertretung', () => {
    beforeEach(() => deputise('henrik.falk', 'moritz.engel'));
    afterEach(() => database.owner.query('delete from deputation'));

    it('keep a task with the deputy who has taken it, also against the members of the unit', async () => {
      const task = await story.claim('moritz.engel');
      const second = await api.request<Problem>('POST', `/tasks/${task.id}/claim`, { as: RESSORTS.GES.first });
      expect([second.status, second.body.code]).toEqual([409, 'alreadyClaimed']);
    });

    it('record both names and the capacity of a deputy', async () => {
      await story.answer('moritz.engel', 'approve');
      expect(seatOf(await story.run(), 'GES').current?.by).toEqual({
        person: 'Moritz Engel',
        unitName: 'Gesundheitsamt',
        capacity: 'DEPUTY',
        onBehalfOf: 'Dr. Henrik Falk',
      });
    });

    it('let a task be handed to the deputy', async () => {
      await story.claim(RESSORTS.GES.first);
      const run = await story.run();
      const body = { type: 'delegate', seatId: seatOf(run, 'GES').id, personId: person('moritz.engel') };
      const path = `/runs/${story.runId}/steps/${roundOf(run).id}/commands`;
      const delegated = await api.request<RunDetail>('POST', path, { as: RESSORTS.GES.first, body });
      expect(delegated.status).toBe(200);
      expect(seatOf(delegated.body, 'GES').owner).toBe('Moritz Engel');
    });

    it('end with the person deputised for', async () => {
      const task = await story.claim('moritz.engel');
      await database.owner.query('update person set disabled_at = app.now() where id = $1', [person('henrik.falk')]);
      const answer = await api.request<Problem>('POST', `/tasks/${task.id}/answer`, {
        as: 'moritz.engel',
        body: { kind: 'approve', version: 1 },
      });
      await database.owner.query('update person set disabled_at = null where id = $1', [person('henrik.falk')]);
      expect(answer.status).toBe(404);
    });
  });

  it('are signed finally by the Bezirksstadträtin and not by her staff', async () => {
    for (const { first } of Object.values(RESSORTS)) await story.answer(first, 'approve');
    const task = await story.taskOf('bastian.kehl', 'finalSignature');
    const staff = await api.request<Problem>('POST', `/tasks/${task.id}/claim`, { as: 'bastian.kehl' });
    expect([staff.status, staff.body.code]).toEqual([403, 'noAuthority']);
    expect((await story.claim(SIGNER, 'finalSignature')).owner?.name).toBe('Dr. Marlene Ostermann');
  });

  it('refuse an extension into a year that nobody plans for, and go on', async () => {
    const seatId = seatOf(await story.run(), 'GES').id;
    for (const lastDay of ['9999-12-31', '9999-12-30', '0001-01-01', '2100-01-01']) {
      const extended = await lead({ type: 'extend', seatId, lastDay, reason: 'Urlaubszeit' });
      expect([lastDay, extended.status, extended.body.code]).toEqual([lastDay, 400, 'invalidInput']);
    }
    expect((await api.request('GET', '/tasks?box=unit', { as: RESSORTS.GES.first })).status).toBe(200);
  });

  async function dissolvedUnit(code: string): Promise<string> {
    const id = randomUUID();
    await database.owner.query(
      `insert into org_unit (tenant_id, id, parent_id, code, name, kind, dissolved_at)
       values ($1, $2, $3, $4, 'Altes Amt', 'OFFICE', now())`,
      [DEMO_PEOPLE[LEAD]?.tenantId, id, unitId('BA'), code],
    );
    return id;
  }

  it('do not begin by a procedure that names a unit which was dissolved since, and say which', async () => {
    const addressee = JSON.stringify({ kind: 'unit', unitId: await dissolvedUnit('ALT-1') });
    const [procedure] = await database.owner.query(
      `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
       select v.tenant_id, v.procedure_id, v.version + 1, v.semantics, '', jsonb_set(v.bundle,
         array['definition', 'nodes', (n.place - 1)::text, 'waves', '0', 'seats', '0', 'addressee'], $2), now()
       from procedure p join procedure_version v on v.procedure_id = p.id
       cross join jsonb_array_elements(v.bundle -> 'definition' -> 'nodes') with ordinality n(node, place)
       where p.tenant_id = $1 and p.key = 'co-signature-four-departments' and n.node ->> 'type' = 'coSignatureRound'
       returning procedure_id as id, version`,
      [DEMO_PEOPLE[LEAD]?.tenantId, addressee],
    );
    await story.attach('Zweites Papier');
    const begun = await api.request<Problem>('POST', `/projects/${story.projectId}/runs`, {
      as: LEAD,
      body: { procedureId: procedure.id, documentId: story.documentId },
    });
    await database.owner.query('delete from procedure_version where procedure_id = $1 and version = $2', [
      procedure.id,
      procedure.version,
    ]);
    expect([begun.body.code, begun.body.detail]).toEqual([
      'missingParticipant',
      expect.stringContaining('„Altes Amt“ ist aufgelöst'),
    ]);
  });

  it('refuse a seat for a unit that does not exist, or no more', async () => {
    const dissolved = await dissolvedUnit('ALT-2');
    const seatId = seatOf(await story.run(), 'GES').id;
    for (const unit of [randomUUID(), dissolved]) {
      const added = await lead({ type: 'addSeat', unitId: unit, wave: 0, mandatory: true, reason: 'vergessen' });
      const replaced = await lead({ type: 'replaceSeat', seatId, unitId: unit, reason: 'falsch adressiert' });
      expect([added.body.code, replaced.body.code]).toEqual(['unitUnknown', 'unitUnknown']);
    }
  });

  it('are seen by a unit as long as it is addressed, and no longer', async () => {
    const pankow = DEMO_UNITS['BA-PANKOW/JUG'];
    const path = `/projects/${story.projectId}`;
    const seen = async () => (await api.request('GET', path, { as: 'omar.haddad' })).status;
    expect(await seen()).toBe(404);
    const added = await lead({ type: 'addSeat', unitId: pankow, wave: 0, mandatory: true, reason: 'grenzt an' });
    expect(await seen()).toBe(200);
    const seat = roundOf(added.body).seats.find(({ unit }) => unit.id === pankow);
    await lead({ type: 'replaceSeat', seatId: seat?.id, unitId: unitId('RECHT'), reason: 'falsch adressiert' });
    expect(await seen()).toBe(404);
    expect((await api.request('GET', path, { as: 'moritz.engel' })).status).toBe(200);
  });

  it('leave the sentence of the project to the run that still runs', async () => {
    const first = story.runId;
    await story.attach('Zweites Papier');
    await story.start();
    await api.request('POST', `/runs/${story.runId}/cancel`, { as: LEAD, body: { reason: 'doch nicht' } });
    expect((await project()).body.situation).toMatchObject({ runId: first, status: 'running' });
    await api.request('POST', `/runs/${first}/cancel`, { as: LEAD, body: { reason: 'auch nicht' } });
    expect((await project()).body.situation?.status).toBe('cancelled');
  });

  it('wake up when a participant has changed', async () => {
    const read = await project();
    await api.request('PATCH', `/projects/${story.projectId}`, {
      as: LEAD,
      headers: { 'if-match': `"${read.body.revision}"` },
      body: { participants: [] },
    });
    const owed = await database.owner.query(
      "select 1 from work_item where payload ->> 'runId' = $1 and due_at <= app.now() and state = 'ready'",
      [story.runId],
    );
    expect(owed).toHaveLength(1);
  });

  it('never go back in time, however long somebody waited for a lock', async () => {
    const task: Task = await story.claim(RESSORTS.GES.first);
    const holder = database.owner.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select 1 from project where id = $1 for update', [story.projectId]);
    const answering = api.request<RunDetail>('POST', `/tasks/${task.id}/answer`, {
      as: RESSORTS.GES.first,
      body: { kind: 'approve', version: 1 },
    });
    await database.owner.query('select pg_sleep(0.3)');
    const [{ released }] = await holder.query('select app.now() as released');
    await holder.commitTransaction();
    await holder.release();
    const { body } = await answering;
    expect(Date.parse(seatOf(body, 'GES').current?.at ?? '')).toBeGreaterThanOrEqual(released.getTime());
  });
});
