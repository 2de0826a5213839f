import { setTimeout as sleep } from 'node:timers/promises';
import { procedureOf, type World } from './world.ts';

const PATIENCE_MS = 180_000;

export interface Progress {
  runs: number;
  pending: number;
  movable: number;
  refused: number;
  chosen: number;
  moved: number;
  failed: number;
  undone: number;
  stays: number;
  left: number;
  asTold: number;
}
export interface Plan {
  id: string;
  revision: number;
  progress: Progress;
}
interface Report {
  changes: unknown[];
  refusals: unknown[];
}
export interface PlanRun {
  runId: string;
  status: 'pending' | 'movable' | 'refused';
  told: Report | null;
  outcome: string | null;
  happened: Report | null;
}
interface Round {
  type: string;
  period?: { length: number };
  waves?: { seats: { addressee: { department?: string } }[] }[];
}

/** The next version of the procedure: twice the Frist, and the Jugendamt is no longer asked. */
export async function releaseNextVersion({ house, clients: [client], ...world }: World): Promise<number> {
  const path = `/procedures/${await procedureOf({ house, clients: [client, client], ...world })}`;
  const as = house.administrator;
  type Draft = { revision: number; edit: Record<string, Round[]> };
  const draft = await client.get<Draft>('POST', `${path}/draft`, { as });
  const change = (round: Round): Round => ({
    ...round,
    period: { ...round.period, length: 2 * (round.period?.length ?? 5) },
    waves: (round.waves ?? []).map((wave) => ({
      ...wave,
      seats: wave.seats.filter(({ addressee }) => addressee.department !== 'YOUTH'),
    })),
  });
  const steps = 'nodes' in draft.edit ? 'nodes' : 'steps';
  const changed = (draft.edit[steps] ?? []).map((step) => (step.type === 'coSignatureRound' ? change(step) : step));
  const body = { ...draft.edit, [steps]: changed };
  const saved = await client.get<Draft>('PUT', `${path}/draft`, { as, body, revision: draft.revision });
  const release = { as: house.secondAdministrator, revision: saved.revision };
  return (await client.get<{ version: number }>('POST', `${path}/versions`, release)).version;
}

/** A planned change of version, as two administrators drive it. */
export class VersionChange {
  #world: World;
  #path: string;
  plan: Plan;

  private constructor(world: World, path: string, plan: Plan) {
    this.#world = world;
    this.#path = path;
    this.plan = plan;
  }

  static async plan(world: World, fromVersion: number, toVersion: number): Promise<VersionChange> {
    const path = `/procedures/${await procedureOf(world)}/migrations`;
    const ask = { as: world.house.administrator, body: { fromVersion, toVersion } };
    const plan = await world.clients[0].get<Plan>('POST', path, ask);
    return new VersionChange(world, `${path}/${plan.id}`, plan);
  }

  async act(act: 'check' | 'release' | 'undo'): Promise<void> {
    const { house, clients } = this.#world;
    const as = act === 'check' ? house.administrator : house.secondAdministrator;
    this.plan = await clients[1].get<Plan>('POST', `${this.#path}/${act}`, { as, revision: this.plan.revision });
  }

  async progress(): Promise<Progress> {
    this.plan = await this.#world.clients[0].get<Plan>('GET', this.#path, { as: this.#world.house.administrator });
    return this.plan.progress;
  }

  /** Until `done`, looking again and again; whoever looks may act. */
  async until(
    done: (progress: Progress) => boolean,
    look: (progress: Progress) => Promise<void> | void = () => undefined,
  ): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
      const progress = await this.progress();
      await look(progress);
      if (done(progress)) return;
    }
    throw new Error(`the change of version does not come to its end: ${JSON.stringify(this.plan.progress)}`);
  }

  async runs(): Promise<Map<string, PlanRun>> {
    const found = new Map<string, PlanRun>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = `limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { items: PlanRun[]; nextCursor: string | null } = await this.#world.clients[0].get(
        'GET',
        `${this.#path}/runs?${query}`,
        { as: this.#world.house.administrator },
      );
      for (const run of page.items) found.set(run.runId, run);
      cursor = page.nextCursor;
    }
    return found;
  }
}
