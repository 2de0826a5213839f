import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { people, startRun, taskOf, type Verdict, type World } from '../world.ts';

/** P4: of all who take a task at once, over both processes, one gets it and the others read who. */
export async function oneOwner(world: World): Promise<Verdict> {
  const { house, clients, random, quick } = world;
  const broken: string[] = [];
  let claims = 0;
  const runs = await inParallel(Array.from({ length: quick ? 8 : 50 }), 4, (_, index) => startRun(world, 2000 + index));
  for (const run of runs)
    for (const office of OFFICES) {
      const taskId = taskOf(run, house, office);
      const wanting = random.shuffled(people(house, office));
      const answers = await Promise.all(
        wanting.map(async (as, index) => {
          const client = index % 2 === 0 ? clients[0] : clients[1];
          const { status, body } = await client.insist<{ code?: string; detail?: string }>(
            'POST',
            `/tasks/${taskId}/claim`,
            { as },
          );
          return { as, status, body };
        }),
      );
      claims += answers.length;
      const winners = answers.filter(({ status }) => status === 200);
      const winner = winners[0]?.as.name ?? 'nobody';
      const told = answers.filter(
        ({ status, body }) => status === 409 && body.code === 'alreadyClaimed' && body.detail?.includes(winner),
      );
      if (winners.length !== 1 || told.length !== answers.length - 1)
        broken.push(`${taskId}: ${winners.length} owners, ${told.length} of ${answers.length - 1} told who`);
    }
  return { figures: `${runs.length * OFFICES.length} tasks, ${claims} claims at once, 1 owner each`, broken };
}
