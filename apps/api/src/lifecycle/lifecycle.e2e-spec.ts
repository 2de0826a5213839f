import {
  ProjectClosing,
  type HistoryEntry,
  type Page,
  type Participation,
  type ProblemBody,
  type ProjectDetail,
  type SimilarProject,
} from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { buildSubject, publishLeadTask } from '../access.world';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const PARTY = 'aylin.demirel';
const unit = (code: string) => DEMO_UNITS[`BA-MITTE/${code}`] ?? '';

describe('the life of a project', () => {
  let database: TestDatabase;
  let api: TestApi;
  const post = <T = ProjectClosing & ProblemBody>(path: string, body: unknown, as = LEAD) =>
    api.request<T>('POST', `/projects/${path}`, { as, body });
  const get = async <T>(path: string, as = LEAD) => (await api.request<T>('GET', `/projects/${path}`, { as })).body;
  const open = async (fields: object = {}): Promise<ProjectDetail> =>
    (
      await post<ProjectDetail>('', {
        title: 'Bewegungsräume Brunnenviertel',
        areas: [{ key: '013008' }],
        leadUnitId: unit('SPK'),
        participants: [{ unitId: unit('GES'), involvement: 'CO_SIGNATURE' }],
        ...fields,
      })
    ).body;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  describe('participants', () => {
    it('come, change and go with a reason that stays in the file', async () => {
      const { id } = await open();
      const added = await post<ProjectDetail>(`${id}/participants`, {
        unitId: unit('JUG'),
        involvement: 'STATEMENT',
        reason: 'Spielplätze',
      });
      expect([added.status, added.headers.get('etag')]).toEqual([201, '"2"']);
      const changed = await api.request<ProjectDetail>('PATCH', `/projects/${id}/participants/${unit('JUG')}`, {
        as: LEAD,
        body: { involvement: 'TAKE_NOTE', reason: 'Nur noch zur Kenntnis' },
      });
      expect(changed.body.revision).toBe(3);
      await post(`${id}/participants/${unit('JUG')}/end`, { reason: 'Nicht mehr betroffen' });
      const { items } = await get<{ items: Participation[] }>(`${id}/participations`, PARTY);
      expect(
        items.map(({ unit: { name }, role, sinceReason, untilReason }) => [name, role, sinceReason, untilReason]),
      ).toEqual([
        [expect.stringContaining('OE SPK'), 'LEAD', null, null],
        ['Gesundheitsamt', 'CO_SIGNATURE', null, null],
        ['Jugendamt', 'TAKE_NOTE', 'Nur noch zur Kenntnis', 'Nicht mehr betroffen'],
        ['Jugendamt', 'STATEMENT', 'Spielplätze', 'Nur noch zur Kenntnis'],
      ]);
      const history = await get<Page<HistoryEntry>>(`${id}/history`);
      expect(history.items.slice(0, 3).map(({ kind, data }) => [kind, data.reason])).toEqual([
        ['participant.ended', 'Nicht mehr betroffen'],
        ['participant.changed', 'Nur noch zur Kenntnis'],
        ['participant.added', 'Spielplätze'],
      ]);
    });

    it('are refused twice, unknown, unchanged, without a reason, and while something of theirs is open', async () => {
      const { projectId: id } = await buildSubject(api, 'mitte', 'round');
      const participant = { unitId: unit('GES'), involvement: 'STATEMENT', reason: 'Weil' };
      const codes = [
        await post(`${id}/participants`, participant),
        await post(`${id}/participants`, { ...participant, unitId: unit('SPK') }),
        await post(`${id}/participants`, { ...participant, unitId: crypto.randomUUID() }),
        await post(`${id}/participants`, { ...participant, unitId: unit('RECHT'), reason: ' ' }),
        await post(`${id}/participants/${unit('RECHT')}/end`, { reason: 'Weil' }),
        await post(`${id}/participants/${unit('SPK')}/end`, { reason: 'Weil' }),
        await post(`${id}/participants/nobody/end`, { reason: 'Weil' }),
        await api.request<ProblemBody>('PATCH', `/projects/${id}/participants/${unit('GES')}`, {
          as: LEAD,
          body: { involvement: 'CO_SIGNATURE', reason: 'Weil' },
        }),
      ].map(({ body }) => body.code);
      expect(codes).toEqual([
        'participantThere',
        'participantThere',
        'unitUnknown',
        'invalidInput',
        'participantUnknown',
        'participantUnknown',
        'notFound',
        'participantSame',
      ]);
      const busy = await post(`${id}/participants/${unit('GES')}/end`, { reason: 'Raus' });
      expect([busy.status, busy.body.code]).toEqual([409, 'participantBusy']);
      expect(busy.body.detail).toContain('Gesundheitsamt hat hier noch offen: Aufgabe im Verfahren');
    });

    it('are kept while they hold the deletion, which nobody else could lift', async () => {
      const { projectId: id } = await buildSubject(api, 'mitte', 'draft');
      const participant = { unitId: unit('RECHT'), involvement: 'TAKE_NOTE', reason: 'Weil' };
      expect((await post(`${id}/participants`, participant)).status).toBe(201);
      await database.owner.query(
        `insert into legal_hold (tenant_id, id, project_id, unit_id, unit_name, reason, placed_at, placed_by_name)
         select tenant_id, gen_random_uuid(), id, $2, 'Rechtsamt', 'Klage', now(), 'N.' from project where id = $1`,
        [id, unit('RECHT')],
      );
      const held = await post(`${id}/participants/${unit('RECHT')}/end`, { reason: 'Raus' });
      expect([held.status, held.body.code]).toEqual([409, 'participantHolds']);
      const { body: project } = await api.request<ProjectDetail>('GET', `/projects/${id}`, { as: LEAD });
      const without = await api.request<ProblemBody>('PATCH', `/projects/${id}`, {
        ...{ as: LEAD, headers: { 'if-match': `"${project.revision}"` } },
        body: { participants: [] },
      });
      expect([without.status, without.body.code]).toEqual([409, 'participantHolds']);
      await database.owner.query('update legal_hold set lifted_at = now(), lifted_by_name = $2 where project_id = $1', [
        ...[id, 'N.'],
      ]);
      expect((await post(`${id}/participants/${unit('RECHT')}/end`, { reason: 'Raus' })).status).toBe(200);
    });
  });

  describe('closing', () => {
    it('is blocked by what is open, which it names, and leaves everything as it was', async () => {
      const { projectId: id, runId } = await buildSubject(api, 'mitte', 'round');
      const closing = ProjectClosing.parse(await get(`${id}/closing`, PARTY));
      expect(closing).toMatchObject({ state: 'open', closed: null, filed: null });
      expect(closing.matters.map(({ kind }) => kind)).toEqual(['run', 'task', 'task', 'task', 'task']);
      const before = await get<ProjectDetail>(id);
      const refused = await post(`${id}/closing`, { note: 'Erledigt' });
      expect([refused.status, refused.body.code]).toEqual([409, 'closingBlocked']);
      expect(refused.body.detail).toContain('Verfahren „');
      expect(await get(id)).toEqual(before);
      await api.request('POST', `/runs/${runId}/cancel`, { as: LEAD, body: { reason: 'Entfällt' } });
      expect((await post(`${id}/closing`, { note: 'Erledigt' })).status).toBe(200);
    });

    it('closes with a note, puts away for the years of the house, and opens again with a reason', async () => {
      const { id, revision } = await open();
      expect((await post(`${id}/filing`, {})).body.code).toBe('projectOpen');
      expect((await post(`${id}/reopening`, { reason: 'Nachtrag' })).body.code).toBe('projectOpen');
      const closed = await post(`${id}/closing`, { note: 'Ziel erreicht' });
      expect(closed.body).toMatchObject({ state: 'closed', closed: { by: 'Jonas Albrecht', note: 'Ziel erreicht' } });
      expect(await get(id)).toMatchObject({
        state: 'closed',
        allowed: ['project:file', 'project:reopen', 'template:propose'],
      });
      expect((await post(`${id}/filing`, { retainUntil: '2020-01-01' })).body.code).toBe('retentionPast');
      const filed = await post(`${id}/filing`, {});
      const year = Number(new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }).slice(0, 4));
      expect(filed.body.filed).toMatchObject({ retainUntil: `${year + 10}-12-31` });
      expect((await post(`${id}/filing`, {})).body.code).toBe('projectFiled');
      const reopened = await post(`${id}/reopening`, { reason: 'Nachtrag' });
      expect(reopened.body).toMatchObject({ state: 'open', closed: null, filed: null });
      const history = await get<Page<HistoryEntry>>(`${id}/history`);
      expect(history.items.slice(0, 3).map(({ kind, data }) => [kind, data])).toEqual([
        ['project.reopened', { reason: 'Nachtrag' }],
        ['project.filed', { retainUntil: `${year + 10}-12-31` }],
        ['project.closed', { words: 'Ziel erreicht' }],
      ]);
      expect((await get<ProjectDetail>(id)).revision).toBe(revision + 3);
    });

    it('waits for tasks by hand, questions and measures, and says who has them', async () => {
      const { id } = await open();
      await post(`${id}/participants`, { unitId: unit('STADT'), involvement: 'CONTRIBUTION', reason: 'Baut' });
      const task = { addressees: [{ unitId: unit('GES') }], title: 'Daten zusammenstellen' };
      await post(`${id}/assignments`, { kind: 'completion', ...task });
      await post(`${id}/assignments`, { kind: 'question', ...task, title: 'Wer zahlt das?' });
      await post(`${id}/measures`, { title: 'Bolzplatz erneuern', leadUnitId: unit('STADT') });
      const { matters } = await get<ProjectClosing>(`${id}/closing`);
      expect(matters.map(({ kind, name, unit: who }) => [kind, name.de, who?.name])).toEqual([
        ['assignment', 'Daten zusammenstellen', 'Gesundheitsamt'],
        ['question', 'Wer zahlt das?', 'Gesundheitsamt'],
        ['measure', 'Bolzplatz erneuern', 'Stadtentwicklungsamt'],
      ]);
      const busy = await post(`${id}/participants/${unit('GES')}/end`, { reason: 'Raus' });
      expect(busy.body.detail).toContain('Aufgabe „Daten zusammenstellen“');
      expect((await post(`${id}/closing`, { note: 'Erledigt' })).body.code).toBe('closingBlocked');
    });

    it('waits for an offer of the lead to be answered', async () => {
      const { id } = await open();
      await post(`${id}/handovers`, { toUnitId: unit('STADT'), reason: 'Neuer Zuschnitt' });
      expect((await post(`${id}/closing`, { note: 'Erledigt' })).body.detail).toContain('Angebot der Federführung');
    });

    it('is done once, also when two ask at the same instant', async () => {
      const { id } = await open();
      const answers = await Promise.all([1, 2, 3].map(() => post(`${id}/closing`, { note: 'Erledigt' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    });
  });

  describe('like projects', () => {
    it('are shown by area and by name, and only those that the person sees', async () => {
      const near = await open({ title: 'Schulhöfe öffnen', areas: [{ key: '04' }] });
      const named = await open({ title: 'Trinkbrunnen für Schulen', areas: [{ key: '03' }] });
      const find = async (query: string, as = LEAD) =>
        (await get<{ items: SimilarProject[] }>(`similar?${query}`, as)).items;
      const found = await find('areas=0410,0430&title=Trinkbrunnen');
      expect(found.find(({ project }) => project.id === near.id)).toMatchObject({ sharedWords: [] });
      expect(found.find(({ project }) => project.id === named.id)).toMatchObject({
        sharedAreas: [],
        sharedWords: ['trinkbrunnen'],
      });
      expect(found.length).toBeLessThanOrEqual(6);
      expect(await find('areas=0410&title=Trinkbrunnen', 'moritz.engel')).toEqual([]);
      expect((await api.request<ProblemBody>('GET', '/projects/similar?areas=99', { as: LEAD })).body.code).toBe(
        'areaUnknown',
      );
      expect((await api.request('GET', '/projects/similar?areas=x', { as: LEAD })).status).toBe(400);
    });
  });
});
