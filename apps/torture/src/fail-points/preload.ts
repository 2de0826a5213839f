/**
 * Loaded into an API or a worker by `--import`, never part of it: puts a fail point before and after everything that a
 * request or a job asks of PostgreSQL and of the file system (docs/adr/0062). Whoever is not asked for by name runs as ever.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';
import { existsSync, promises as files, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';
import { type LastingOrder, type Order, ORDER_HEADER, Passage, POINTS_HEADER, type Told } from './passage.ts';

if (process.env.NODE_ENV === 'production') throw new Error('Fail points are not for production.');

const passages = new AsyncLocalStorage<Passage | undefined>();
const folder = process.env.FAIL_POINTS;
if (folder === undefined) throw new Error('FAIL_POINTS names no folder.');

/** Whoever waits for the file finds it whole. */
function tell(id: string, { awaits, isStruck }: Passage): void {
  const told: Told = { awaits, isStruck, port: Number(process.env.PORT) };
  writeFileSync(`${folder}/${id}.part`, JSON.stringify(told));
  renameSync(`${folder}/${id}.part`, `${folder}/${id}.json`);
}

const passageOf = (id: string, order: Order | LastingOrder | undefined): Passage =>
  new Passage(order, (passage) => {
    tell(id, passage);
    return new Promise<never>(() => undefined);
  });

type Method = (...parameters: unknown[]) => unknown;
type Methods = Record<string, Method>;

/** From now on `holder[name]` passes a fail point before and after, wherever a passage is under way. */
function guard(holder: object, name: string, what: (...parameters: unknown[]) => string): void {
  const methods = holder as Methods;
  const original = methods[name];
  if (!original) throw new Error(`nothing to guard: ${name}`);
  methods[name] = function (this: unknown, ...parameters) {
    const passage = passages.getStore();
    const call = () => Reflect.apply(original, this, parameters) as Promise<unknown>;
    return passage ? passage.pass(what(...parameters), call) : call();
  };
}

const inShort = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 40);
guard(pg.Client.prototype, 'query', (query) => {
  if (typeof query === 'string') return inShort(query);
  // Several that travel together (docs/adr/0070), or one.
  const { what, name, text } = query as { what?: string; name?: string; text: string };
  return what ?? name ?? inShort(text);
});
for (const name of ['mkdir', 'open', 'rename', 'rm']) guard(files, name, () => name);
const handle = await files.open(process.execPath);
const fileHandle = Object.getPrototypeOf(handle) as object;
await handle.close();
for (const name of ['sync', 'writeFile']) guard(fileHandle, name, () => name);
syncBuiltinESMExports();

const emit = Server.prototype.emit;
Server.prototype.emit = function (this: Server, event: string, ...parameters: unknown[]): boolean {
  const [request, response] = parameters;
  const go = () => Reflect.apply(emit, this, [event, ...parameters]) as boolean;
  if (event !== 'request' || !(request instanceof IncomingMessage) || !(response instanceof ServerResponse))
    return go();
  const order = request.headers[ORDER_HEADER];
  if (typeof order !== 'string') return go();
  const key = String(request.headers['idempotency-key']);
  const passage = passageOf(key, order === 'record' ? undefined : (JSON.parse(order) as Order));
  const writeHead = response.writeHead.bind(response) as Method;
  response.writeHead = ((...head: unknown[]) => {
    response.setHeader(POINTS_HEADER, encodeURIComponent(JSON.stringify({ ...passage })));
    return writeHead(...head);
  }) as typeof response.writeHead;
  return passages.run(passage, go);
};

interface JobTrace {
  workItem: string;
  passage?: Passage;
}

interface JobOrder {
  workItem: string;
  order?: Order | LastingOrder;
}

/** A worker takes its order from a file; it is gone before anybody is struck, so that the next process is not, unless it lasts. */
const orderFile = `${folder}/order.json`;
const channel = tracingChannel<unknown, JobTrace>('querraum:job');
channel.start.bindStore(passages, (job) => {
  if (!existsSync(orderFile)) return undefined;
  const { workItem, order } = JSON.parse(readFileSync(orderFile, 'utf8')) as JobOrder;
  if (workItem !== job.workItem) return undefined;
  if (!order || 'how' in order) rmSync(orderFile);
  job.passage = passageOf(workItem, order);
  return job.passage;
});
channel.asyncEnd.subscribe((message) => {
  const { workItem, passage } = message as JobTrace;
  if (passage) tell(workItem, passage);
});
