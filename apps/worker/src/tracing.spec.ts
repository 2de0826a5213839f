import { createServer, type Server } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net';
import { newId, readConfig, tracing, workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from './execute';
import { executeRing } from './execute-ring';
import { workerLog } from './logging';
import { startedRuns, type StartedRuns } from './testing/started-run';

interface Sent {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status?: { message?: string };
}

/** A collector that keeps the spans that it is sent. */
async function collector(): Promise<{ url: string; spans: Sent[]; text: () => string; server: Server }> {
  const spans: Sent[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    text: () => bodies.join(),
    server,
  };
}

describe('traces', () => {
  let database: TestDatabase;
  let started: StartedRuns;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  const traceParents = () =>
    database.owner.query<{ id: string; kind: string; traceParent: string | null }[]>(
      'select id, kind, trace_parent as "traceParent" from work_item order by created_at, id',
    );

  it('are off as long as no collector is named, and leave nothing on the work', async () => {
    await tracing.start(readConfigWith(), 'test');
    expect(tracing.isOn).toBe(false);
    await tracing.span('request', { kind: 'server' }, () => started.start('Ohne Spur'));
    expect((await traceParents()).map(({ traceParent }) => traceParent)).not.toContainEqual(expect.any(String));
  });

  it('go on from the request to the job that it owes, also where it fails, and say no words of files', async () => {
    const { url, spans, text, server } = await collector();
    await tracing.start(readConfigWith(url), 'test');
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const parent = `00-${traceId}-00f067aa0ba902b7-01`;
    await tracing.span('request', { kind: 'server', parent }, () => started.start('Geheimes Vorhaben'));
    const owed = (await traceParents()).filter(({ traceParent }) => traceParent?.includes(traceId));
    const mails = owed.find(({ kind }) => kind === 'addressMails');
    expect(mails).toBeDefined();
    await executeWorkItem(database.workerTransactions, mails?.id ?? '', { mailServer: undefined });

    await tracing.span('request', { kind: 'server', parent }, () =>
      database.workerTransactions.run((tx) =>
        workItems.add(tx, 'tickRun', {
          payload: { projectId: newId(), runId: newId() },
          dueAt: tx.now,
          dedupeKey: 'fails',
        }),
      ),
    );
    const failing = (await traceParents()).at(-1);
    await expect(executeWorkItem(database.workerTransactions, failing?.id ?? '')).rejects.toThrow('notFound');
    await tracing.stop();
    server.close();

    const request = spans.find(({ name }) => name === 'request');
    const job = spans.find(({ name }) => name === 'job addressMails');
    expect(request).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7' });
    expect(job).toMatchObject({ traceId, parentSpanId: request?.spanId });
    expect(spans.find(({ name }) => name === 'job tickRun')).toMatchObject({ traceId, status: { code: 2 } });
    expect(text()).not.toMatch(/Geheimes|Konzept|notFound/);
  });

  it('go on in each of the jobs that are done together', async () => {
    const { url, spans, server } = await collector();
    await tracing.start(readConfigWith(url), 'test');
    const traces = ['5bf92f3577b34da6a3ce929d0e0e4736', '6bf92f3577b34da6a3ce929d0e0e4736'];
    for (const traceId of traces)
      await tracing.span('request', { kind: 'server', parent: `00-${traceId}-00f067aa0ba902b7-01` }, () =>
        started.start(traceId),
      );
    const owed = (await traceParents()).filter(
      ({ kind, traceParent }) => kind === 'addressMails' && traces.some((id) => traceParent?.includes(id)),
    );
    const executor = {
      ...{ transactions: database.workerTransactions, outside: { mailServer: undefined } },
      ...{ note: () => undefined, log: workerLog('silent') },
    };
    await executeRing(
      executor,
      owed.map(({ id }) => id),
    );
    await tracing.stop();
    server.close();
    const requests = spans.filter(({ name }) => name === 'request');
    const jobs = spans.filter(({ name }) => name === 'job addressMails');
    expect(jobs.map(({ traceId }) => traceId).sort()).toEqual(traces);
    for (const { traceId, parentSpanId } of jobs)
      expect(parentSpanId).toBe(requests.find((request) => request.traceId === traceId)?.spanId);
  });

  it.each([
    ['says nothing', (socket: Socket) => void socket.resume()],
    ['ends each connection', (socket: Socket) => void socket.destroy()],
  ])('keep nobody who wants to end from it where the collector %s', async (_what, take) => {
    const sockets: Socket[] = [];
    const server = createRawServer((socket) => {
      sockets.push(socket);
      take(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await tracing.start(readConfigWith(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), 'test');
    await tracing.span('request', { kind: 'server' }, async () => undefined);
    const began = performance.now();
    await tracing.stop();
    expect(performance.now() - began).toBeLessThan(5000);
    expect(tracing.isOn).toBe(false);
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it.each(['', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`])(
    'begin anew where the browser says "%s"',
    async (parent) => {
      const { url, spans, server } = await collector();
      await tracing.start(readConfigWith(url), 'test');
      await tracing.span('request', { kind: 'server', parent }, async () => undefined);
      await tracing.stop();
      server.close();
      expect(spans).toHaveLength(1);
      expect(spans[0]?.parentSpanId ?? '').toBe('');
    },
  );

  function readConfigWith(endpoint?: string) {
    return readConfig({
      DATABASE_URL: database.urls.worker,
      ISSUER: 'https://issuer.example',
      DOCUMENT_STORE: '/nowhere',
      ...(endpoint && { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }),
    });
  }
});
