import { randomUUID } from 'node:crypto';
import { inParallel } from '../parallel.ts';
import { OFFICES, type Person } from '../people.ts';
import { people, startRun, taskOf, type Verdict, type World } from '../world.ts';

interface Task {
  owner?: { name: string } | null;
  code?: string;
  detail?: string;
}
interface Wish {
  as: Person;
  command: 'claim' | 'release';
}
interface Told extends Wish {
  status: number;
  body: Task;
}

/** Beside the release of a task so many want to have it. */
const WAITING = 9;

/**
 * P4: of all who take a task at once, over both processes, one gets it and the others read who; nobody else can give it back or
 * answer for it; and when it is given back while others take it, it is one's or nobody's.
 */
export async function oneOwner(world: World): Promise<Verdict> {
  const { house, random, quick } = world;
  const broken: string[] = [];
  let claims = 0;
  let refusals = 0;
  let handedOn = 0;
  const runs = await inParallel(Array.from({ length: quick ? 8 : 75 }), 4, (_, index) => startRun(world, 2000 + index));
  for (const run of runs)
    for (const office of OFFICES) {
      const task = `/tasks/${taskOf(run, house, office)}`;
      const wanting = random.shuffled(people(house, office));
      const answers = await atOnce(
        world,
        task,
        wanting.map((as) => ({ as, command: 'claim' })),
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
        broken.push(`${task}: ${winners.length} owners, ${told.length} of ${answers.length - 1} told who`);
      const others = wanting.filter((as) => as !== winner?.as);
      if (!winner || !others[0]) continue;
      broken.push(...(await actsOfAnother(world, task, others[0])));
      const next = await handOn(world, task, winner.as, others.slice(0, WAITING));
      broken.push(...next.broken);
      if (next.isTaken) handedOn += 1;
    }
  const tasks = runs.length * OFFICES.length;
  return {
    figures: `${tasks} tasks, ${claims} claims at once, ${claims - refusals} owners, ${refusals} told who; given back while ${WAITING} wanted them, ${handedOn} have another one`,
    broken,
  };
}

/** All of them at the same instant, over both processes; who is told to come again does so. */
async function atOnce({ clients }: World, task: string, wishes: Wish[]): Promise<Told[]> {
  const held = await Promise.all(
    wishes.map(async (wish, index) => {
      const client = clients[index % 2 === 0 ? 0 : 1];
      const path = `${task}/${wish.command}`;
      const ask = { as: wish.as, key: randomUUID(), body: {} };
      return { wish, client, path, ask, request: await client.hold<Task>(path, ask) };
    }),
  );
  return Promise.all(
    held.map(async ({ wish, client, path, ask, request }) => {
      const answer = await request.release();
      return { ...wish, ...(answer.status === 503 ? await client.insist<Task>('POST', path, ask) : answer) };
    }),
  );
}

async function actsOfAnother({ clients }: World, task: string, as: Person): Promise<string[]> {
  const released = await clients[0].insist<Task>('POST', `${task}/release`, { as });
  const body = { kind: 'approve', version: 1 };
  const answered = await clients[1].insist<Task>('POST', `${task}/answer`, { as, body });
  return [released, answered].flatMap(({ status, body: { code } }) =>
    code === 'notOwner' ? [] : [`${task}: somebody else acted on it and was answered with ${status} ${code ?? ''}`],
  );
}

/** Its owner gives it back while others take it. */
async function handOn(
  world: World,
  task: string,
  owner: Person,
  others: Person[],
): Promise<{ isTaken: boolean; broken: string[] }> {
  const wishes: Wish[] = [
    ...others.map((as) => ({ as, command: 'claim' as const })),
    { as: owner, command: 'release' },
  ];
  const answers = await atOnce(world, task, world.random.shuffled(wishes));
  const fortunate = answers.filter(({ command, status }) => command === 'claim' && status === 200);
  const isReleased = answers.some(({ command, status }) => command === 'release' && status === 200);
  const { subject } = await world.product.database.one<{ subject: string | null }>(
    'select p.subject from task t left join person p on p.id = t.owner_id where t.id = $1',
    [task.replace('/tasks/', '')],
  );
  const isRight = isReleased && fortunate.length <= 1 && subject === (fortunate[0]?.as.subject ?? null);
  return {
    isTaken: fortunate.length === 1,
    broken: isRight
      ? []
      : [
          `${task}: given back ${isReleased ? 'once' : 'never'}, ${fortunate.length} owners after it, ${subject ?? 'nobody'} in the end`,
        ],
  };
}
