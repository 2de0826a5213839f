import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { release } from '../fail-points/due-projects.ts';
import { newExport } from '../fail-points/exports.ts';
import { Stage } from '../fail-points/stage.ts';
import type { Database } from '../machine/database.ts';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { CANARY, claim, type Run, taskOf, type Verdict, type World } from '../world.ts';
import { faultsByFsck } from './p13-audit.ts';

/** So many projects are deleted, and so many held at the last moment; of some there is a copy that somebody took. */
const CASES = { quick: { deleted: 12, held: 3, copied: 3 }, full: { deleted: 200, held: 20, copied: 20 } };
/** Words that stand nowhere else, and that a search index keeps as they are. */
const GONE = 'zqxvergeht7';
const STAYS = 'zqxbleibt7';
const KILLED_AT = [0.05, 0.3];
const PATIENCE_MS = 300_000;

/**
 * P19: of projects whose deletion was released no word is left in the database, the store of documents, Redis and the logs, though
 * all workers are killed in the middle of it; the record verifies, their numbers stay given, and what was held is whole.
 */
export async function deletionIsReal(world: World): Promise<Verdict> {
  const { product, clients, redisWatch } = world;
  const size = CASES[world.quick ? 'quick' : 'full'];
  const stage = new Stage(world);
  const gone = await inParallel(Array.from({ length: size.deleted }), 4, (_, index) =>
    filed(stage, `${GONE} ${index}`),
  );
  const held = await inParallel(Array.from({ length: size.held }), 4, (_, index) => filed(stage, `${STAYS} ${index}`));
  await inParallel(gone.slice(0, size.copied), 4, (id) => copied(stage, id));
  await inParallel([...gone, ...held], 4, (id) => release(stage, id));
  await inParallel(held, 4, (id) => stage.post(`/projects/${id}/retention/holds`, { reason: 'Klage' }));
  const before = await look(world, gone);
  const broken: string[] = [];
  if (before.places.length === 0 || before.files.length < gone.length) broken.push('nothing was there to be deleted');

  const killed = await untilDeleted(world, stage, gone);
  if (killed.length < KILLED_AT.length) broken.push(`the workers were killed ${killed.length} times in the middle`);
  const heard = redisWatch?.found.length ?? 0;
  const keys = await redisWatch?.scan();
  broken.push(...(redisWatch?.found.slice(heard) ?? []));
  const after = await look(world, gone, before.files);
  broken.push(...[...after.places, ...after.files].map((place) => `left in ${place}`));
  const { items } = await clients[1].get<{ items: unknown[] }>('GET', `/projects?query=${GONE}`, { as: stage.lead });
  if (items.length > 0) broken.push(`${items.length} of them are still found`);
  const { numbers } = await product.database.one<{ numbers: number }>(
    `select count(distinct reference)::int as numbers from project_deletion where state = 'done' and project_id = any ($1)`,
    [gone],
  );
  if (numbers < gone.length) broken.push(`${gone.length - numbers} of their numbers are not given any more`);
  broken.push(...(await notWhole(stage, held)), ...(await faultsByFsck(product)));
  return {
    figures:
      `${gone.length} projects deleted with all workers killed at ${killed.join(' and ')}: words of them in ${before.places.length} tables, ` +
      `${before.files.length} files; afterwards in ${after.places.length} tables and logs, ${after.files.length} files` +
      `${keys === undefined ? '' : ` and 0 of ${keys} keys of Redis`}; ${numbers} numbers stay given, ${held.length} held and whole, record sound`,
    broken,
  };
}

/** A project in which these words stand wherever somebody can write some; closed and put away. */
async function filed(stage: Stage, word: string): Promise<string> {
  const { house } = stage.world;
  const [client] = stage.world.clients;
  const participants = OFFICES.map((office) => ({ unitId: stage.unit(office), involvement: 'CO_SIGNATURE' }));
  const { id } = await stage.post('/projects', { ...stage.newProject(), title: `${CANARY} ${word}`, participants });
  const file = new Blob([`${CANARY} ${word}`], { type: 'text/plain' });
  const form = () => {
    const data = new FormData();
    data.append('title', word);
    data.append('file', file, `${word}.txt`);
    return data;
  };
  const document = await client.get<{ id: string }>('POST', `/projects/${id}/documents`, { as: stage.lead, form });
  const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: word }] }] };
  await stage.post(`/projects/${id}/notes`, { unitId: stage.unit('SPK'), visibility: 'parties', content });
  await stage.post(`/projects/${id}/phases`, { name: word, from: '2031-03-01', to: '2031-05-31' });
  await stage.post(`/projects/${id}/resolutions`, { body: 'BVV', decidedOn: '2021-05-20', text: word });
  const body = { procedureId: await stage.procedure(), documentId: document.id };
  const run = await stage.post<Run>(`/projects/${id}/runs`, body);
  const task = taskOf(run, house, 'GES');
  await claim(client, task, stage.person('GES'));
  const answer = { kind: 'refuse', version: 1, words: word };
  await stage.post(`/tasks/${task}/answer`, answer, stage.person('GES'));
  await stage.post(`/runs/${run.id}/cancel`, { reason: word });
  await stage.post(`/projects/${id}/closing`, { note: word });
  await stage.post(`/projects/${id}/filing`, {});
  return id;
}

/** Somebody has taken a copy away, and it still lies there. */
async function copied(stage: Stage, projectId: string): Promise<void> {
  const { id, person: as } = await newExport(stage, projectId);
  await until(async () => {
    const { state } = await stage.world.clients[0].get<{ state: string }>('GET', `/exports/${id}`, { as });
    return state === 'done';
  });
}

/** In the night that follows; how much was deleted when all workers were killed. */
async function untilDeleted(world: World, stage: Stage, ids: string[]): Promise<string[]> {
  const { database, workers } = world.product;
  const { night } = await database.one<{ night: Date }>(
    'select max(begins_at) as night from project_deletion where project_id = any ($1)',
    [ids],
  );
  const body = { now: new Date(night.getTime() + 1000).toISOString() };
  await stage.post('/test-clock', body, world.house.administrator);
  const ahead = [...KILLED_AT];
  const killed: string[] = [];
  await until(async () => {
    const { share } = await database.one<{ share: number }>(
      `select coalesce(avg(case state when 'done' then 1 when 'running' then least(rows_removed::float8 / nullif(rows_found, 0), 0.9)
         else 0 end), 0)::float8 as share from project_deletion where project_id = any ($1)`,
      [ids],
    );
    if (ahead[0] !== undefined && share >= ahead[0] && share < 1) {
      ahead.shift();
      await Promise.all(workers.map((server) => server.kill()));
      killed.push(`${Math.round(100 * share)} %`);
      for (const server of workers) server.start();
    }
    return share === 1;
  });
  await Promise.all(workers.map((server) => server.untilReady()));
  return killed;
}

/** Tables and logs in which a word of them stands, and the files that are theirs or were. */
async function look(
  { product }: World,
  ids: string[],
  known?: string[],
): Promise<{ places: string[]; files: string[] }> {
  const tables = await product.database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const places: string[] = [];
  // What is kept as bytes is shown by their hexadecimal digits.
  const words = `%(${GONE}|${Buffer.from(GONE).toString('hex')})%`;
  for (const { name } of tables) {
    const { n } = await product.database.one<{ n: number }>(
      `select count(*)::int as n from ${name} t where lower(t::text) similar to $1`,
      [words],
    );
    if (n > 0) places.push(`${n} rows of ${name}`);
  }
  const logs = join(product.directory, 'logs');
  for (const log of readdirSync(logs))
    if (readFileSync(join(logs, log), 'utf8').includes(GONE)) places.push(`the log ${log}`);
  const theirs = new Set(known ?? (await storageKeys(product.database, ids)));
  const files = filesIn(product.documents).filter(
    ({ name, path }) => theirs.has(name) || readFileSync(path).includes(GONE),
  );
  return { places, files: files.map(({ name }) => name) };
}

/** Documents, and the pieces of copies that hold them. */
async function storageKeys(database: Database, ids: string[]): Promise<string[]> {
  const rows = await database.rows<{ key: string }>(
    `select storage_key as key from document_version where project_id = any ($1)
     union select storage_key from export_piece where storage_key is not null and export_id in
       (select export_id from export_piece where project_id = any ($1))`,
    [ids],
  );
  return rows.map(({ key }) => key);
}

/** Of what was held nothing is missing, and its documents still lie there. */
async function notWhole({ world, lead }: Stage, held: string[]): Promise<string[]> {
  const there = new Set(filesIn(world.product.documents).map(({ name }) => name));
  const found = await inParallel(held, 4, async (id) => {
    const keys = await storageKeys(world.product.database, [id]);
    const { title } = await world.clients[0].get<{ title: string }>('GET', `/projects/${id}`, { as: lead });
    const isWhole = title.includes(STAYS) && keys.length > 0 && keys.every((key) => there.has(key));
    return isWhole ? [] : [`${id}, which was held, is not whole`];
  });
  return found.flat();
}

const filesIn = (folder: string): { name: string; path: string }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name, parentPath }) => ({ name, path: join(parentPath, name) }));

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(10)) if (await isSo()) return;
  throw new Error('it did not come to its end');
}
