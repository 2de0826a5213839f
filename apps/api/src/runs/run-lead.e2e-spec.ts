import type { ProcedureSummary, ReturnPlanView, ReturnTargets, RunDetail } from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, roundOf, seatOf, Story, unitId } from '../testing/story';
import { recordEveryRun } from '../testing/recording';

interface Problem {
  code: string;
  detail: string;
}

describe('the lead on a run as a whole', () => {
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

  const reason = 'Das Gericht entscheidet zuerst';
  const post = (what: string, body: Record<string, unknown>, as: string = LEAD) =>
    api.request<RunDetail & Problem>('POST', `/runs/${story.runId}/${what}`, { as, body });
  const done = async (what: string, body: Record<string, unknown>) => story.ok(await post(what, body));
  const refused = async (what: string, body: Record<string, unknown>) => {
    const { status, body: problem } = await post(what, body);
    return [status, problem.code];
  };
  const get = <T>(path: string) => api.request<T & Problem>('GET', `/runs/${story.runId}/${path}`, { as: LEAD });

  it('lets it stand still, and everybody can see why', async () => {
    const run = await done('suspension', { reason });
    expect(run.suspended).toMatchObject({ reason, by: { person: 'Jonas Albrecht' } });
    expect(run.situation.suspendedSince).toBe(run.suspended?.since);
    const task = await story.taskOf(RESSORTS.GES.first);
    expect([task.dueEnd, task.overdue]).toEqual([null, false]);
    const claim = await api.request<Problem>('POST', `/tasks/${task.id}/claim`, { as: RESSORTS.GES.first, body: {} });
    expect([claim.status, claim.body.code]).toEqual([409, 'suspended']);
    expect(await refused('suspension', { reason })).toEqual([409, 'suspended']);

    const resumed = await done('resumption', {});
    expect(resumed.suspended).toBeNull();
    expect(resumed.situation).not.toHaveProperty('suspendedSince');
    expect((await story.taskOf(RESSORTS.GES.first)).dueEnd).not.toBeNull();
    expect(await refused('resumption', {})).toEqual([409, 'notSuspended']);
  });

  it('does not let time run while it stands still', async () => {
    const before = seatOf(await story.run(), 'GES').dueEnd ?? '';
    await done('suspension', { reason });
    const rows = await database.owner.query<{ nextDue: Date | null }>(
      'select next_due_at as "nextDue" from run where id = $1',
      [story.runId],
    );
    expect(rows).toEqual([{ nextDue: null }]);
    await done('resumption', {});
    expect(seatOf(await story.run(), 'GES').dueEnd).toBe(before);
  });

  it('says first what a return would close, and then does it', async () => {
    const { items } = story.ok(await get<ReturnTargets>('return-targets'));
    expect(items.map(({ nodeId, refused: why }) => [nodeId, why?.code])).toEqual([
      ['coSignature', undefined],
      ['finalSignature', 'notReturnable'],
    ]);
    expect(items[1]?.refused?.message.de).toBe(
      'Zu diesem Schritt kann das Verfahren jetzt nicht gehen: An einer Mitzeichnung oder Schlusszeichnung würde vorbeigegangen.',
    );
    const plan = story.ok(await get<ReturnPlanView>('return-plan?nodeId=coSignature'));
    const round = roundOf(await story.run());
    expect(plan.closes.map(({ stepId }) => stepId)).toEqual([round.id]);
    expect(await refused('return', { nodeId: 'finalSignature', reason })).toEqual([409, 'notReturnable']);

    await story.answer(RESSORTS.GES.first, 'approve');
    const run = await done('return', { nodeId: 'coSignature', reason });
    expect(run.steps.map(({ open }) => open)).toEqual([false, true]);
    expect(run.steps[1]).toMatchObject({ type: 'coSignatureRound', outcome: null });
    await expect(story.taskOf(RESSORTS.GES.first)).resolves.toMatchObject({ stepId: run.steps[1]?.id });
    const rows = await database.owner.query<{ type: string }>(
      "select type from decision where run_id = $1 and type = 'returnedTo'",
      [story.runId],
    );
    expect(rows).toHaveLength(1);
  });

  it('puts a task in that must be done first, and can skip it again', async () => {
    const round = roundOf(await story.run());
    const insertion = { before: round.id, name: 'Rechtsprüfung', unitId: unitId('RECHT'), reason };
    const run = await done('insertions', insertion);
    const inserted = run.steps.at(-1);
    expect(inserted).toMatchObject({ type: 'task', insertedBefore: round.id, name: { de: 'Rechtsprüfung' } });
    expect(roundOf(run).held).toBe(true);
    for (const { first } of [RESSORTS.GES, RESSORTS.JUG, RESSORTS.SOZ]) await story.answer(first, 'approve');
    const last = await story.claim(RESSORTS.STADT.first);
    const held = await api.request<Problem>('POST', `/tasks/${last.id}/answer`, {
      as: RESSORTS.STADT.first,
      body: { kind: 'approve', version: 1 },
    });
    expect([held.status, held.body.code]).toEqual([409, 'insertedOpen']);
    const after = await done('skips', { stepId: inserted?.id, reason: 'doch nicht' });
    expect(after.steps.find(({ id }) => id === inserted?.id)).toMatchObject({ open: false, skipped: true });
    await story.answer(RESSORTS.STADT.first, 'approve');
    expect((await story.run()).steps.at(-1)?.type).toBe('finalSignature');
  });

  it('never skips a signature', async () => {
    expect(await refused('skips', { stepId: roundOf(await story.run()).id, reason })).toEqual([409, 'notSkippable']);
  });

  it('opens a run again that has ended, with the document as it is by now', async () => {
    expect(await refused('reopening', { nodeId: 'coSignature', reason })).toEqual([409, 'notReopenable']);
    await done('cancel', { reason: 'Irrtum' });
    await story.newVersion('Fassung zwei', { reason: 'überarbeitet' });
    const targets = story.ok(await get<ReturnTargets>('return-targets'));
    expect(targets.items.map(({ refused: why }) => why === null)).toEqual([true, false]);
    const run = await done('reopening', { nodeId: 'coSignature', reason });
    expect([run.status, run.endedAt, run.paper.number]).toEqual(['running', null, 2]);
    expect(run.steps.filter(({ open }) => open)).toHaveLength(1);
  });

  it('does not open a run again while another one decides on the same document', async () => {
    await done('cancel', { reason: 'Irrtum' });
    const first = story.runId;
    await story.start();
    story.runId = first;
    expect(await refused('reopening', { nodeId: 'coSignature', reason })).toEqual([409, 'runRunning']);
  });

  it('gets a clear answer to what it must not or cannot do', async () => {
    expect(await refused('suspension', { reason: ' ' })).toEqual([400, 'reasonRequired']);
    expect(await refused('suspension', {})).toEqual([400, 'invalidInput']);
    expect(await refused('resumption', { reason })).toEqual([400, 'invalidInput']);
    expect(await refused('return', { nodeId: 'nirgends', reason })).toEqual([422, 'unknownNode']);
    expect(await refused('return', { nodeId: 'coSignature', scope: 'c1', reason })).toEqual([422, 'unknownNode']);
    expect(await refused('skips', { stepId: 'e99', reason })).toEqual([404, 'unknownStep']);
    expect(await refused('retries', { stepId: roundOf(await story.run()).id })).toEqual([409, 'nothingFailed']);
    const insertion = { before: 'e1', name: 'Prüfung', unitId: DEMO_UNITS['BA-MITTE/RECHT'], reason };
    expect(await refused('insertions', { ...insertion, before: 'e99' })).toEqual([404, 'unknownStep']);
    expect(await refused('insertions', { ...insertion, unitId: story.runId })).toEqual([422, 'unitUnknown']);
    expect(await refused('insertions', { ...insertion, name: '' })).toEqual([400, 'invalidInput']);
    expect(await refused('insertions', { ...insertion, period: { length: 0, unit: 'week', roll: true } })).toEqual([
      400,
      'invalidInput',
    ]);
    expect((await get('return-plan')).status).toBe(400);
    expect((await get('return-plan?nodeId=nirgends')).body.code).toBe('unknownNode');
    expect((await post('suspension', { reason }, RESSORTS.GES.first)).body.code).toBe('notLead');
  });

  it('gives no facts that the procedure does not declare', async () => {
    await done('cancel', { reason: 'Irrtum' });
    const { items } = story.ok(await api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as: LEAD }));
    const body = { procedureId: items[0]?.id, documentId: story.documentId, facts: { costs: 5 } };
    const { status, body: problem } = await api.request<Problem>('POST', `/projects/${story.projectId}/runs`, {
      as: LEAD,
      body,
    });
    expect([status, problem.code]).toEqual([422, 'unknownFact']);
  });

  it('can be recorded with everything that the lead did, and played to equal bytes', async () => {
    expect((await recordEveryRun(database)).wrong).toEqual([]);
  });
});
