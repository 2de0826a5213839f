import type { HistoryEntry, Page, ProjectDetail, RunDetail, Task } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { endState, LEAD, RESSORTS, roundOf, seatOf, signatureOf, SIGNER, Story, type Ressort } from '../testing/story';

describe('the story over HTTP', () => {
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

  const started = async () => {
    const story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    await story.start();
    return story;
  };

  it('ends with a signature when four departments agree at once', async () => {
    const story = await started();
    const project = await api.request<ProjectDetail>('GET', `/projects/${story.projectId}`, { as: LEAD });
    expect(project.body.situation?.waitingFor).toHaveLength(4);
    expect(project.body.situation?.next.map(({ de }) => de)).toContain('Schlusszeichnung');

    for (const { first } of Object.values(RESSORTS)) await story.answer(first, 'approve');
    expect(roundOf(await story.run()).outcome).toBe('agreed');

    const task = await story.claim(SIGNER, 'finalSignature');
    const signed = await api.request<RunDetail>('POST', `/tasks/${task.id}/signature`, {
      as: SIGNER,
      body: { result: 'signed', version: 1, acknowledged: [] },
    });
    expect(signed.status).toBe(200);
    expect(signed.body.status).toBe('completed');
    expect(signatureOf(signed.body).signers[0]).toMatchObject({
      state: 'signed',
      by: { person: 'Dr. Marlene Ostermann', capacity: 'HEAD' },
      paper: { number: 1, sha256: signed.body.paper.sha256 },
    });
    process.stdout.write(`\n${endState(signed.body)}\n`);
  });

  it('carries Maßgabe, Vorbehalt and dissent to the final signature', async () => {
    const story = await started();
    await story.answer(RESSORTS.GES.first, 'condition', 'Bitte Kapitel 3 um Gesundheitsförderung ergänzen.');
    await story.answer(RESSORTS.SOZ.first, 'reserve', 'Finanzierung ab 2028 ist offen.');
    await story.answer(RESSORTS.JUG.first, 'refuse', 'Der Bolzplatz fällt weg.');
    const agreed = await story.answer(RESSORTS.STADT.first, 'approve');
    expect(roundOf(agreed).outcome).toBeNull();
    expect(agreed.situation.waitingFor.map(({ kind }) => kind).sort()).toEqual(['condition', 'dissent']);

    await story.newVersion('Fassung zwei', {
      change: 'substantive',
      reason: 'Kapitel 3 ergänzt',
      affectedSeatIds: seatOf(agreed, 'STADT').id,
    });
    await story.command(LEAD, { type: 'answerCondition', seatId: seatOf(agreed, 'GES').id, accept: true });
    const stale = await story.run();
    expect(stale.paper.number).toBe(2);
    expect(seatOf(stale, 'STADT')).toMatchObject({ state: 'open', current: null });
    await story.answer(RESSORTS.STADT.first, 'approve');

    const dissent = { type: 'showDissent', seatId: seatOf(stale, 'JUG').id };
    await story.command(LEAD, dissent);
    const shown = await story.command(RESSORTS.JUG.first, dissent);
    expect(seatOf(shown, 'JUG').dissent?.ended).toBe('shown');
    expect(roundOf(shown).outcome).toBe('agreed');

    const task = await story.claim(SIGNER, 'finalSignature');
    const sign = (acknowledged: string[]) =>
      api.request<RunDetail & { code: string; detail: string }>('POST', `/tasks/${task.id}/signature`, {
        as: SIGNER,
        body: { result: 'signed', version: 2, acknowledged },
      });
    const refused = await sign([seatOf(shown, 'SOZ').id]);
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('notAcknowledged');
    expect(refused.body.detail).toContain('Jugendamt');

    const signed = await sign([seatOf(shown, 'SOZ').id, seatOf(shown, 'JUG').id]);
    expect(signed.body.status).toBe('completed');
    expect(signatureOf(signed.body).signers[0]?.acknowledged).toHaveLength(2);
    process.stdout.write(`\n${endState(signed.body)}\n`);

    const history = await api.request<Page<HistoryEntry>>('GET', `/projects/${story.projectId}/history?limit=200`, {
      as: LEAD,
    });
    const kinds = history.body.items.map(({ kind }) => kind);
    for (const kind of [
      'project.created',
      'document.versionAdded',
      'run.runStarted',
      'run.seatAnswered',
      'run.textReplaced',
      'run.conditionAnswered',
      'run.dissentOpened',
      'run.dissentEnded',
      'run.roundEnded',
      'run.signed',
    ])
      expect(kinds).toContain(kind);
    const refusal = history.body.items.find(({ data }) => data.kind === 'refuse');
    expect(refusal).toMatchObject({
      person: 'Tobias Brandt',
      capacity: 'BY_ORDER',
      unitName: 'Jugendamt',
      data: { words: 'Der Bolzplatz fällt weg.', paper: { number: 1 } },
    });
  });

  it('tells the second claimant who was faster', async () => {
    const story = await started();
    const { first, second } = RESSORTS.GES;
    await story.claim(first);
    const task = await story.taskOf(second);
    const late = await api.request<{ code: string; detail: string }>('POST', `/tasks/${task.id}/claim`, {
      as: second,
      body: {},
    });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      code: 'alreadyClaimed',
      detail: 'Aylin Demirel war schneller und hat die Aufgabe übernommen.',
    });
  });

  describe('refuses, and changes nothing', () => {
    let story: Story;
    let task: Task;
    const answer = (as: string, body: object) =>
      api.request<{ code: string; detail: string }>('POST', `/tasks/${task.id}/answer`, { as, body });

    beforeAll(async () => {
      story = await started();
      task = await story.claim(RESSORTS.GES.first);
    });
    const unchanged = async (
      attempt: () => Promise<{ status: number; body: { code: string } }>,
      status: number,
      code: string,
    ) => {
      const before = (await story.run()).revision;
      const refused = await attempt();
      expect([refused.status, refused.body.code]).toEqual([status, code]);
      expect((await story.run()).revision).toBe(before);
    };

    it('an answer by a person without authority', () =>
      unchanged(() => answer(RESSORTS.JUG.first, { kind: 'approve', version: 1 }), 403, 'noAuthority'));
    it('an answer by a colleague who has not taken the task', () =>
      unchanged(() => answer(RESSORTS.GES.second, { kind: 'approve', version: 1 }), 409, 'notOwner'));
    it('a refusal without words', () =>
      unchanged(() => answer(RESSORTS.GES.first, { kind: 'refuse', version: 1 }), 400, 'wordsRequired'));
    it('an answer on a version that is not current', () =>
      unchanged(() => answer(RESSORTS.GES.first, { kind: 'approve', version: 7 }), 409, 'stale'));
    it('an unknown kind of answer', () =>
      unchanged(() => answer(RESSORTS.GES.first, { kind: 'maybe', version: 1 }), 400, 'invalidInput'));
    it('an answer from another authority, which learns nothing', () =>
      unchanged(() => answer('omar.haddad', { kind: 'approve', version: 1 }), 404, 'notFound'));
    it('a second run on the same document', () =>
      unchanged(
        async () => {
          const { items } = (await api.request<{ items: { id: string }[] }>('GET', '/procedures', { as: LEAD })).body;
          return api.request<{ code: string }>('POST', `/projects/${story.projectId}/runs`, {
            as: LEAD,
            body: { procedureId: items[0]?.id, documentId: story.documentId },
          });
        },
        409,
        'runRunning',
      ));
    it('a second answer of the same seat', async () => {
      const approved = await answer(RESSORTS.GES.first, { kind: 'approve', version: 1 });
      expect(approved.status).toBe(200);
      await unchanged(() => answer(RESSORTS.GES.first, { kind: 'approve', version: 1 }), 409, 'alreadyAnswered');
    });
  });

  it('repeats the stored answer for the same key, also when both arrive at once', async () => {
    const story = await started();
    const { first } = RESSORTS.JUG;
    const task = await story.claim(first);
    const key = crypto.randomUUID();
    const send = () =>
      api.request('POST', `/tasks/${task.id}/answer`, { as: first, key, body: { kind: 'approve', version: 1 } });
    const answers = await Promise.all([send(), send(), send()]);
    answers.push(await send());
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const run = await story.run();
    expect(seatOf(run, 'JUG' satisfies Ressort).answers).toHaveLength(1);
  });

  it('refuses a start when a department is not involved', async () => {
    const story = new Story(api);
    const body = {
      title: 'Ohne Jugendamt',
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: (await story.open()).parties.find(({ role }) => role === 'LEAD')?.unit.id,
      participants: [],
    };
    const project = story.ok(await api.request<ProjectDetail>('POST', '/projects', { as: LEAD, body }), 201);
    story.projectId = project.id;
    await story.attach('Fassung eins');
    await expect(story.start()).rejects.toThrow(/missingParticipant.*Gesundheit/);
  });
});
