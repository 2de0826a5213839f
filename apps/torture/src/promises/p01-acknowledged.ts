import { randomUUID } from 'node:crypto';
import { Nemesis } from '../nemesis.ts';
import { inParallel } from '../parallel.ts';
import { OFFICES, type Office } from '../people.ts';
import type { Random } from '../random.ts';
import { type Answered, CANARY, first, getRun, people, type Run, startRun, taskOf } from '../world.ts';
import type { Verdict, World } from '../world.ts';

/** How long after a kill the next command may have to wait for its answer. */
const BACK_WITHIN_SECONDS = 10;

/** P1: what a client was told has happened stands in the database, in the audit and in the API after every kill. */
export async function acknowledgedAnswersStay(world: World): Promise<Verdict> {
  const { product, random, quick, answered } = world;
  const runs = await inParallel(Array.from({ length: quick ? 60 : 400 }), 6, (_, index) =>
    startRun(world, 1000 + index),
  );
  const broken: string[] = [];
  const told: number[] = [];
  const nemesis = new Nemesis(product, random.apart('nemesis'));
  const haunting = nemesis.haunt();
  const working = inParallel(runs, 8, async (run, index) => {
    const chance = random.apart(index);
    for (const office of chance.shuffled(OFFICES)) {
      answered.push(await answer(world, run, office, chance));
      told.push(Date.now());
    }
    await sign(world, run);
    told.push(Date.now());
  });
  await working.finally(() => {
    nemesis.stop();
    return haunting;
  });
  await Promise.all([...product.apis, ...product.workers].map((server) => server.untilReady()));

  const lost = await lostAnswers(world);
  broken.push(...lost.map(({ words, places }) => `${words}: ${places}`));
  const { signed } = await product.database.one<{ signed: number }>(
    `select count(*)::int as signed from run r where r.id = any ($1) and r.status = 'completed'
       and 1 = (select count(*) from decision d where d.run_id = r.id and d.type = 'signed')`,
    [runs.map(({ id }) => id)],
  );
  if (signed !== runs.length) broken.push(`${runs.length - signed} acknowledged signatures are not there once`);
  const waits = nemesis.kills.map(({ at }) => (told.filter((time) => time >= at).sort((a, b) => a - b)[0] ?? at) - at);
  const longest = Math.max(0, ...waits) / 1000;
  if (longest > BACK_WITHIN_SECONDS) broken.push(`no answer for ${longest.toFixed(1)} s after a kill`);
  const figures = `${told.length} acknowledged, ${lost.length + runs.length - signed} lost, ${nemesis.figures}`;
  return { figures: `${figures}, answering again after ${longest.toFixed(1)} s at most`, broken };
}

/** As clients are: some lose the connection and send again, some send twice, all insist with the same key. */
async function answer(world: World, run: Run, office: Office, chance: Random): Promise<Answered> {
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
  const isCut = way < 0.3;
  if (isCut) {
    const cutAfterMs = chance.between(0, 25);
    await client.hold(`${task}/answer`, ask).then(
      (held) => held.releaseAndCut(cutAfterMs),
      // Just killed: nothing was sent.
      () => undefined,
    );
  }
  const senders = way < 0.6 ? [client, other] : [client];
  const answers = await Promise.all(senders.map((sender) => sender.insist('POST', `${task}/answer`, ask)));
  for (const { status, body } of answers)
    if (status !== 200) throw new Error(`answer to ${task}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
  const otherWords = { ...ask, body: { ...ask.body, words: `${words} again` } };
  return {
    run,
    words,
    sent: senders.length + (isCut ? 1 : 0),
    cut: isCut,
    bodies: new Set(answers.map(({ body }) => JSON.stringify(body))),
    reused: chance.chance(0.1) ? (await other.insist('POST', `${task}/answer`, otherWords)).status : undefined,
  };
}

async function sign(world: World, run: Run): Promise<void> {
  const { house, clients } = world;
  const { steps } = await getRun(world, run);
  const task = `/tasks/${first(steps.flatMap(({ signers }) => signers ?? [])).taskId}`;
  const as = first(house.signers);
  await clients[0].get('POST', `${task}/claim`, { as });
  await clients[1].get('POST', `${task}/signature`, { as, body: { result: 'signed', version: 1, acknowledged: [] } });
}

/** Acknowledged answers that are missing in one of the three places where everybody looks. */
async function lostAnswers(world: World): Promise<{ words: string; places: string }[]> {
  const { product, answered } = world;
  const runs = [...new Map(answered.map(({ run }) => [run.id, run])).values()];
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
  const api = new Set(seats.flatMap(({ answers }) => answers.map(({ words }) => words)));
  const places = { decisions, audit, api };
  return answered.flatMap(({ words }) => {
    const missing = Object.entries(places).flatMap(([name, known]) => (known.has(words) ? [] : [name]));
    return missing.length > 0 ? [{ words, places: `not in ${missing.join(', ')}` }] : [];
  });
}
