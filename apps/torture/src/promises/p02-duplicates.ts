import { randomUUID } from 'node:crypto';
import type { Ask } from '../client.ts';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { CANARY, claim, first, people, startRun, taskOf, type World } from '../world.ts';

/** Runs of which each of the four answers is sent so often at once. */
const RUNS = { quick: 20, full: 500 };
const TIMES = 5;
/** Of those that are sent, so many are cut off before their answer. */
const CUT = 0.3;
/** Sent once more when the clock has gone on by nearly a day. */
const AGAIN = 200;
const LATER_MS = 23 * 3_600_000;

interface Sent {
  path: string;
  ask: Ask & { key: string };
}

/** Every answer goes out several times at once under its key, over both processes, and many are cut off. */
export async function sendAgainAndAgain(world: World): Promise<{ broken: string[]; keys: string[] }> {
  const { house, random, clients, quick, product } = world;
  const broken: string[] = [];
  const count = RUNS[quick ? 'quick' : 'full'];
  const sent = await inParallel(Array.from({ length: count }), 4, async (_, index) => {
    const chance = random.apart(index);
    const run = await startRun(world, 2500 + index);
    const answers: Sent[] = [];
    for (const office of OFFICES) {
      const as = first(people(house, office));
      await claim(clients[0], taskOf(run, house, office), as);
      const key = randomUUID();
      const body = { kind: 'approve', version: 1, words: `${CANARY} ${key}` };
      answers.push({ path: `/tasks/${taskOf(run, house, office)}/answer`, ask: { as, key, body } });
    }
    for (const { path, ask } of answers)
      await Promise.all(
        Array.from({ length: TIMES }, async (_, time) => {
          const held = await (clients[time % 2] ?? clients[0]).hold(path, ask);
          await (chance.chance(CUT) ? held.releaseAndCut(chance.between(0, 25)) : held.release());
        }),
      );
    // Whoever learns a key learns nothing by it.
    const [stolen] = answers;
    const stranger = await clients[1].insist('POST', stolen?.path ?? '', {
      ...{ ...stolen?.ask, as: first(people(house, 'JUG')), key: stolen?.ask.key ?? '' },
    });
    if (stranger.status < 400) broken.push(`somebody else's key was answered with ${stranger.status}`);
    return answers;
  });
  const all = sent.flat();
  await inParallel(all, 4, ({ path, ask }, index) => clients[index % 2 === 0 ? 1 : 0].insist('POST', path, ask));

  const { now } = await product.database.one<{ now: Date }>('select app.now() as now');
  const later = { now: new Date(now.getTime() + LATER_MS).toISOString() };
  await clients[0].get('POST', '/test-clock', { as: house.administrator, body: later });
  await inParallel(random.shuffled(all).slice(0, AGAIN), 4, ({ path, ask }) => clients[0].insist('POST', path, ask));
  return { broken, keys: all.map(({ ask }) => ask.key) };
}
