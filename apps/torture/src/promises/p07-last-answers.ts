import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../client.ts';
import { inParallel } from '../parallel.ts';
import { OFFICES, type Office } from '../people.ts';
import { claim, first, getRun, people, type Run, startRun, taskOf, type Verdict, type World } from '../world.ts';

const RACES = { quick: 200, full: 1000 };
const APPROVAL = { kind: 'approve', version: 1 };
const refusal = () => ({ kind: 'refuse', version: 1, words: `So nicht ${randomUUID()}` });

/**
 * What comes at the same instant: two last answers; the last answer and the withdrawal of an earlier one; the last answer and
 * a refusal, which the round waits for.
 */
type Variant = 'answers' | 'withdrawal' | 'refusal';
const VARIANTS: Variant[] = [...Array.from({ length: 8 }, () => 'answers' as const), 'withdrawal', 'refusal'];

interface Race {
  run: Run;
  variant: Variant;
  /** Whoever answers last, and whoever does something else at that instant. */
  last: Office;
  other: Office;
  headStartMs: number;
}
interface Sent {
  path: string;
  ask: Ask & { key: string };
}

/** P7: what two people do last at the same instant, through two processes, opens exactly one next step. */
export async function lastAnswersOpenOneStep(world: World): Promise<Verdict> {
  const { product, clients, quick } = world;
  const broken: string[] = [];
  const count = RACES[quick ? 'quick' : 'full'];
  const races = await inParallel(Array.from({ length: count }), 4, (_, index) => untilTheLastTwo(world, index));
  for (const race of races) {
    const { run, variant, headStartMs } = race;
    const sent = sentBy(world, race);
    const held = await Promise.all(sent.map(({ path, ask }, index) => clients[index === 0 ? 0 : 1].hold(path, ask)));
    const [answer, other] = await Promise.all(
      held.map(async (request, index) => {
        if (index === 1 && headStartMs > 0) await sleep(headStartMs);
        const answer = await request.release();
        const { path, ask } = sent[index] ?? first(sent);
        // Whoever is told to come again does so.
        return answer.status === 503 ? clients[0].insist('POST', path, ask) : answer;
      }),
    );
    // A withdrawal may come too late; nothing else may fail.
    const expected = variant === 'withdrawal' ? [200, 409] : [200];
    if (answer?.status !== 200 || !expected.includes(other?.status ?? 0))
      broken.push(`${run.id}: ${variant} ${answer?.status}, ${other?.status}`);
    if (variant === 'refusal' && (await finalSteps(world, run)) > 0)
      broken.push(`${run.id}: a refusal was passed over`);
    if (variant !== 'answers' && other?.status === 200) await agreeAfterAll(world, race);
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
  const stuck = count - counted.filter((row) => row.steps > 0 && row.tasks > 0 && row.rounds > 0).length;
  if (double + stuck > 0) broken.push(`${double} double, ${stuck} stuck`);
  const shown = await inParallel(races, 4, ({ run }) => finalSteps(world, run));
  if (shown.some((steps) => steps !== 1)) broken.push('the API shows another number of final steps');
  const steps = shown.reduce((sum, each) => sum + each, 0);
  const of = (variant: Variant) => races.filter((race) => race.variant === variant).length;
  const others = `${of('withdrawal')} of them with a withdrawal, ${of('refusal')} with a refusal`;
  return { figures: `${count} races, ${others}: ${steps} final steps, ${double} double, ${stuck} stuck`, broken };
}

/** A run in which one office is left to answer, and the second one by chance too. */
async function untilTheLastTwo(world: World, index: number): Promise<Race> {
  const { house, clients, random } = world;
  const chance = random.apart(index);
  const run = await startRun(world, 3000 + index);
  const variant = VARIANTS[index % VARIANTS.length] ?? 'answers';
  const [early, middle, other, last] = chance.shuffled(OFFICES);
  if (!early || !middle || !other || !last) throw new Error('four offices');
  for (const office of OFFICES)
    await claim(clients[index % 2 === 0 ? 0 : 1], taskOf(run, house, office), who(world, office));
  for (const office of variant === 'withdrawal' ? [early, middle, other] : [early, middle])
    await clients[0].get('POST', `/tasks/${taskOf(run, house, office)}/answer`, {
      as: who(world, office),
      body: APPROVAL,
    });
  // Half of them at the very same instant; a small head start lets the second meet every stage of the first.
  return { run, variant, last, other, headStartMs: chance.chance(0.5) ? 0 : chance.between(1, 12) };
}

function sentBy(world: World, { run, variant, last, other }: Race): Sent[] {
  const answered = (office: Office, body: object): Sent => ({
    path: `/tasks/${taskOf(run, world.house, office)}/answer`,
    ask: { as: who(world, office), key: randomUUID(), body },
  });
  const second = variant === 'refusal' ? answered(other, refusal()) : answered(other, APPROVAL);
  return [answered(last, APPROVAL), variant === 'withdrawal' ? withdrawal(world, run, other) : second];
}

function withdrawal({ house, ...world }: World, run: Run, office: Office): Sent {
  const step = first(run.steps.filter(({ open }) => open));
  const seat = first((step.seats ?? []).filter(({ unit }) => unit.id === house.unitId[office]));
  const body = { type: 'withdraw', seatId: seat.id, reason: 'Noch einmal bedacht' };
  const as = who({ house, ...world }, office);
  return { path: `/runs/${run.id}/steps/${step.id}/commands`, ask: { as, key: randomUUID(), body } };
}

/** Whoever has refused or withdrawn consents in the end. */
async function agreeAfterAll(world: World, { run, variant, other }: Race): Promise<void> {
  const [client] = world.clients;
  if (variant === 'refusal') {
    const { path, ask } = withdrawal(world, run, other);
    await client.get('POST', path, ask);
  }
  const task = taskOf(await getRun(world, run), world.house, other);
  const as = who(world, other);
  // It may be still theirs.
  await client.insist('POST', `/tasks/${task}/claim`, { as });
  await client.get('POST', `/tasks/${task}/answer`, { as, body: APPROVAL });
}

async function finalSteps(world: World, run: Run): Promise<number> {
  const { steps } = await getRun(world, run);
  return steps.filter(({ type, open }) => type === 'finalSignature' && open).length;
}

const who = ({ house }: World, office: Office) => first(people(house, office));
