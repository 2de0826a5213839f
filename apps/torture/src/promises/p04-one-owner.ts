import { randomUUID } from 'node:crypto';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { people, startRun, taskOf, type Verdict, type World } from '../world.ts';

interface Claimed {
  owner?: { name: string } | null;
  code?: string;
  detail?: string;
}

/** P4: of all who take a task at once, over both processes, one gets it and the others read who. */
export async function oneOwner(world: World): Promise<Verdict> {
  const { house, clients, random, quick } = world;
  const broken: string[] = [];
  let claims = 0;
  let refusals = 0;
  const runs = await inParallel(Array.from({ length: quick ? 8 : 75 }), 4, (_, index) => startRun(world, 2000 + index));
  for (const run of runs)
    for (const office of OFFICES) {
      const path = `/tasks/${taskOf(run, house, office)}/claim`;
      const wanting = random.shuffled(people(house, office));
      const held = await Promise.all(
        wanting.map(async (as, index) => {
          const client = clients[index % 2 === 0 ? 0 : 1];
          const ask = { as, key: randomUUID(), body: {} };
          return { client, ask, request: await client.hold<Claimed>(path, ask) };
        }),
      );
      const answers = await Promise.all(
        held.map(async ({ client, ask, request }) => {
          const answer = await request.release();
          return { as: ask.as, ...(answer.status === 503 ? await client.insist<Claimed>('POST', path, ask) : answer) };
        }),
      );
      claims += answers.length;
      const winners = answers.filter(({ status }) => status === 200);
      const [winner] = winners;
      const told = answers.filter(
        ({ status, body }) =>
          status === 409 && body.code === 'alreadyClaimed' && winner && body.detail?.includes(winner.as.name),
      );
      refusals += told.length;
      if (winners.length !== 1 || winner?.body.owner?.name !== winner?.as.name || told.length !== answers.length - 1)
        broken.push(`${path}: ${winners.length} owners, ${told.length} of ${answers.length - 1} told who`);
    }
  const tasks = runs.length * OFFICES.length;
  return {
    figures: `${tasks} tasks, ${claims} claims at once, ${claims - refusals} owners, ${refusals} told who`,
    broken,
  };
}
