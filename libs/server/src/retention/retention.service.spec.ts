import { randomUUID } from 'node:crypto';
import { addDays, localDate } from '@querraum/workflow';
import { ClosingService } from '../lifecycle';
import { ProjectsService } from '../projects';
import { as, newProject, refusal, SMALL_CITY, type PersonName } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { openDeletion } from './delete-project';
import { HoldsService } from './holds.service';
import { RetentionRegisterService } from './retention-register.service';
import { RetentionService } from './retention.service';

describe('the way of a project out of the files', () => {
  let database: TestDatabase;
  let retention: RetentionService;
  let holds: HoldsService;
  let register: RetentionRegisterService;
  let closing: ClosingService;
  const today = () => localDate(new Date().toISOString());

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
    retention = new RetentionService(database.transactions);
    holds = new HoldsService(database.transactions);
    register = new RetentionRegisterService(database.transactions);
    closing = new ClosingService(database.transactions);
  });
  afterAll(() => database.close());

  /** Put away, with its retention over. */
  async function dueProject(): Promise<string> {
    const { id } = await new ProjectsService(database.transactions).create(as('ada'), randomUUID(), newProject());
    await database.owner.query(
      `update project set state = 'closed', closed_at = now() - interval '11 years', filed_at = now() - interval '11 years',
         filed_by_name = 'Ada', retain_until = '2020-12-31' where id = $1`,
      [id],
    );
    return id;
  }
  async function answered(): Promise<string> {
    const id = await dueProject();
    await retention.offer(as('ada'), randomUUID(), id);
    await retention.answer(as('ada'), randomUUID(), id, { answer: 'waived', words: 'Kein bleibender Wert' });
    await database.owner.query('update archive_offer set deletable_on = $2 where project_id = $1', [id, today()]);
    return id;
  }
  /** After it was opened again, and the years are over once more. */
  async function putAwayAgain(id: string): Promise<void> {
    await closing.close(as('ada'), randomUUID(), id, 'Erledigt');
    await closing.file(as('ada'), randomUUID(), id, {});
    await database.owner.query("update project set retain_until = '2020-12-31' where id = $1", [id]);
  }
  const deletionOf = async (id: string) =>
    (await register.get(as('ida'))).deletions.find(({ projectId }) => projectId === id);
  const release = (id: string, who: PersonName = 'ida') => register.release(as(who), randomUUID(), id);
  const begin = async (id: string) => {
    await database.owner.query(
      "update project_deletion set begins_at = now() - interval '1 hour' where project_id = $1",
      [id],
    );
    return database.workerTransactions.run((tx) => openDeletion(tx, id));
  };

  it('begins when retention is over, and not before', async () => {
    const { id } = await new ProjectsService(database.transactions).create(as('ada'), randomUUID(), newProject());
    expect(await retention.get(as('gesa'), id)).toMatchObject({
      retainUntil: null,
      isDue: false,
      allowed: ['hold:place'],
    });
    expect((await refusal(retention.offer(as('ada'), randomUUID(), id))).code).toBe('retentionRuns');
    await closing.close(as('ada'), randomUUID(), id, 'Erledigt');
    await closing.file(as('ada'), randomUUID(), id, {});
    expect((await refusal(retention.offer(as('ada'), randomUUID(), id))).code).toBe('retentionRuns');
    expect((await refusal(release(id))).code).toBe('retentionRuns');
  });

  it('goes by the archive, the waiting time of the house and a second person, in this order', async () => {
    const id = await dueProject();
    expect((await refusal(release(id))).code).toBe('archiveNotAsked');
    expect((await refusal(retention.offer(as('gesa'), randomUUID(), id))).code).toBe('notLead');
    await retention.offer(as('ada'), randomUUID(), id);
    expect((await refusal(retention.offer(as('ada'), randomUUID(), id))).code).toBe('archiveOffered');
    expect((await refusal(release(id))).code).toBe('archiveNotAsked');
    const words = 'Übernommen unter Zugang 12/2031';
    const view = await retention.answer(as('ada'), randomUUID(), id, { answer: 'takenOver', words });
    expect(view.offer?.answer).toMatchObject({ kind: 'takenOver', words, deletableOn: addDays(today(), 30) });
    expect((await refusal(retention.answer(as('ada'), randomUUID(), id, { answer: 'waived', words }))).code).toBe(
      'archiveAnswered',
    );
    expect((await refusal(release(id))).code).toBe('deletionWaits');
    await database.owner.query('update archive_offer set deletable_on = $2 where project_id = $1', [id, today()]);
    expect((await refusal(release(id, 'ada'))).code).toBe('adminOnly');
    const { due, deletions } = await release(id);
    expect(due.some(({ projectId }) => projectId === id)).toBe(false);
    expect(deletions.find(({ projectId }) => projectId === id)).toMatchObject({
      state: 'released',
      releasedBy: 'Person ida',
    });
    expect((await refusal(release(id))).code).toBe('deletionReleased');
  });

  it('is not released by who has offered the file or recorded the answer', async () => {
    const id = await answered();
    await database.owner.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
       select tenant_id, gen_random_uuid(), person_id, unit_id, 'ADMIN', 'BY_ORDER', now() - interval '1 day' from membership
       where person_id = (select id from person where subject = 'ada') limit 1`,
    );
    expect((await refusal(release(id, 'ada'))).code).toBe('deletionSecondPerson');
    await database.owner.query(
      "delete from membership where role = 'ADMIN' and person_id = (select id from person where subject = 'ada')",
    );
    expect((await release(id)).deletions.some(({ projectId }) => projectId === id)).toBe(true);
  });

  it('tells administrators the Aktenzeichen and dates of what is due, and nobody else anything', async () => {
    const id = await dueProject();
    const { due, rule } = await register.get(as('ida'));
    const row = due.find(({ projectId }) => projectId === id);
    expect(row).toMatchObject({ retainUntil: '2020-12-31', obstacle: 'notOffered', leadUnit: 'Stelle SPK' });
    expect(JSON.stringify(row)).not.toContain('Brunnenviertel');
    expect(rule).toMatchObject({ revision: 0, waitingDays: 30 });
    expect((await refusal(register.get(as('ada')))).code).toBe('adminOnly');
  });

  it('stands still under a hold, which stops what was released and is lifted by its own unit alone', async () => {
    const id = await answered();
    await release(id);
    const view = await holds.place(as('gesa'), randomUUID(), id, 'Klage vor dem Verwaltungsgericht');
    expect(view.deletion?.state).toBe('stopped');
    expect(await begin(id)).toEqual({ is: 'over' });
    expect((await refusal(holds.place(as('gesa'), randomUUID(), id, 'Noch eine'))).code).toBe('holdThere');
    expect((await refusal(release(id))).code).toBe('deletionHeld');
    const holdId = view.holds[0]?.id ?? '';
    const lift = (who: PersonName) =>
      holds.lift(as(who), randomUUID(), { projectId: id, id: holdId }, 'Klage zurückgenommen');
    expect((await refusal(lift('ada'))).code).toBe('notResponsible');
    expect((await refusal(lift('jule'))).code).toBe('notFound');
    expect((await lift('gesa')).holds[0]?.lifted).toMatchObject({ reason: 'Klage zurückgenommen' });
    expect((await refusal(lift('gesa'))).code).toBe('holdLifted');
    expect((await release(id)).deletions.find(({ projectId }) => projectId === id)?.state).toBe('released');
  });

  it('can be stopped until it begins, and not afterwards', async () => {
    const id = await answered();
    expect((await refusal(retention.stop(as('ada'), randomUUID(), id, 'Zu früh'))).code).toBe('deletionNone');
    await release(id);
    expect((await retention.stop(as('ada'), randomUUID(), id, 'Es kommt ein Nachtrag')).deletion?.state).toBe(
      'stopped',
    );
    await release(id);
    await register.stop(as('ida'), randomUUID(), id, 'Irrtum');
    await release(id);
    expect(await begin(id)).toEqual({ is: 'running' });
    expect((await refusal(register.stop(as('ida'), randomUUID(), id, 'Zu spät'))).code).toBe('deletionBegun');
    expect((await refusal(holds.place(as('ada'), randomUUID(), id, 'Zu spät'))).code).toBe('deletionBegun');
    expect(await begin(id)).toEqual({ is: 'running' });
  });

  it('is stopped by whoever opens the project again, also where it is put away once more before the night', async () => {
    const id = await answered();
    await release(id);
    await closing.reopen(as('ada'), randomUUID(), id, 'Ein Nachtrag ist nötig.');
    expect(await deletionOf(id)).toMatchObject({
      state: 'stopped',
      stoppedBecause: 'Vorhaben wieder geöffnet: Ein Nachtrag ist nötig.',
      stoppedBy: 'Person ada',
    });
    await putAwayAgain(id);
    expect(await begin(id)).toEqual({ is: 'over' });
  });

  it('ends in the night where the project was opened again by a release that stopped nothing', async () => {
    const [open, putAway] = [await answered(), await answered()];
    for (const id of [open, putAway]) {
      await release(id);
      await database.owner.query(
        `update project set state = 'open', closed_at = null, filed_at = null, retain_until = null where id = $1`,
        [id],
      );
    }
    await putAwayAgain(putAway);
    for (const id of [open, putAway]) {
      expect(await begin(id)).toEqual({ is: 'over' });
      expect((await deletionOf(id))?.stoppedBecause).toContain('wieder geöffnet');
    }
  });

  it('is not undone by opening the project again once it has begun', async () => {
    const id = await answered();
    await release(id);
    expect(await begin(id)).toEqual({ is: 'running' });
    const reopened = closing.reopen(as('ada'), randomUUID(), id, 'Ein Nachtrag ist nötig.');
    expect((await refusal(reopened)).code).toBe('deletionBegun');
    expect((await closing.get(as('ada'), id)).state).toBe('closed');
    expect(await deletionOf(id)).toMatchObject({ state: 'running', stoppedBecause: null });
  });

  it('asks the archive anew where the project was opened again after its answer', async () => {
    const id = await answered();
    await closing.reopen(as('ada'), randomUUID(), id, 'Ein Nachtrag ist nötig.');
    expect((await retention.get(as('ada'), id)).offer).toBeNull();
    await putAwayAgain(id);
    expect(await retention.get(as('ada'), id)).toMatchObject({ offer: null, allowed: ['hold:place', 'archive:offer'] });
    const due = async () => (await register.get(as('ida'))).due.find(({ projectId }) => projectId === id);
    expect(await due()).toMatchObject({ obstacle: 'notOffered', answer: null, deletableOn: null });
    const answer = () =>
      retention.answer(as('ada'), randomUUID(), id, { answer: 'takenOver', words: 'Zugang 13/2031' });
    expect((await refusal(release(id))).code).toBe('archiveNotAsked');
    expect((await refusal(answer())).code).toBe('archiveNotAsked');
    expect((await retention.offer(as('ada'), randomUUID(), id)).offer).toMatchObject({ answer: null });
    expect(await due()).toMatchObject({ obstacle: 'notAnswered' });
    expect((await refusal(retention.offer(as('ada'), randomUUID(), id))).code).toBe('archiveOffered');
    expect((await refusal(release(id))).code).toBe('archiveNotAsked');
    await answer();
    expect((await refusal(release(id))).code).toBe('deletionWaits');
    await database.owner.query('update archive_offer set deletable_on = $2 where project_id = $1', [id, today()]);
    await release(id);
    expect(await deletionOf(id)).toMatchObject({ state: 'released', answer: 'takenOver' });
  });

  it('takes back what is owed for the project when it begins, and nothing of another', async () => {
    const [id, other] = [await answered(), await dueProject()];
    await release(id);
    const states = ['ready', 'incident', 'held', 'done'];
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state)
       select gen_random_uuid(), 'tickRun', concat(project, state), jsonb_build_object('projectId', project), now(), now(), state
       from unnest($1::text[]) project, unnest($2::text[]) state`,
      [[id, other], states],
    );
    expect(await begin(id)).toEqual({ is: 'running' });
    const left = (projectId: string): Promise<{ state: string }[]> =>
      database.owner.query(
        "select state from work_item where kind = 'tickRun' and payload ->> 'projectId' = $1 order by state",
        [projectId],
      );
    expect((await left(id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled', 'done']);
    expect((await left(other)).map(({ state }) => state)).toEqual(states.toSorted());
  });

  it('has its rule from the administrators of the house, with the revision that they read', async () => {
    const input = { basis: 'Aktenordnung 2030', basisOfKinds: {}, archive: 'Landesarchiv', waitingDays: 0 };
    const set = (revision: number, over = {}) =>
      register.setRule(as('ida'), randomUUID(), revision, { ...input, ...over });
    expect(await set(0)).toMatchObject({ ...input, revision: 1 });
    expect((await refusal(set(0))).code).toBe('revisionConflict');
    expect((await refusal(set(1, { basisOfKinds: { [randomUUID()]: 'Gesetz' } }))).code).toBe('kindUnknown');
    const id = await dueProject();
    expect((await retention.offer(as('ada'), randomUUID(), id)).basis).toBe('Aktenordnung 2030');
  });
});
