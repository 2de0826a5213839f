import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { approve, claim, first, people, startRun, taskOf, type Verdict, type World } from '../world.ts';

/** P7: two last answers at the same instant, through two processes, open exactly one next step. */
export async function lastAnswersOpenOneStep(world: World): Promise<Verdict> {
  const { product, house, clients } = world;
  const broken: string[] = [];
  const runs = await inParallel(Array.from({ length: 200 }), 4, async (_, index) => {
    const run = await startRun(world, 3000 + index);
    for (const office of OFFICES)
      await claim(clients[index % 2 === 0 ? 0 : 1], taskOf(run, house, office), first(people(house, office)));
    for (const office of OFFICES.slice(0, 2))
      await approve(clients[0], taskOf(run, house, office), first(people(house, office)));
    return run;
  });
  for (const run of runs) {
    const [, , third, fourth] = OFFICES;
    const answers = await Promise.all([
      approve(clients[0], taskOf(run, house, third), first(people(house, third))),
      approve(clients[1], taskOf(run, house, fourth), first(people(house, fourth))),
    ]);
    if (answers.some(({ status }) => status !== 200))
      broken.push(`${run.id}: ${answers.map(({ status }) => status).join(', ')}`);
  }
  const steps = await product.database.rows<{ steps: number; tasks: number; rounds: number }>(
    `select
       (select count(*)::int from jsonb_array_elements(r.state -> 'steps') s where s ->> 'type' = 'finalSignature') as steps,
       (select count(*)::int from task t where t.run_id = r.id and t.kind = 'finalSignature' and t.status = 'open') as tasks,
       (select count(*)::int from decision d where d.run_id = r.id and d.type = 'roundEnded') as rounds
     from run r where r.id = any ($1)`,
    [runs.map(({ id }) => id)],
  );
  const double = steps.filter((row) => row.steps > 1 || row.tasks > 1 || row.rounds > 1).length;
  const stuck = steps.filter((row) => row.steps < 1 || row.tasks < 1 || row.rounds < 1).length;
  if (double + stuck > 0) broken.push(`${double} double, ${stuck} stuck`);
  return {
    figures: `${runs.length} races, ${steps.length - stuck} final steps, ${double} double, ${stuck} stuck`,
    broken,
  };
}
