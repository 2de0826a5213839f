import { randomUUID } from 'node:crypto';
import type { Ask, Client, Method } from '../client.ts';
import type { Office, Person } from '../people.ts';
import { approve, claim, first, people, procedureOf, type Run, startRun, taskOf, type World } from '../world.ts';
import { putOffAllBut } from './parked-work.ts';

export interface Prepared {
  path: string;
  ask: Ask;
  method?: Method;
}

/** One kind of command: puts the house into a state in which it succeeds, always alike, and says what is sent. */
export interface CommandKind {
  route: string;
  /** About something that the house or a person has once: two of them at once are in each other's way. */
  isOfOne?: true;
  prepare: (stage: Stage) => Promise<Prepared>;
}

interface Known {
  id: string;
  revision: number;
}

/** Brings the house to where a command can be sent; everything by commands, over an API that nobody strikes. */
export class Stage {
  readonly world: World;
  readonly lead: Person;
  readonly #runs: string[];
  #number = 0;

  constructor(world: World, runs: string[] = []) {
    this.world = world;
    this.lead = first(world.house.leads);
    this.#runs = runs;
  }

  /** The same house, by commands over this API. */
  over(client: Client): Stage {
    return new Stage({ ...this.world, clients: [client, client] }, this.#runs);
  }

  get number(): number {
    return (this.#number += 1);
  }

  unit(office: Office | 'SPK'): string {
    return this.world.house.unitId[office];
  }

  person(office: Office): Person {
    return first(people(this.world.house, office));
  }

  post<T = Known>(path: string, body: unknown, as = this.lead, revision?: number): Promise<T> {
    const ask = { as, body, ...(revision !== undefined && { revision }) };
    return this.world.clients[0].get<T>('POST', path, ask);
  }

  project(offices: readonly Office[] = ['GES']): Promise<Known> {
    const participants = offices.map((office) => ({ unitId: this.unit(office), involvement: 'CO_SIGNATURE' }));
    return this.post('/projects', { ...this.newProject(), participants });
  }

  newProject() {
    return {
      title: `Störung ${randomUUID()}`,
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: this.unit('SPK'),
    };
  }

  async document(offices?: readonly Office[]): Promise<Known & { projectId: string }> {
    const { id } = await this.project(offices);
    const ask = { as: this.lead, form: textForm({ title: 'Papier' }) };
    const document = await this.world.clients[0].get<Known>('POST', `/projects/${id}/documents`, ask);
    return { ...document, projectId: id };
  }

  procedure(): Promise<string> {
    return procedureOf(this.world);
  }

  async run(): Promise<Run> {
    const run = await startRun(this.world, this.number);
    this.#runs.push(run.id);
    return run;
  }

  task(run: Run, office: Office): string {
    return `/tasks/${taskOf(run, this.world.house, office)}`;
  }

  async claimed(run: Run, office: Office): Promise<string> {
    await claim(this.world.clients[0], taskOf(run, this.world.house, office), this.person(office));
    return this.task(run, office);
  }

  async answered(run: Run, ...offices: Office[]): Promise<void> {
    for (const office of offices) {
      await this.claimed(run, office);
      await approve(this.world.clients[0], taskOf(run, this.world.house, office), this.person(office));
    }
  }

  /** A task that no view of the run has told of. */
  async openTask(run: Run, kind: string): Promise<string> {
    const { id } = await this.world.product.database.one<{ id: string }>(
      `select id from task where run_id = $1 and kind = $2 and status = 'open'`,
      [run.id, kind],
    );
    return `/tasks/${id}`;
  }

  seat(run: Run, office: Office): string {
    const seats = run.steps.flatMap((step) => step.seats ?? []);
    return first(seats.filter(({ unit }) => unit.id === this.unit(office))).id;
  }

  step(run: Run): string {
    return first(run.steps.filter(({ open }) => open)).id;
  }

  /** To just after the last of the instants at which these work items are due, which are put off by a thousand years. */
  async moveClockTo(workItems: string[]): Promise<void> {
    const { database } = this.world.product;
    // What else comes due by then, finished exports among it, would be done beside what is looked at.
    await putOffAllBut(database, workItems);
    const { due } = await database.one<{ due: Date }>(
      `select max(due_at) - interval '1000 years' as due from work_item where id = any ($1)`,
      [workItems],
    );
    const body = { now: new Date(due.getTime() + 1000).toISOString() };
    await this.post('/test-clock', body, this.world.house.administrator);
  }

  /** Ends the runs that were started here, so that their Fristen are in nobody's way. */
  async clear(): Promise<void> {
    const running = await this.world.product.database.rows<{ id: string }>(
      `select id from run where status = 'running' and id = any ($1)`,
      [this.#runs],
    );
    for (const { id } of running) await this.post(`/runs/${id}/cancel`, { reason: 'Der Versuch ist zu Ende' });
  }

  /** Everybody has agreed, and the final signature is somebody's. */
  async untilSignature(): Promise<string> {
    const run = await this.run();
    await this.answered(run, 'GES', 'JUG', 'SOZ', 'STADT');
    const task = await this.openTask(run, 'finalSignature');
    await this.post(`${task}/claim`, undefined, first(this.world.house.signers));
    return task;
  }
}

export function textForm(fields: Record<string, string>): () => FormData {
  return () => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append('file', new Blob(['Ein Text, der Bestand hat.'], { type: 'text/plain' }), 'papier.txt');
    return data;
  };
}
