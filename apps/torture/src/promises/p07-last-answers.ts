import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../parallel.ts';
import { OFFICES, type Office } from '../people.ts';
import { claim, first, getRun, people, type Run, startRun, taskOf, type Verdict, type World } from '../world.ts';

const RACES = 200;
const APPROVAL = { kind: 'approve', version: 1 };

/** P7: two last answers at the same instant, through two processes, open exactly one next step. */
export async function lastAnswersOpenOneStep(world: World): Promise<Verdict> {
  const { product, clients } = world;
  const broken: string[] = [];
  const races = await inParallel(Array.from({ length: RACES }), 4, (_, index) => untilTheLastTwo(world, index));
  for (const { run, last, headStartMs } of races) {
    const held = await Promise.all(
      last.map((office, index) =>
        clients[index === 0 ? 0 : 1].hold(answerPath(world, run, office), ask(world, office)),
      ),
    );
    const answers = await Promise.all(
      held.map(async (request, index) => {
        if (index === 1 && headStartMs > 0) await sleep(headStartMs);
        return request.release();
      }),
    );
    if (answers.some(({ status }) => status !== 200))
      broken.push(`${run.id}: ${answers.map(({ status }) => status).join(', ')}`);
  }
  const ids = races.map(({ run }) => run.id);
  const counted = await product.database.rows<{ steps: number; tasks: number; rounds: number }>(
    `select
       (select count(*)::int from jsonb_array_elements(r.state -> 'steps') s where s ->> 'type' = 'finalSignature') as steps,
       (select count(*)::int from task t where t.run_id = r.id and t.kind = 'finalSignature' and t.status = 'open') as tasks,
       (select count(*)::int from decision d where d.run_id = r.id and d.type = 'roundEnded') as rounds
     from run r where r.id = any ($1)`,
    [ids],
  );
  const double = counted.filter((row) => row.steps > 1 || row.tasks > 1 || row.rounds > 1).length;
  const stuck = RACES - counted.filter((row) => row.steps > 0 && row.tasks > 0 && row.rounds > 0).length;
  if (double + stuck > 0) broken.push(`${double} double, ${stuck} stuck`);
  const shown = await inParallel(races, 4, async ({ run }) => {
    const { steps } = await getRun(world, run);
    return steps.filter(({ type, open }) => type === 'finalSignature' && open).length;
  });
  if (shown.some((count) => count !== 1)) broken.push('the API shows another number of final steps');
  const steps = shown.reduce((sum, count) => sum + count, 0);
  return { figures: `${RACES} races, ${steps} final steps, ${double} double, ${stuck} stuck`, broken };
}

/** A run in which two offices, by chance, are left to answer. */
async function untilTheLastTwo(world: World, index: number) {
  const { house, clients, random } = world;
  const chance = random.apart(index);
  const run = await startRun(world, 3000 + index);
  const [early, middle, ...last] = chance.shuffled(OFFICES);
  for (const office of OFFICES)
    await claim(clients[index % 2 === 0 ? 0 : 1], taskOf(run, house, office), who(world, office));
  for (const office of [early, middle])
    if (office) await clients[0].get('POST', answerPath(world, run, office), ask(world, office));
  // Half of them at the very same instant; a small head start lets the second meet every stage of the first.
  return { run, last, headStartMs: chance.chance(0.5) ? 0 : chance.between(1, 12) };
}

const who = ({ house }: World, office: Office) => first(people(house, office));
const ask = (world: World, office: Office) => ({ as: who(world, office), key: randomUUID(), body: APPROVAL });
const answerPath = ({ house }: World, run: Run, office: Office) => `/tasks/${taskOf(run, house, office)}/answer`;
