import type { DocumentSummary, HousePersonDetail, ProjectDetail, RunDetail } from '@querraum/contracts';
import { NotRecordable, recordHistory, serveProject, tick, workItems } from '@querraum/server';
import { putClock } from '@querraum/server/testing';
import type { RunState } from '@querraum/workflow';
import {
  bundleOf,
  type HistorySetup,
  LEAD_UNIT,
  peopleOf,
  roundStepOf,
  type RunView,
  signatureStepOf,
  viewEngine,
} from '@querraum/workflow/testing';
import type { Answer } from '../../testing';
import type { Ask } from './asks';
import { Clients } from './clients';
import type { Heard } from './explain';
import { type House, idOf, NOBODY, PARTIES, publish, withNames } from './house';
import { requestOf } from './requests';
import type { OpenTask } from './shown';

interface Stored {
  state: RunState;
  due: Date | null;
  isOwed: boolean;
  tasks: { kind: string; seatId: string | null; unit: string; owner: string | null; due: string | null }[];
}

const ADMINISTRATOR = 'katrin.moeller';
const LEAD = peopleOf(LEAD_UNIT)[0].personId;

/** One run in the real house: its people ask over HTTP, the worker ticks, and the clock is put. */
export class RunOverHttp {
  private readonly clients: Clients;
  private projectId = '';
  private documentId = '';
  private runId = '';
  /** What the clients of the next burst have read. */
  private detail: RunDetail | undefined;

  private constructor(private readonly house: House) {
    this.clients = new Clients(house);
  }

  /** A project that the whole house sees, a text by the author of the history, and the procedure begun on it. */
  static async start(house: House, setup: HistorySetup): Promise<RunOverHttp> {
    const run = new RunOverHttp(house);
    const { owner } = house.database;
    await putClock(house.database, setup.startAt);
    const procedureId = await publish(house.database, bundleOf(setup));
    const project = await run.ask<ProjectDetail>(LEAD, '/projects', {
      title: 'Zufällige Runde',
      areas: [{ key: '013008' }],
      leadUnitId: LEAD_UNIT,
      participants: PARTIES.map((unitId) => ({ unitId, involvement: 'TAKE_NOTE' })),
    });
    run.projectId = done(project).id;
    const document = await run.upload(LEAD, `/projects/${run.projectId}/documents`, { title: 'Konzept' });
    run.documentId = done(document).id;
    const [author = LEAD] = setup.authors;
    await owner.query('update document_version set author_id = $2, author_name = $3 where document_id = $1', [
      run.documentId,
      idOf(author),
      author,
    ]);
    const started = await run.ask<RunDetail>(LEAD, `/projects/${run.projectId}/runs`, {
      procedureId,
      documentId: run.documentId,
    });
    run.runId = done(started).id;
    return run;
  }

  /** All at the same time, as they are listed. */
  burst(asks: readonly Ask[]): Promise<Heard[]> {
    const keys = new Map<string, string>();
    for (const ask of asks) if (ask.what === 'command') keys.set(ask.key, keys.get(ask.key) ?? crypto.randomUUID());
    return Promise.all(asks.map(async (ask) => ({ ask, answer: await this.carry(ask, keys) })));
  }

  /** As the worker does it: what is owed by now. */
  async workOff(): Promise<void> {
    const { owner, workerTransactions } = this.house.database;
    for (;;) {
      const due = (await owner.query(
        "select id from work_item where kind = 'tickRun' and state = 'ready' and due_at <= app.now() order by due_at, id",
      )) as { id: string }[];
      if (due.length === 0) return;
      for (const { id } of due)
        await workerTransactions.run(async (tx) => {
          const item = await workItems.open(tx, id);
          if (item?.kind !== 'tickRun') return;
          const { projectId, runId } = item.payload as { projectId: string; runId: string };
          await serveProject(tx, projectId);
          await tick(tx, runId);
          await workItems.done(tx, id);
        });
    }
  }

  /** What is stored after all that, in the words of the model. */
  async look(): Promise<{ view: RunView; tasks: OpenTask[]; isOwed: boolean }> {
    const { owner } = this.house.database;
    const [row] = (await owner.query(
      `select r.state, r.next_due_at as due,
         exists (select 1 from work_item w where w.kind = 'tickRun' and w.state = 'ready' and w.due_at = r.next_due_at
           and w.payload ->> 'runId' = r.id::text) as "isOwed",
         (select coalesce(json_agg(json_build_object('kind', t.kind, 'seatId', t.seat_id, 'unit', t.unit_id, 'owner', t.owner_id,
           'due', t.due_end)), '[]') from task t where t.run_id = r.id and t.status = 'open') as tasks
       from run r where r.id = $1`,
      [this.runId],
    )) as Stored[];
    if (!row) throw new Error('the run has gone');
    const { state, due, isOwed, tasks } = withNames({ ...row, due: row.due?.toISOString() ?? null });
    const places = [
      ...(roundStepOf(state)?.round.seats ?? []).map(({ id }, place) => [id, place] as const),
      ...(signatureStepOf(state)?.signers ?? []).map(({ id }, place) => [id, place] as const),
    ];
    const placeOf = new Map<string | null, number>(places);
    return {
      view: viewEngine(state, due),
      tasks: tasks.map(({ seatId, due: end, ...task }) => ({
        ...task,
        place: placeOf.get(seatId) ?? -1,
        due: end === null ? null : Date.parse(end),
      })),
      isOwed: due === null || isOwed,
    };
  }

  /** Whoever asks next has read the run as it is. */
  async read(): Promise<void> {
    this.detail = done(await this.get(NOBODY.personId));
  }

  /** What the server has kept of the commands gives the stored state once more; if not, why. */
  async whyNotReplayed(): Promise<string | undefined> {
    try {
      await recordHistory(this.house.database.owner, this.runId);
      return undefined;
    } catch (error) {
      if (error instanceof NotRecordable) return error.message;
      throw error;
    }
  }

  /** Nothing of this run is owed any more, and everybody is back. */
  async end(): Promise<void> {
    await this.house.database.owner.query('delete from work_item');
    await this.house.database.owner.query('update person set disabled_at = null where disabled_at is not null');
  }

  private async carry(ask: Ask, keys: Map<string, string>): Promise<Answer | undefined> {
    switch (ask.what) {
      case 'clock':
        await putClock(this.house.database, ask.to);
        return undefined;
      case 'tick':
        await this.house.database.workerTransactions.run(async (tx) => {
          await serveProject(tx, this.projectId);
          await tick(tx, this.runId);
        });
        return undefined;
      case 'read':
        return this.get(ask.by);
      case 'account':
        return this.change(ask.personId, ask.isDisabled);
      case 'command':
        return this.command(ask, keys.get(ask.key));
    }
  }

  private command({ given }: Extract<Ask, { what: 'command' }>, key?: string): Promise<Answer> {
    if (this.detail === undefined) throw new Error('nobody has read the run');
    const { path, body, form } = requestOf(given, this.detail);
    const by = given.by.personId;
    return form ? this.upload(by, path, form, key) : this.ask(by, path, body, key);
  }

  private async change(personId: string, disabled: boolean): Promise<Answer> {
    const [api] = this.house.apis;
    const path = `/organisation/house/people/${idOf(personId)}`;
    const { revision } = done(await api.request<HousePersonDetail>('GET', path, { as: ADMINISTRATOR }));
    const headers = { 'if-match': `"${revision}"` };
    return api.request('PATCH', path, { as: ADMINISTRATOR, body: { disabled }, headers });
  }

  private get(personId: string): Promise<Answer<RunDetail>> {
    return this.clients.request('GET', `/runs/${this.runId}`, personId);
  }

  private ask<T>(personId: string, path: string, body: object, key?: string): Promise<Answer<T>> {
    return this.clients.request('POST', path, personId, { body, key });
  }

  private upload(
    personId: string,
    path: string,
    fields: Record<string, string>,
    key?: string,
  ): Promise<Answer<DocumentSummary>> {
    const form = new FormData();
    form.append('file', new Blob(['Der Text'], { type: 'text/plain' }), 'konzept.txt');
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return this.clients.request('POST', path, personId, { form, key });
  }
}

function done<T>({ status, body, text }: Answer<T>): T {
  if (status >= 300) throw new Error(`the history cannot begin: ${status} ${text}`);
  return body;
}
