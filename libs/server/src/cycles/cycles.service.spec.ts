import { randomUUID } from 'node:crypto';
import type { CycleInput } from '@querraum/contracts';
import { addMonths, localDate } from '@querraum/workflow';
import { HouseUnitsService } from '../organisation';
import { planning } from '../planning/planning.fixture';
import { as, newProject, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { openTemplateWorld, type TemplateWorld } from '../templates/templates.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { CyclesService } from './cycles.service';
import { RenewalsService } from './renewals.service';
import { tickCycle } from './tick-cycle';

describe('the Fortschreibung of a project', () => {
  let database: TestDatabase;
  let world: TemplateWorld;
  let cycles: CyclesService;
  let renewals: RenewalsService;
  const today = () => localDate(new Date().toISOString());
  const inMonths = (months: number) => addMonths(today(), months);

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
    world = await openTemplateWorld(database);
    cycles = new CyclesService(database.transactions);
    renewals = new RenewalsService(database.transactions);
  });
  afterAll(async () => {
    await world.close();
    await database.close();
  });

  const set = async (projectId: string, over: Partial<CycleInput> = {}, who: PersonName = 'ada') => {
    const { revision } = await cycles.get(as(who), projectId);
    const input = { nextOn: inMonths(24), months: 24, remindMonths: 6, ...over };
    return cycles.set(as(who), randomUUID(), { projectId, revision }, input);
  };
  /** As if the day had come: the dates lie back, and the clock stays. */
  const bring = (projectId: string, nextOn: string) =>
    database.owner.query('update project_cycle set anchor_on = $2, next_on = $2 where project_id = $1', [
      projectId,
      nextOn,
    ]);
  const tick = (projectId: string) => database.workerTransactions.run((tx) => tickCycle(tx, { projectId }));
  const told = async (projectId: string) =>
    (
      await database.owner.query('select reason, unit_id from notification where project_id = $1 order by at, id', [
        projectId,
      ])
    ).map((row: { reason: string }) => row.reason);
  const pause = async (projectId: string) => {
    const { revision } = await cycles.get(as('ada'), projectId);
    return cycles.pause(as('ada'), randomUUID(), { projectId, revision }, 'Die Stelle wird aufgelöst.');
  };
  const open = (projectId: string, title = 'Profil (Fortschreibung 2030)', key = randomUUID()) =>
    renewals.open(as('ada'), key, projectId, { title });

  it('is set by the lead for a day to come, on a closed project too, and read by whoever takes part', async () => {
    const projectId = await world.closedProject();
    expect(await cycles.get(as('gesa'), projectId)).toMatchObject({ revision: 0, cycle: null, allowed: [] });
    const view = await set(projectId);
    expect(view).toMatchObject({
      ...{ revision: 1, allowed: ['cycle:edit', 'cycle:renew'] },
      cycle: { state: 'running', nextOn: inMonths(24), remindOn: addMonths(inMonths(24), -6), setBy: 'Person ada' },
    });
    expect((await refusal(set(projectId, {}, 'gesa'))).code).toBe('notLead');
    expect((await refusal(set(projectId, {}, 'jule'))).code).toBe('notFound');
    expect((await refusal(set(projectId, { nextOn: today() }))).code).toBe('cyclePast');
    expect((await refusal(set(projectId, { nextOn: '2199-01-01' }))).code).toBe('cycleFar');
    const late = cycles.set(
      as('ada'),
      randomUUID(),
      { projectId, revision: 0 },
      { nextOn: inMonths(2), months: null, remindMonths: 6 },
    );
    expect((await refusal(late)).code).toBe('revisionConflict');
  });

  it('reminds the lead once, and lays the draft before them once, however often the day is looked at', async () => {
    const projectId = await world.closedProject();
    await set(projectId);
    await bring(projectId, inMonths(5));
    for (let times = 0; times < 3; times += 1) await tick(projectId);
    expect(await told(projectId)).toEqual(['cycleReminder']);
    await bring(projectId, today());
    await Promise.all([tick(projectId), tick(projectId), tick(projectId)]);
    expect(await told(projectId)).toEqual(['cycleReminder', 'cycleDue']);
    const view = await cycles.get(as('ada'), projectId);
    expect(view.draft).toMatchObject({ dueOn: today() });
    expect(view.cycle).toMatchObject({ state: 'running', nextOn: inMonths(24) });
    const items = await database.owner.query(
      "select id from work_item where kind = 'tickCycle' and payload ->> 'projectId' = $1",
      [projectId],
    );
    // The look from the beginning, the one after the reminder, and the one of the next turn.
    expect(items).toHaveLength(3);
  });

  it('opens the successor once: with units, areas, plan and tasks, with links to the documents, and with the cycle', async () => {
    const projectId = await world.closedProject(async (id) => {
      const documentId = await world.addDocument(id, 'Beschlossenes Profil');
      expect(documentId).toBeTruthy();
      await planning(database).phases.add(as('ada'), randomUUID(), {
        projectId: id,
        entry: { name: 'Analyse', from: '2026-01-01', to: '2026-03-31' },
      });
    });
    await set(projectId, { months: 36 });
    await bring(projectId, today());
    await tick(projectId);
    const key = randomUUID();
    const successor = await open(projectId, undefined, key);
    expect(await open(projectId, undefined, key)).toEqual(successor);
    expect(successor.parties.map(({ unit, role }) => `${unit.code} ${role}`)).toEqual([
      'SPK LEAD',
      'GES CO_SIGNATURE',
      'PANGES TAKE_NOTE',
    ]);
    expect(successor.areas.map(({ key: area }) => area)).toEqual(['013008']);
    expect((await planning(database).plan.get(as('ada'), successor.id)).phases.map(({ name }) => name)).toEqual([
      'Analyse',
    ]);
    const links = await database.owner.query('select document_id from document_link where project_id = $1', [
      successor.id,
    ]);
    expect(links).toHaveLength(1);
    expect(await cycles.get(as('ada'), successor.id)).toMatchObject({
      cycle: { state: 'running', months: 36, nextOn: inMonths(36) },
      predecessor: { id: projectId },
    });
    expect(await cycles.get(as('ada'), projectId)).toMatchObject({
      ...{ draft: null, allowed: [], cycle: { state: 'passedOn' } },
      successor: { id: successor.id, reference: successor.reference },
    });
    expect(await refusal(open(projectId))).toMatchObject({
      code: 'cyclePassedOn',
      details: { reference: successor.reference },
    });
    await tick(projectId);
    expect(await told(projectId)).toEqual(['cycleDue']);
  });

  it('takes every document that counts along, however many they are', async () => {
    const projectId = await world.closedProject(async (id) => {
      const documentId = await world.addDocument(id, 'Beschlossenes Profil');
      await database.owner.query(
        `insert into document select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
         from document d, generate_series(1, 220) where d.id = $1`,
        [documentId],
      );
    });
    await set(projectId);
    const { id } = await open(projectId);
    const links = await database.owner.query('select from document_link where project_id = $1', [id]);
    expect(links).toHaveLength(221);
  });

  it('can be opened though its kind asks for more since, has lost a choice and is retired', async () => {
    const projectId = await world.closedProject();
    await set(projectId);
    const label = { de: 'Art', en: 'Sort' };
    const choices = [{ key: 'old', label, isRemoved: true }];
    const fields = [
      { key: 'sort', label, type: 'choice', required: false, choices, isRemoved: false },
      { key: 'number', label, type: 'number', required: true, choices: [], isRemoved: false },
    ];
    const [before] = await database.owner.query(
      `select k.id, k.fields from project_kind k join project p on p.kind_id = k.id where p.id = $1`,
      [projectId],
    );
    await database.owner.query(`update project set fields = '{"sort": "old"}' where id = $1`, [projectId]);
    await database.owner.query('update project_kind set fields = $2, retired_at = now() where id = $1', [
      before.id,
      JSON.stringify(fields),
    ]);
    const successor = await open(projectId);
    await database.owner.query('update project_kind set fields = $2, retired_at = null where id = $1', [
      before.id,
      JSON.stringify(before.fields),
    ]);
    expect(successor.kind.id).toBe(before.id);
    expect(successor.fields.map(({ key, value }) => [key, value])).toEqual([
      ['sort', null],
      ['number', null],
    ]);
  });

  it('has one successor when two ask for it at once', async () => {
    const projectId = await world.closedProject();
    await set(projectId);
    const outcomes = await Promise.allSettled([open(projectId), open(projectId), open(projectId)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const renewed = await database.owner.query('select state from project_renewal where project_id = $1', [projectId]);
    expect(renewed).toEqual([{ state: 'opened' }]);
  });

  it('rests while it is paused, with a reason, and counts from a new day afterwards', async () => {
    const projectId = await world.closedProject();
    const { revision } = await set(projectId);
    const paused = await cycles.pause(
      as('ada'),
      randomUUID(),
      { projectId, revision },
      'Das Gebiet wird neu geschnitten.',
    );
    expect(paused.cycle).toMatchObject({ state: 'paused', reason: 'Das Gebiet wird neu geschnitten.', remindOn: null });
    await bring(projectId, today());
    await tick(projectId);
    expect(await told(projectId)).toEqual([]);
    const again = cycles.pause(as('ada'), randomUUID(), { projectId, revision: paused.revision }, 'Noch einmal');
    expect((await refusal(again)).code).toBe('cycleNone');
    expect((await set(projectId, { nextOn: inMonths(12), months: null })).cycle).toMatchObject({
      ...{ state: 'running', nextOn: inMonths(12), months: null, reason: null },
    });
  });

  it('ends with its one day, and its draft can still be opened', async () => {
    const projectId = await world.closedProject();
    await set(projectId, { months: null });
    await bring(projectId, today());
    await tick(projectId);
    expect((await cycles.get(as('ada'), projectId)).cycle?.state).toBe('ended');
    const { id } = await open(projectId);
    expect((await cycles.get(as('ada'), id)).cycle).toBeNull();
  });

  it.each([
    ['goes on with a new day', () => inMonths(12)],
    ['is opened, and does not come again', undefined],
  ])('of one day that has come is paused, and %s', async (_, nextOn) => {
    const projectId = await world.closedProject();
    await set(projectId, { months: null });
    await bring(projectId, today());
    await tick(projectId);
    expect((await pause(projectId)).cycle).toMatchObject({ state: 'paused', reason: 'Die Stelle wird aufgelöst.' });
    if (nextOn) {
      const view = await set(projectId, { nextOn: nextOn(), months: null });
      expect(view.cycle).toMatchObject({ state: 'running', nextOn: nextOn() });
    }
    const { id } = await open(projectId);
    expect((await cycles.get(as('ada'), id)).cycle?.nextOn).toBe(nextOn?.());
  });

  it('gives the lead what would lie with a unit that is gone, and asks nobody who is dissolved', async () => {
    const projectId = await world.closedProject();
    await set(projectId);
    await database.owner.query('update org_unit set dissolved_at = now() where id = $1', [UNITS.GES]);
    const successor = await open(projectId);
    await database.owner.query('update org_unit set dissolved_at = null where id = $1', [UNITS.GES]);
    expect(successor.parties.map(({ unit }) => unit.code)).toEqual(['SPK', 'PANGES']);
  });

  it('ties a unit that leads a closed project until it is paused, opened or handed over', async () => {
    const house = new HouseUnitsService(database.transactions);
    const ties = async () => (await house.get(as('ida'), UNITS.SPK)).ties.cycles;
    const former = await ties();
    const { id: stillOpen } = await world.projects.create(as('ada'), randomUUID(), newProject());
    await set(stillOpen);
    expect(await ties()).toBe(former);
    const [running, once, renewed] = [
      await world.closedProject(),
      await world.closedProject(),
      await world.closedProject(),
    ];
    await set(running);
    await set(once, { months: null });
    await set(renewed);
    expect(await ties()).toBe(former + 3);
    await bring(once, today());
    await tick(once);
    expect(await ties()).toBe(former + 3);
    await pause(once);
    expect(await ties()).toBe(former + 2);
    await open(renewed);
    await pause(running);
    expect(await ties()).toBe(former);
  });

  it('tells the nearest unit above that is there, where the lead was dissolved', async () => {
    const projectId = await world.closedProject();
    await set(projectId);
    await bring(projectId, today());
    await database.owner.query('update org_unit set dissolved_at = now() where id = $1', [UNITS.SPK]);
    try {
      await tick(projectId);
    } finally {
      await database.owner.query('update org_unit set dissolved_at = null where id = $1', [UNITS.SPK]);
    }
    const units = await database.owner.query('select unit_id from notification where project_id = $1', [projectId]);
    expect(units).toEqual([{ unit_id: UNITS.BA }]);
  });

  it('keeps the one project from who sees the other alone', async () => {
    const projectId = await world.closedProject();
    await set(projectId);
    const successor = await open(projectId);
    await database.owner.query('update project_party set unit_id = $2 where project_id = $1 and unit_id = $3', [
      ...[projectId, UNITS.JUG, UNITS.GES],
    ]);
    expect((await cycles.get(as('gesa'), successor.id)).predecessor).toBeNull();
    expect((await cycles.get(as('jule'), projectId)).successor).toBeNull();
  });
});
