import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string; in: string; schema: unknown }[];
  requestBody?: unknown;
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

const OPEN = [
  '/api/v1/calendar-feeds/{token}.ics',
  '/api/v1/configuration',
  '/api/v1/health/live',
  '/api/v1/health/ready',
  '/api/v1/legal',
  '/api/v1/openapi.json',
];

describe('the OpenAPI document', () => {
  let database: TestDatabase;
  let api: TestApi;
  let document: Document;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  beforeAll(async () => {
    database = await openTestDatabase();
    api = await startTestApi(database);
    document = (await api.request<Document>('GET', '/openapi.json')).body;
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('is OpenAPI 3.1 with a bearer scheme', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.components.securitySchemes).toEqual({ bearer: expect.objectContaining({ scheme: 'bearer' }) });
  });

  it('holds every route that the application answers', () => {
    interface Layer {
      route?: { path: string; methods: Record<string, boolean> };
    }
    const { router } = api.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    const answered = router.stack
      .flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []))
      .filter((route) => !route.includes('*splat'))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    expect(answered.length).toBeGreaterThan(30);
    expect(answered.sort()).toEqual(
      operations()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('names every operation once', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks for a sign-in on every route that is not open to everyone', () => {
    const open = operations().filter(({ operation }) => !operation.security?.length);
    expect(open.map(({ path }) => path).sort()).toEqual(OPEN);
  });

  it('says for every route what it answers and how it refuses', () => {
    for (const { path, method, operation } of operations().filter(({ path }) => path !== '/api/v1/openapi.json')) {
      const route = `${method} ${path}`;
      const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect([route, successes.length]).toEqual([route, 1]);
      for (const [status, { content }] of successes)
        if (status !== '204') expect([route, Object.keys(content ?? {}).length]).toEqual([route, 1]);
      expect([route, operation.responses['500']?.content]).toEqual([
        route,
        { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } },
      ]);
      if (!OPEN.includes(path))
        expect([route, Object.keys(operation.responses)]).toEqual([route, expect.arrayContaining(['401', '403'])]);
    }
  });

  it('describes what is sent: every path parameter, and the key of every command', () => {
    for (const { path, method, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = operation.parameters ?? [];
      expect([
        path,
        parameters
          .filter((one) => one.in === 'path')
          .map(({ name }) => name)
          .sort(),
      ]).toEqual([path, named.sort()]);
      if (method !== 'get')
        expect([path, parameters.map(({ name }) => name)]).toEqual([path, expect.arrayContaining(['Idempotency-Key'])]);
    }
  });

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(JSON.stringify(document)).not.toContain('$defs');
    for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});
