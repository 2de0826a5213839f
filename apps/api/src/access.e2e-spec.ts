import type { Page } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { EXPECTATIONS } from './access.expectations';
import type { Expectation, Outcome } from './access.outcomes';
import {
  buildSubject,
  type Place,
  PLACES,
  publishLeadTask,
  releaseTemplate,
  RELATIONS,
  type Role,
  ROLES,
  type Subject,
} from './access.world';
import { type Answer, startTestApi, type TestApi } from './testing';

type Method = Parameters<TestApi['request']>[0];
interface Document {
  paths: Record<string, Record<string, unknown>>;
}
interface Cell {
  role: Role;
  place: Place | null;
  expected: Outcome;
  path: string;
  subject: Subject | null;
}

const roles = Object.keys(ROLES) as Role[];
const PREFIX = '/api/v1';

describe('access', () => {
  let database: TestDatabase;
  let api: TestApi;
  let routes: string[];
  let procedureOfMitte: string;
  let templateOfMitte: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
    const { body } = await api.request<Document>('GET', '/openapi.json');
    routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(PREFIX, '')}`),
    );
    const procedures = await api.request<{ items: { id: string }[] }>('GET', '/procedures', { as: 'jonas.albrecht' });
    procedureOfMitte = procedures.body.items[0]?.id ?? '';
    templateOfMitte = await releaseTemplate(api);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('is decided for every route of the document, and for no other', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect([...routes].sort()).toEqual(Object.keys(EXPECTATIONS).sort());
  });

  it.each(Object.entries(EXPECTATIONS))(
    '%s answers each role as decided',
    async (route, expectation) => {
      const outcomes: string[] = [];
      const expected: string[] = [];
      for (const cell of await cellsOf(expectation, route)) {
        const label = [cell.role, cell.place].filter(Boolean).join(' @ ');
        expected.push(`${label}: ${cell.expected}`);
        const answer = await call(route, expectation, cell);
        outcomes.push(`${label}: ${outcomeOf(answer)}`);
        if (cell.expected === '404 notFound') {
          const unknown = await call(route, expectation, { ...cell, path: withUnknownId(cell.path) });
          expect([label, unknown.status, faceless(unknown)]).toEqual([label, answer.status, faceless(answer)]);
        }
      }
      expect(outcomes).toEqual(expected);
    },
    60_000,
  );

  it('shows in lists and counts what the single pages show, and nothing else', async () => {
    const subjects = await Promise.all(PLACES.map((place) => buildSubject(api, place, 'round')));
    for (const [role, as] of Object.entries(ROLES)) {
      if (as === null) continue;
      const get = <T>(path: string) => api.request<T>('GET', path, { as });
      const relations = Object.values(RELATIONS[role as keyof typeof RELATIONS]);
      const { body } = await get<Page<{ id: string }>>('/projects?limit=200');
      const listed = subjects.map(({ projectId }) => body.items.some(({ id }) => id === projectId));
      expect([role, listed]).toEqual([role, relations.map((relation) => relation !== 'none')]);
      for (const box of ['mine', 'unit', 'done']) {
        const tasks = (await get<Page<{ id: string }>>(`/tasks?limit=200&box=${box}`)).body;
        expect([role, tasks.count]).toEqual([role, tasks.items.length]);
        for (const { id } of tasks.items) expect([role, (await get(`/tasks/${id}`)).status]).toEqual([role, 200]);
      }
      const notifications = (await get<Page<{ projectId: string }>>('/notifications?limit=200')).body.items;
      for (const projectId of new Set(notifications.map((one) => one.projectId)))
        expect([role, (await get(`/projects/${projectId}`)).status]).toEqual([role, 200]);
    }
  }, 60_000);

  async function cellsOf(expectation: Expectation, route: string): Promise<Cell[]> {
    const template = route.split(' ')[1] ?? '';
    if ('roles' in expectation) {
      const path = fill(template, (name) => valueOf(expectation.path?.[name]));
      return [...roles]
        .sort((a, b) => Number(succeeds(expectation.roles[a])) - Number(succeeds(expectation.roles[b])))
        .map((role) => ({ role, place: null, expected: expectation.roles[role], path, subject: null }));
    }
    const { stage, relations, except, path: names } = expectation;
    const cells: Cell[] = [];
    for (const place of PLACES) {
      const subject = await buildSubject(api, place, stage);
      const path = fill(template, (name) => {
        const source = names?.[name] ?? 'projectId';
        return source.startsWith('=') ? source.slice(1) : subject[source as keyof Subject];
      });
      for (const role of roles) {
        const relation = role === 'nobody' ? null : RELATIONS[role][place];
        const expected =
          relation === null ? '401 notSignedIn' : (except?.[`${role} @ ${place}`] ?? relations[relation]);
        cells.push({ role, place, expected, path, subject });
      }
    }
    // Those who succeed come last, so that each refusal meets the state in which it was decided.
    return cells.sort((a, b) => Number(succeeds(a.expected)) - Number(succeeds(b.expected)));
  }

  const valueOf = (name: string | undefined) => ({ procedureOfMitte, templateOfMitte })[name ?? ''] ?? name ?? '';

  async function call(route: string, expectation: Expectation, { role, path, subject }: Cell): Promise<Answer> {
    const as = ROLES[role] ?? undefined;
    const method = route.split(' ')[0] as Method;
    if ('isStream' in expectation) return openStream(path, as);
    const { query = '', ...sent } =
      'roles' in expectation ? (expectation.send?.() ?? {}) : subject ? (expectation.send?.(subject) ?? {}) : {};
    return api.request(method, `${path}${query}`, { as, ...sent });
  }

  /** A stream has no end: what counts is whether it opens. */
  async function openStream(path: string, as: string | undefined): Promise<Answer> {
    const abort = new AbortController();
    const headers = as ? { authorization: `Bearer ${await api.tokenFor(as)}` } : undefined;
    const response = await fetch(`${api.url}${path}`, { signal: abort.signal, headers });
    const isOpen = response.headers.get('content-type') === 'text/event-stream';
    const text = isOpen ? '' : await response.text();
    abort.abort();
    return { status: response.status, headers: response.headers, text, body: isOpen ? undefined : JSON.parse(text) };
  }
});

const fill = (template: string, value: (name: string) => string): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => value(name));

const withUnknownId = (path: string): string =>
  path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, () => crypto.randomUUID());

const succeeds = (outcome: Outcome): boolean => outcome.startsWith('2');

function outcomeOf({ status, body }: Answer): Outcome {
  const code = (body as { code?: string } | undefined)?.code;
  return code === undefined || status < 300 ? String(status) : `${status} ${code}`;
}

/** All that somebody could tell a foreign thing from an unknown one by. */
function faceless({ body, headers }: Answer) {
  const { requestId: _id, instance: _instance, ...rest } = body as Record<string, unknown>;
  return { ...rest, type: headers.get('content-type'), etag: headers.get('etag') };
}
