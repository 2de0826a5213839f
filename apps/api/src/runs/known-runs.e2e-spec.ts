import type { ProjectDetail, RunDetail, Task } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, seatOf, SIGNER, Story, type Ressort } from '../testing/story';

describe('a run that a process knows from its last command', () => {
  let database: TestDatabase;
  let one: TestApi;
  let other: TestApi;
  let story: Story;
  let elsewhere: Story;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    one = await startTestApi(database);
    other = await startTestApi(database);
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await database.close();
  });
  beforeEach(async () => {
    story = new Story(one);
    await story.open();
    await story.attach('Fassung eins');
    await story.start();
    elsewhere = new Story(other, story.projectId, story.documentId, story.runId);
  });

  const answerOf = async (code: Ressort) => seatOf(await story.run(), code).current?.kind;
  const written = async () => {
    const [row] = await database.owner.query('select state, waiting_for, revision from run where id = $1', [
      story.runId,
    ]);
    return row;
  };

  it('goes on from what another process has written meanwhile, to the end', async () => {
    for (const [turn, code] of (['GES', 'JUG', 'SOZ', 'STADT'] as const).entries()) {
      const [claiming, answering] = turn % 2 === 0 ? [story, elsewhere] : [elsewhere, story];
      await claiming.claim(RESSORTS[code].first);
      await answering.answer(RESSORTS[code].first, 'approve');
    }
    const task = await elsewhere.claim(SIGNER, 'finalSignature');
    const body = { result: 'signed', version: 1, acknowledged: [] };
    const signed = await one.request<RunDetail>('POST', `/tasks/${task.id}/signature`, { as: SIGNER, body });
    expect([signed.status, signed.body.status]).toEqual([200, 'completed']);
    expect(await written()).toMatchObject({ revision: 11 });
    const [{ broken }] = await database.owner.query(
      `select count(*)::int as broken from audit_entry e join audit_entry b using (tenant_id, chain)
       where e.chain = $1 and b.seq = e.seq - 1 and e.prev_hash is distinct from b.hash`,
      [story.projectId],
    );
    expect(broken).toBe(0);
  });

  it('is written as one that was read anew', async () => {
    const states = [];
    for (const api of [one, other]) {
      const told = new Story(one);
      await told.open();
      await told.attach('Fassung eins');
      await told.start();
      // The second one changes hands with each command, so that nobody knows it.
      const acting = (turn: number) =>
        api === one || turn % 2 === 0 ? told : new Story(other, told.projectId, told.documentId, told.runId);
      await acting(1).claim(RESSORTS.GES.first);
      await acting(2).answer(RESSORTS.GES.first, 'condition', 'Nur mit Zaun.');
      await acting(3).claim(RESSORTS.JUG.first);
      const [row] = await database.owner.query('select state, waiting_for, revision from run where id = $1', [
        told.runId,
      ]);
      states.push(
        JSON.stringify(row).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '…'),
      );
    }
    expect(states[1]).toBe(states[0]);
  });

  it('takes over what was changed beside it', async () => {
    await story.answer(RESSORTS.GES.first, 'approve');
    const { body: project } = await one.request<ProjectDetail>('GET', `/projects/${story.projectId}`, { as: LEAD });
    const changed = await one.request('PATCH', `/projects/${story.projectId}`, {
      as: LEAD,
      body: { title: 'Neuer Titel' },
      headers: { 'if-match': `"${project.revision}"` },
    });
    expect(changed.status).toBe(200);
    for (const code of ['JUG', 'SOZ', 'STADT'] as const) await story.answer(RESSORTS[code].first, 'approve');
    expect(await story.taskOf(SIGNER, 'finalSignature')).toMatchObject({ projectTitle: 'Neuer Titel' });
  });

  it('is nothing that a refused or failed command has left', async () => {
    const task = await story.claim(RESSORTS.GES.first);
    const before = await written();
    const refused = await one.request('POST', `/tasks/${task.id}/answer`, {
      as: RESSORTS.JUG.first,
      body: { kind: 'approve', version: task.paperNumber },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    // The last statement of the command fails: everything was sent, nothing is kept.
    await database.owner.query('alter table idempotency add constraint never check (request_hash is null) not valid');
    const failed = await one.request('POST', `/tasks/${task.id}/release`, { as: RESSORTS.GES.first });
    await database.owner.query('alter table idempotency drop constraint never');
    expect(failed.status).toBe(500);
    expect(await written()).toEqual(before);
    await story.answer(RESSORTS.GES.first, 'approve');
    expect(await answerOf('GES')).toBe('approve');
  });

  it('stays unknown to whoever does not see it', async () => {
    const task = await story.claim(RESSORTS.GES.first);
    const stranger = await one.request<Task>('POST', `/tasks/${task.id}/claim`, { as: 'gisela.thormann' });
    expect(stranger.status).toBe(404);
  });
});
