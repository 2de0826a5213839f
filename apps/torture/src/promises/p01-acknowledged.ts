import { randomUUID } from 'node:crypto';
import { AskingInTurn } from '../asking-in-turn.ts';
import { longestSilence, type Operation } from '../history.ts';
import { Nemesis } from '../nemesis.ts';
import { inParallel } from '../parallel.ts';
import { OFFICES, type Office } from '../people.ts';
import type { Random } from '../random.ts';
import { CANARY, first, getRun, people, type Run, startRun, taskOf } from '../world.ts';
import type { Verdict, World } from '../world.ts';

const SIZE = {
  quick: { runs: 60, clients: 8, seconds: 0 },
  full: { runs: 520, clients: 16, seconds: 180 },
};
/** How long the next command may have to wait for its answer after a fault. */
const BACK_WITHIN_SECONDS = 10;
const TASK = /^\/tasks\/([^/]+)\/(claim|answer|signature)$/;

/** P1: what a client was told has happened stands in the database, in the audit and in the API after every fault. */
export async function acknowledgedAnswersStay(world: World): Promise<Verdict> {
  const { product, history, random, quick } = world;
  const size = SIZE[quick ? 'quick' : 'full'];
  const runs = await inParallel(Array.from({ length: size.runs }), 6, (_, index) => startRun(world, 1000 + index));
  const began = history.now;
  const nemesis = new Nemesis(product, history, random.apart('nemesis'), quick);
  const asking = new AskingInTurn(world);
  const haunting = nemesis.haunt();
  const isEnough = () => history.now - began > size.seconds * 1000 && nemesis.isSated;
  let done = 0;
  const working = inParallel(runs, size.clients, async (run, index) => {
    const chance = random.apart(index);
    for (const office of chance.shuffled(OFFICES)) await answer(world, run, office, chance);
    await sign(world, run);
    done += 1;
    // Nobody is out of work before the nemesis has done all that it must.
    if (runs.length - done < size.clients && !isEnough()) runs.push(await startRun(world, 1000 + runs.length));
  });
  await working.finally(async () => {
    nemesis.stop();
    await haunting.finally(() => asking.end());
  });
  await Promise.all([...product.apis, ...product.workers].map((server) => server.untilReady()));

  const { operations, faults, standstills } = history.read(began);
  const acknowledged = operations.filter(({ outcome }) => outcome === 'ok');
  const lost = await lostCommands(world, acknowledged, runs);
  const broken = lost.map(({ what, places }) => `${what}: ${places}`);
  const bugs = operations.filter(({ status }) => status === 500);
  broken.push(...bugs.map(({ path, key }) => `${path} with key ${key} was answered with 500`));
  const longest = longestSilence(faults, acknowledged, standstills);
  if (longest > BACK_WITHIN_SECONDS) broken.push(`no answer for ${longest.toFixed(1)} s after a fault`);
  if (!nemesis.isSated) broken.push(`not everything struck: ${nemesis.figures}`);
  const commands = new Set(acknowledged.filter(({ path }) => TASK.test(path)).map(({ key }) => key)).size;
  const unknown = operations.filter(({ outcome }) => outcome === 'unknown').length;
  const figures = `${size.clients} clients for ${((history.now - began) / 1000).toFixed(0)} s: ${commands} acknowledged, ${lost.length} lost, ${unknown} attempts of unknown outcome`;
  return { figures: `${figures}, ${nemesis.figures}, answering again after ${longest.toFixed(1)} s at most`, broken };
}

/** As clients are: some lose the connection and send again, some send twice, all insist with the same key. */
export async function answer(world: World, run: Run, office: Office, chance: Random): Promise<void> {
  const { house, clients } = world;
  const as = chance.one(people(house, office));
  const task = `/tasks/${taskOf(run, house, office)}`;
  const [client, other] = chance.shuffled(clients);
  if (!client || !other) throw new Error('two clients');
  await client.get('POST', `${task}/claim`, { as });
  const key = randomUUID();
  const words = `${CANARY} ${key}`;
  const ask = { as, key, body: { kind: 'approve', version: 1, words } };
  const way = chance.fraction();
  if (way < 0.3) {
    const cutAfterMs = chance.between(0, 25);
    await client.hold(`${task}/answer`, ask).then(
      (held) => held.releaseAndCut(cutAfterMs),
      // Just killed: nothing was sent.
      () => undefined,
    );
  }
  const senders = way < 0.6 ? [client, other] : [client];
  await Promise.all(senders.map((sender) => sender.get('POST', `${task}/answer`, ask)));
  const otherWords = { ...ask, body: { ...ask.body, words: `${words} again` } };
  if (chance.chance(0.1)) await other.insist('POST', `${task}/answer`, otherWords);
}

export async function sign(world: World, run: Run): Promise<void> {
  const { house, clients } = world;
  const { steps } = await getRun(world, run);
  const task = `/tasks/${first(steps.flatMap(({ signers }) => signers ?? [])).taskId}`;
  const as = first(house.signers);
  await clients[0].get('POST', `${task}/claim`, { as });
  await clients[1].get('POST', `${task}/signature`, { as, body: { result: 'signed', version: 1, acknowledged: [] } });
}

interface Lost {
  what: string;
  places: string;
}

/** Acknowledged commands on tasks that are missing in one of the places where everybody looks. */
export async function lostCommands(world: World, acknowledged: Operation[], runs: Run[]): Promise<Lost[]> {
  const places = await wordsByPlace(world, runs);
  const tasks = new Map(
    (
      await world.product.database.rows<{ id: string; owner: string | null; signatures: number }>(
        `select t.id, p.subject as owner, (select count(*)::int from decision d where d.run_id = t.run_id and d.type = 'signed'
           and d.step_id = t.step_id and d.seat_id is not distinct from t.seat_id and r.status = 'completed') as signatures
         from task t join run r on r.id = t.run_id left join person p on p.id = t.owner_id where t.run_id = any ($1)`,
        [runs.map(({ id }) => id)],
      )
    ).map((task) => [task.id, task]),
  );
  const missing = ({ path, who, body }: Operation): string[] => {
    const [, id = '', command] = TASK.exec(path) ?? [];
    const task = tasks.get(id);
    if (command === 'claim') return task?.owner === who ? [] : ['the owner of the task'];
    if (command === 'signature') return task?.signatures === 1 ? [] : ['the run, completed and signed once'];
    const { words } = body as { words: string };
    return Object.entries(places).flatMap(([name, known]) => (known.has(words) ? [] : [name]));
  };
  const onTasks = acknowledged.filter(({ path }) => TASK.test(path));
  const byKey = new Map(onTasks.map((operation) => [operation.key, operation]));
  return [...byKey.values()].flatMap((operation) => {
    const where = missing(operation);
    return where.length > 0
      ? [{ what: `${operation.path} ${operation.key}`, places: `not in ${where.join(', ')}` }]
      : [];
  });
}

async function wordsByPlace(world: World, runs: Run[]) {
  const { product } = world;
  const wordsOf = async (sql: string, ids: string[]) =>
    new Set((await product.database.rows<{ words: string }>(sql, [ids])).map(({ words }) => words));
  const decisions = await wordsOf(
    `select data ->> 'words' as words from decision where type = 'seatAnswered' and run_id = any ($1)`,
    runs.map(({ id }) => id),
  );
  const audit = await wordsOf(
    `select b.body -> 'data' ->> 'words' as words from audit_entry e join audit_body b using (tenant_id, chain, seq)
     where e.action = 'run.seatAnswered' and e.chain = any ($1)`,
    runs.map(({ projectId }) => projectId),
  );
  const shown = await inParallel(runs, 4, (run) => getRun(world, run));
  const seats = shown.flatMap(({ steps }) => steps.flatMap((step) => step.seats ?? []));
  const api = new Set(seats.flatMap(({ answers }) => answers.flatMap(({ words }) => words ?? [])));
  return { decisions, audit, api };
}
