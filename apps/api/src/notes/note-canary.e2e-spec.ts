import type { Note, Page, Webhook } from '@querraum/contracts';
import {
  DEMO,
  DEMO_ISSUER,
  DEMO_PEOPLE,
  DEMO_UNITS,
  openTestDatabase,
  type TestDatabase,
} from '@querraum/server/testing';
import pg from 'pg';
import { noteWords, publishLeadTask, type Subject } from '../access.world';
import { EveryGetRoute, type Visit } from '../every-get-route';
import { startTestApi, type TestApi } from '../testing';

/** Words that stand in the internal note alone; whoever searches for the first must not come upon the second. */
const CANARY = 'Kanarienvogel4711';
const SECOND = 'Zeisig0815';
const WRITER = 'tobias.brandt';
const ADMINISTRATOR = 'katrin.moeller';
/** Of the same unit, and above it. */
const READERS = [WRITER, 'petra.wieland', 'marlene.ostermann'];
/** The lead and its head, other parties and theirs, a unit that only has a task, another house, strangers, administrators. */
const OTHERS = [
  'jonas.albrecht',
  'sabine.lindner',
  'aylin.demirel',
  'henrik.falk',
  'leyla.aksoy',
  'moritz.engel',
  'stefan.ritter',
  'lukas.hartwig',
  'katrin.moeller',
  undefined,
];
/** Those of the others who see the project at all. */
const AROUND = [DEMO_UNITS['BA-MITTE/JUG'] ?? '', DEMO_PEOPLE[WRITER]?.id ?? ''];
const AT_THE_PROJECT = ['jonas.albrecht', 'sabine.lindner', 'aylin.demirel', 'henrik.falk', 'leyla.aksoy'];
/** GET routes that answer none of the walkers: each was looked at, with the reason why the walk cannot come upon the note there. */
const UNANSWERED = [
  // A plan needs a second version of a procedure; what it answers is walked in procedure-migrations.e2e-spec.
  'GET /procedures/{id}/migrations/{migrationId}',
  'GET /procedures/{id}/migrations/{migrationId}/runs',
  // The template of the walk is made by hand; documents come into one from documents of a project alone.
  'GET /project-templates/{id}/documents/{documentId}/content',
  // Nobody of the walk has asked for an export; that no note gets into one is looked at by make-export.job.spec.
  'GET /exports/{id}',
  'GET /exports/{id}/file',
];

describe('an internal note of one unit', () => {
  let database: TestDatabase;
  let api: TestApi;
  let subject: Subject;
  let note: Note;
  let correction: Note;
  let needles: string[];
  let everywhere: EveryGetRoute;
  /** A target of the house's events, and work that is owed for the project. */
  let operations: string[];
  const log: string[] = [];
  const streams = new Map<string, Awaited<ReturnType<typeof openStream>>>();

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { LOG_LEVEL: 'trace' }, { write: (line: string) => void log.push(line) });
    await publishLeadTask(database);
    everywhere = new EveryGetRoute(api);
    await everywhere.open();
    const round = everywhere.projects.get('round');
    if (!round) throw new Error('no route is tried with a running round');
    subject = round;
    for (const { projectId } of everywhere.projects.values())
      await database.owner.query(
        `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
         select tenant_id, gen_random_uuid(), id, $2, tenant_id, 'ASSIGNEE', app.now() from project where id = $1`,
        [projectId, DEMO_UNITS['BA-MITTE/RECHT']],
      );
    operations = await settleOperations();
    for (const username of [...OTHERS, ...READERS]) if (username) streams.set(username, await openStream(username));
    needles = [CANARY, SECOND];
    for (const { projectId } of everywhere.projects.values()) {
      ({ note, correction } = await writeCanary(projectId));
      needles.push(note.id, correction.id, note.sha256, correction.sha256);
      // What is asked of another unit is theirs to see; that it came out of the note is not.
      const body = { unitId: DEMO_UNITS['BA-MITTE/GES'], title: 'Wie viele Plätze?', due: { workingDays: 5 } };
      const asked = await api.request<Note>('POST', `/notes/${note.id}/questions`, { as: WRITER, body });
      expect([asked.status, asked.body.questions?.length]).toEqual([201, 1]);
    }
    ({ note, correction } = await writeCanary(subject.projectId));
    needles.push(note.id, correction.id, note.sha256, correction.sha256);
    // Of a closed project a template can be made: what is read for that is walked too.
    const draft = everywhere.projects.get('draft')?.projectId;
    await database.owner.query("update project set state = 'closed' where id = $1", [draft]);
  }, 240_000);
  afterAll(async () => {
    for (const stream of streams.values()) await stream.close();
    await api.close();
    await database.close();
  });

  async function settleOperations(): Promise<string[]> {
    const target = { url: 'https://hooks.stadt.de/eingang', description: 'Ziel', events: ['run.ended'] };
    const webhook = await api.request<Webhook>('POST', '/webhooks', { as: ADMINISTRATOR, body: target });
    const owed = await database.owner.query("select id from work_item where payload ->> 'projectId' = $1 limit 1", [
      subject.projectId,
    ]);
    return [webhook.body.id, owed[0].id];
  }

  /** Words, a link, a list, a mention and a correction: everything that a note can hold, in every place. */
  async function writeCanary(projectId: string) {
    const link = { type: 'link', attrs: { href: `https://${CANARY.toLowerCase()}.example/${SECOND}` } };
    const mention = { type: 'mention', attrs: { personId: DEMO_PEOPLE['petra.wieland']?.id, name: CANARY } };
    const content = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: `${CANARY} ${SECOND}`, marks: [link] }, mention] },
        { type: 'bulletList', content: [{ type: 'listItem', content: noteWords(SECOND).content }] },
      ],
    };
    const written = await api.request<Note>('POST', `/projects/${projectId}/notes`, {
      as: WRITER,
      body: { unitId: DEMO_UNITS['BA-MITTE/JUG'], visibility: 'unit', content },
    });
    const corrected = await api.request<Note>('POST', `/notes/${written.body.id}/corrections`, {
      as: WRITER,
      body: { content: noteWords(`Berichtigt: ${CANARY} ${SECOND}`) },
    });
    expect([written.status, corrected.status]).toEqual([201, 201]);
    return { note: written.body, correction: corrected.body };
  }

  async function openStream(username: string) {
    const abort = new AbortController();
    const response = await fetch(`${api.url}/tasks/stream`, {
      signal: abort.signal,
      headers: { authorization: `Bearer ${await api.tokenFor(username)}` },
    });
    let ring: () => void = () => undefined;
    const rung = new Promise<void>((resolve) => {
      ring = resolve;
    });
    const stream = { seen: '', rung, close: (): Promise<void> => reading };
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        stream.seen += decoder.decode(chunk, { stream: true });
        if (stream.seen.includes('event: inbox')) ring();
      }
    })().catch(() => undefined);
    stream.close = async () => {
      abort.abort();
      await reading;
    };
    return stream;
  }

  const isFound = (text: string, words = needles) =>
    words.filter((needle) => text.toLowerCase().includes(needle.toLowerCase()));

  /** Every GET route as this person, also about the notes, their unit and their author, and searching for their words. */
  const walk = (as: string | undefined): Promise<Visit[]> =>
    everywhere.walk(as, [note.id, correction.id, ...AROUND, subject.projectId, ...operations], CANARY);
  /** What was searched for may be said again; what stands beside it may not. */
  const leaks = (visits: Visit[]) =>
    visits
      .filter(({ path, said }) => isFound(said, path.includes(CANARY) ? needles.slice(1) : needles).length > 0)
      .map(({ route, path }) => `${route} (${path})`);
  const routesOf = (found: string[]) => new Set(found.map((one) => one.replace(/ \(.*/, '')));

  it('is found by the unit itself and by who stands above it, in the list, alone, by its words and in the notification', async () => {
    for (const reader of READERS) {
      const found = routesOf(leaks(await walk(reader)));
      expect([reader, found]).toEqual([
        reader,
        new Set([
          'GET /projects/{id}/notes',
          'GET /notes/{id}',
          ...(reader === 'petra.wieland' ? ['GET /notifications'] : []),
        ]),
      ]);
      const search = `/projects/${subject.projectId}/notes?query=${CANARY}`;
      expect((await api.request<Page<Note>>('GET', search, { as: reader })).body.count).toBe(4);
    }
  }, 240_000);

  it.each(OTHERS)(
    'is found on no GET route of the document by %s',
    async (as) => {
      const visits = await walk(as);
      expect(leaks(visits)).toEqual([]);
      expect(visits.some(({ status }) => status === 200)).toBe(true);
      expect(visits.filter(({ status }) => status >= 500)).toEqual([]);
    },
    240_000,
  );

  it('is looked for on every GET route: each answers somebody', async () => {
    const visits: Visit[] = [];
    for (const as of [WRITER, 'jonas.albrecht', 'aylin.demirel', 'katrin.moeller']) visits.push(...(await walk(as)));
    const answered = new Set(visits.filter(({ status }) => status === 200).map(({ route }) => route));
    expect(everywhere.routes.filter((route) => !answered.has(route))).toEqual(UNANSWERED);
  }, 240_000);

  it('is found by the same walk once a policy is loosened', async () => {
    await database.owner.query('alter policy seen on note using (app.sees_file(project_id))');
    try {
      expect(routesOf(leaks(await walk('jonas.albrecht')))).toEqual(
        new Set(['GET /projects/{id}/notes', 'GET /notes/{id}']),
      );
    } finally {
      await database.owner
        .query(`alter policy seen on note using ((visibility = 'parties' and app.sees_file(project_id))
        or (visibility = 'unit' and unit_id = any (app.unit_ids()) and app.sees_project(project_id)))`);
    }
  }, 240_000);

  it('lies in no table of the database for anybody else, whatever they ask in SQL', async () => {
    const tables = await database.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and has_table_privilege('app_api', oid, 'select')`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const tablesFor = (username: string) =>
      database.transactions.read({ issuer: DEMO_ISSUER, subject: DEMO_PEOPLE[username]?.subject ?? '' }, async (tx) => {
        const found: string[] = [];
        for (const { name } of tables) {
          const rows = await tx.rows(
            `select 1 from ${pg.escapeIdentifier(name)} r where r::text ilike any ($1) limit 1`,
            [needles.map((needle) => `%${needle}%`)],
          );
          if (rows.length > 0) found.push(name);
        }
        return found.sort();
      });
    expect(await tablesFor(WRITER)).toEqual(['audit_body', 'idempotency', 'note', 'note_question']);
    expect(await tablesFor('petra.wieland')).toEqual(['audit_body', 'note', 'note_question', 'notification']);
    for (const username of OTHERS) if (username) expect([username, await tablesFor(username)]).toEqual([username, []]);
  }, 240_000);

  it('changes nothing that others see of the project: neither its place in the list nor its history', async () => {
    const seen = async (as: string) => {
      const paths = [
        '/projects',
        `/projects/${subject.projectId}`,
        `/projects/${subject.projectId}/history`,
        '/notifications',
      ];
      return Promise.all(paths.map(async (path) => (await api.request('GET', path, { as })).text));
    };
    const before = await Promise.all(AT_THE_PROJECT.map(seen));
    await writeCanary(subject.projectId);
    expect(await Promise.all(AT_THE_PROJECT.map(seen))).toEqual(before);
  });

  it('is told by no refusal: to others it is as unknown as what does not exist', async () => {
    for (const as of OTHERS) {
      const answers = [note.id, correction.id, crypto.randomUUID()].map(async (id) => {
        const { status, text } = await api.request('POST', `/notes/${id}/corrections`, {
          as,
          body: { content: noteWords('x') },
        });
        return [status, text.replace(/"(requestId|instance)":"[^"]*"/g, '')];
      });
      const [one, other, unknown] = await Promise.all(answers);
      expect([as, one, other]).toEqual([as, unknown, unknown]);
    }
  });

  it('rings in nobody’s stream', async () => {
    await api.request('POST', `/tasks/${subject.taskId}/claim`, { as: 'aylin.demirel', body: {} });
    const aylin = streams.get('aylin.demirel');
    await aylin?.rung;
    expect(aylin?.seen).toContain('event: inbox');
    for (const [username, { seen }] of streams) expect([username, isFound(seen)]).toEqual([username, []]);
  });

  it('stands in no line of the log, not even where its text was refused', async () => {
    const refused = await api.request('POST', `/projects/${subject.projectId}/notes`, {
      as: WRITER,
      body: { unitId: DEMO_UNITS['BA-MITTE/JUG'], visibility: 'unit', content: { type: CANARY, content: SECOND } },
    });
    expect(refused.status).toBe(400);
    expect(isFound(refused.text)).toEqual([]);
    expect(log.join('')).toContain(`/projects/${subject.projectId}/notes`);
    expect(isFound(log.join(''), [CANARY, SECOND, note.sha256])).toEqual([]);
  });
});
