import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { approve, claim, first, people, startRun, taskOf, type Verdict, type World } from '../world.ts';

/** P1 and P2: an acknowledged answer survives every kill, and a repeated one has one effect. */
export async function acknowledgedAnswersStay(world: World): Promise<Verdict> {
  const { product, house, clients, random, quick } = world;
  const runs = await inParallel(Array.from({ length: quick ? 60 : 400 }), 6, (_, index) =>
    startRun(world, 1000 + index),
  );
  let isOver = false;
  let kills = 0;
  const nemesis = (async () => {
    while (!isOver) {
      await sleep(random.between(300, 1200));
      if (isOver) break;
      kills += 1;
      if (random.chance(0.4)) {
        await product.postgres.kill();
        await product.postgres.start();
      } else {
        const server = random.one([...product.apis, ...product.workers]);
        await server.kill();
        server.start();
      }
    }
  })();
  const acknowledged: { runId: string; taskId: string; bodies: Set<string> }[] = [];
  const broken: string[] = [];
  const work = runs.flatMap((run) => OFFICES.map((office) => ({ run, office })));
  const answering = inParallel(work, 8, async ({ run, office }, index) => {
    const client = clients[index % 2] ?? first(clients);
    const as = first(people(house, office));
    const taskId = taskOf(run, house, office);
    await claim(client, taskId, as);
    const key = randomUUID();
    const answers = await Promise.all([approve(clients[0], taskId, as, key), approve(clients[1], taskId, as, key)]);
    for (const { status, body } of answers)
      if (status !== 200) broken.push(`answer of ${taskId}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
    acknowledged.push({ runId: run.id, taskId, bodies: new Set(answers.map(({ body }) => JSON.stringify(body))) });
  });
  await answering.finally(async () => {
    isOver = true;
    await nemesis;
  });
  await Promise.all([...product.apis, ...product.workers].map((server) => server.untilReady()));
  const effects = await product.database.rows<{ n: number }>(
    `select count(*)::int as n from decision where type = 'seatAnswered' and run_id = any ($1) group by run_id, seat_id`,
    [runs.map(({ id }) => id)],
  );
  if (effects.length !== acknowledged.length)
    broken.push(`${acknowledged.length - effects.length} acknowledged answers lost`);
  const doubled = effects.filter(({ n }) => n !== 1).length;
  if (doubled > 0) broken.push(`${doubled} answers have more than one effect`);
  const different = acknowledged.filter(({ bodies }) => bodies.size !== 1).length;
  if (different > 0) broken.push(`${different} repeated requests got another answer`);
  return { figures: `${acknowledged.length} acknowledged twice each, ${kills} kills, 0 lost, 0 doubled`, broken };
}
