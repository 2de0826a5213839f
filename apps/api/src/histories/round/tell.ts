import { isDeepStrictEqual } from 'node:util';
import { putClock } from '@querraum/server/testing';
import {
  commandRun,
  hasEnded,
  type HistorySetup,
  LAST_INSTANT,
  MEMBER_UNIT,
  type ModelRun,
  nextTime,
  type Random,
  randomSetup,
  seededRandom,
  startRun,
  unlikePaths,
  viewModel,
  worldOf,
} from '@querraum/workflow/testing';
import { nextBurst } from './bursts';
import { codeOf, explain, type Heard } from './explain';
import type { House } from './house';
import type { Met } from './met';
import type { Moment, Scene } from './moment';
import { RunOverHttp } from './run-over-http';
import { openTasks } from './shown';

type Looked = Awaited<ReturnType<RunOverHttp['look']>>;

const byPlace = <T extends { kind: string; place: number }>(tasks: T[]): string =>
  JSON.stringify(tasks.map((task) => JSON.stringify(Object.entries(task).sort())).sort());

/** The stored state, and every inbox; a Frist that has come true stands on the task still. */
function isAlike(run: ModelRun, { view, tasks }: Looked): boolean {
  if (!isDeepStrictEqual(viewModel(run), view)) return false;
  const shall = openTasks(run);
  const dues = new Map(shall.map(({ kind, place, due }) => [`${kind} ${place}`, due]));
  return (
    byPlace(shall) ===
    byPlace(
      tasks.map((task) => ((dues.get(`${task.kind} ${task.place}`) ?? null) === null ? { ...task, due: null } : task)),
    )
  );
}

/** Tells the random history of this seed to the product and to the model; the answer is what they do not agree on. */
export async function tell(house: House, seed: number, met: Met): Promise<string | undefined> {
  const random = seededRandom(seed);
  const setup = randomSetup(random);
  const scene = { setup, world: { ...worldOf(setup.periods, house.closed), responsibilityUnit: MEMBER_UNIT } };
  const server = await RunOverHttp.start(house, setup);
  try {
    const difference = await tellBursts(random, house, server, scene, met);
    if (difference !== undefined) return `seed ${seed}: ${difference}`;
    const notReplayed = await server.whyNotReplayed();
    return notReplayed && `seed ${seed}: no second time: ${notReplayed}`;
  } finally {
    await server.end();
  }
}

async function tellBursts(
  random: Random,
  house: House,
  server: RunOverHttp,
  scene: Scene,
  met: Met,
): Promise<string | undefined> {
  const { startAt } = scene.setup;
  // More than one where the answers fit several orders: then the next burst tells.
  let moments: Moment[] = [{ run: startRun(scene.setup, scene.world, startAt), at: startAt, disabled: new Set() }];
  const told: Heard[][] = [];
  for (let left = random.between(3, 18), ended = 2; left > 0 && ended > 0; left -= 1) {
    moments = await letTimePass(random, house, server, scene, moments);
    const [known] = moments;
    if (known === undefined) return undefined;
    await server.read();
    const later = Math.min(nextTime(random, known.run, known.at), LAST_INSTANT);
    const heard = await server.burst(nextBurst(random, known, scene, later));
    told.push(heard);
    const looked = await server.look();
    const outcomes = moments.flatMap((from) => explain(from, heard, scene, (run) => isAlike(run, looked)));
    const [first] = outcomes;
    if (first === undefined) return describe(scene.setup, told, moments, looked);
    if (!looked.isOwed) return `nothing will wake the run at ${looked.view.next}`;
    met.count(heard, first.order);
    moments = outcomes.filter(
      ({ run }, place) => !outcomes.slice(0, place).some((one) => isDeepStrictEqual(one.run, run)),
    );
    if (hasEnded(first.run)) ended -= 1;
  }
  return undefined;
}

/** Often to the instant of a Frist; the worker is quick or not. Nothing is left where the calendar of the model ends. */
async function letTimePass(
  random: Random,
  house: House,
  server: RunOverHttp,
  { setup, world }: Scene,
  moments: readonly Moment[],
): Promise<Moment[]> {
  const [known] = moments;
  if (known === undefined) return [];
  const at = nextTime(random, known.run, known.at);
  if (at >= LAST_INSTANT) return [];
  await putClock(house.database, at);
  if (random.chance(0.5)) return moments.map((moment) => ({ ...moment, at }));
  await server.workOff();
  return moments.map((moment) => ({
    ...moment,
    at,
    run: commandRun(moment.run, setup, world, at, { target: 'tick' }).run,
  }));
}

const inWords = ({ ask, answer }: Heard): string => {
  const said = answer && (codeOf(answer) === undefined ? 'accepted' : `${answer.status} ${codeOf(answer)}`);
  if (ask.what !== 'command') return `  ${JSON.stringify(ask)} ${said ?? ''}`;
  const { given, key } = ask;
  return `  ${given.by.personId}: ${given.target} ${JSON.stringify(given.command)} (${key}) → ${said}`;
};

/** For people: the settings, every burst with its answers, and where the nearest order ends beside what is stored. */
function describe(setup: HistorySetup, told: Heard[][], moments: readonly Moment[], { view, tasks }: Looked): string {
  const stored = moments.map(({ run }) => unlikePaths(viewModel(run), view).join('\n  '));
  return [
    `no order of the last of ${told.length} bursts explains its answers and what is stored.`,
    `setup ${JSON.stringify(setup)}`,
    `disabled before it: ${[...(moments[0]?.disabled ?? [])].join(', ')}`,
    ...told.map((heard, place) => [`burst ${place + 1}`, ...heard.map(inWords)].join('\n')),
    `before it, model against what is stored after it:\n  ${stored.join('\nor\n  ')}`,
    `open tasks ${JSON.stringify(tasks)}`,
  ].join('\n');
}
