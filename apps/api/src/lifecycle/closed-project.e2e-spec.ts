import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { EXPECTATIONS } from '../access.expectations';
import type { Expectation } from '../access.outcomes';
import { buildSubject, publishLeadTask, RELATIONS, type Role, ROLES, type Subject } from '../access.world';
import { startTestApi, type TestApi } from '../testing';

type ProjectExpectation = Extract<Expectation, { relations: unknown }>;

/** What is done with a closed project: it is put away, opened again, renewed by another, or serves as a pattern without being changed. */
const OF_CLOSED = new Set([
  'POST /projects/{id}/filing',
  'POST /projects/{id}/reopening',
  'POST /projects/{id}/template',
  'PUT /projects/{id}/cycle',
  'POST /projects/{id}/cycle/pause',
  'POST /projects/{id}/renewal',
]);
/** What a person keeps for themselves, though it stands below the project. */
const OF_PERSON = /calendar-feed/;
/** The way out of the files begins where the project is closed. */
const OUT_OF_THE_FILES = /\/retention\//;

const COMMANDS = Object.entries(EXPECTATIONS).flatMap(([route, expectation]): [string, ProjectExpectation][] =>
  'relations' in expectation &&
  !route.startsWith('GET ') &&
  !OF_CLOSED.has(route) &&
  !OF_PERSON.test(route) &&
  !OUT_OF_THE_FILES.test(route)
    ? [[route, expectation]]
    : [],
);

/** Whoever could do it while the project is open; its lead where only more could be said against it. */
function actorOf({ relations, except }: ProjectExpectation): Role {
  const roles = Object.keys(RELATIONS) as (keyof typeof RELATIONS)[];
  const outcome = (role: keyof typeof RELATIONS) => except?.[`${role} @ mitte`] ?? relations[RELATIONS[role].mitte];
  return roles.find((role) => outcome(role).startsWith('2')) ?? 'leadWorker';
}

describe('a closed project', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('is met by every command that changes a project', () => {
    expect(COMMANDS.length).toBeGreaterThan(18);
  });

  it.each(COMMANDS)('is not changed by %s', async (route, expectation) => {
    const subject = await buildSubject(api, 'mitte', expectation.stage);
    // However it came about: nothing may change what is closed, not even what closing would have waited for.
    await database.owner.query("update project set state = 'closed' where id = $1", [subject.projectId]);
    await expectRefused(route, expectation, subject, 'projectClosed');
  });

  it.each([...OF_CLOSED])('is not met by %s either, once its deletion has begun', async (route) => {
    const expectation = EXPECTATIONS[route] as ProjectExpectation;
    const subject = await buildSubject(api, 'mitte', expectation.stage);
    await database.owner.query(
      `update project set state = 'closed', closed_at = now(), filed_at = now(), retain_until = '2020-12-31' where id = $1`,
      [subject.projectId],
    );
    await database.owner.query(
      `insert into project_deletion (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
         state, released_at, released_by, released_by_name, begins_at, begun_at)
       select tenant_id, id, reference, '{}', '2010-01-01', '2015-01-01', retain_until, '', '', 'waived',
         'running', now(), gen_random_uuid(), '', now(), now() from project where id = $1`,
      [subject.projectId],
    );
    await expectRefused(route, expectation, subject, 'deletionBegun');
  });

  async function expectRefused(
    route: string,
    expectation: ProjectExpectation,
    subject: Subject,
    code: string,
  ): Promise<void> {
    const before = await everything(database);
    const { query = '', ...sent } = expectation.send?.(subject) ?? {};
    const as = ROLES[actorOf(expectation)] ?? undefined;
    const [method, template] = route.split(' ') as ['POST', string];
    const path = `${fill(template, expectation, subject)}${query}`;
    const answer = await api.request<{ code: string }>(method, path, { as, ...sent });
    expect([answer.status, answer.body?.code]).toEqual([409, code]);
    expect(await everything(database)).toEqual(before);
  }
});

const fill = (template: string, { path }: ProjectExpectation, subject: Subject): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const source = path?.[name] ?? 'projectId';
    return source.startsWith('=') ? source.slice(1) : String(subject[source as keyof Subject]);
  });

/** A fingerprint of every row of every table. */
async function everything({ owner }: TestDatabase): Promise<{ name: string; print: string }[]> {
  return owner.query(
    `select tablename as name,
       md5(query_to_xml(format('select t::text as line from %I t order by 1', tablename), false, true, '')::text) as print
     from pg_tables where schemaname = 'public' and tablename not like 'area\\_%' order by 1`,
  );
}
