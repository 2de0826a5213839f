import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../machine/database.ts';

const PATIENCE_MS = 60_000;
/** Why a work item has failed of which the house is made to believe it. */
export const PLANTED = 'planted';
const LEASE_SEEN_AFTER_MS = 2000;

/** What waits for its time waits a thousand years longer, but for these. */
export const putOffAllBut = (database: Database, workItems: string[]): Promise<unknown> =>
  database.rows(
    `update work_item set due_at = due_at + interval '1000 years'
     where state = 'ready' and due_at < clock_timestamp() + interval '500 years' and id <> all ($1)`,
    [workItems],
  );

interface Standing {
  state: string;
  isParked: boolean;
  isPutOff: boolean;
}

/**
 * While a job is struck, nothing else may be at work: whatever is owed is put off by a thousand years, also what comes to be
 * owed meanwhile, and let go one by one.
 */
export class ParkedWork {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async begin(): Promise<void> {
    await this.#database.rows(`create or replace function torture_park() returns trigger language plpgsql as
      $$ begin
        -- What is owed to nobody, each worker owes anew when it starts.
        if not new.payload ?| array['projectId', 'webhookId', 'personId', 'ownerId'] then return null; end if;
        new.due_at := new.due_at + interval '1000 years';
        return new;
      end $$`);
    await this.#database.rows(
      'create trigger torture_parks before insert on work_item for each row execute function torture_park()',
    );
    // What goes on in pieces stops after each, so that what one of them leaves can be seen.
    await this.#database.rows(`create or replace function torture_park_again() returns trigger language plpgsql as
      $$ begin
        if current_user = 'app_worker' and new.state = 'ready' and new.due_at <= app.now() then
          new.due_at := new.due_at + interval '1000 years';
        end if;
        return new;
      end $$`);
    await this.#database.rows(
      'create trigger torture_parks_again before update of due_at on work_item for each row execute function torture_park_again()',
    );
    await putOffAllBut(this.#database, []);
  }

  async end(): Promise<void> {
    await this.#database.rows('drop trigger torture_parks on work_item');
    await this.#database.rows('drop trigger torture_parks_again on work_item');
    // Of these the house was told that they have failed.
    await this.#database.rows(
      `update work_item set state = 'ready', attempts = 0, last_error = null where state = 'incident' and last_error = $1`,
      [PLANTED],
    );
    await this.#database.rows(
      `update work_item set due_at = due_at - interval '1000 years', dispatched_at = null
       where state = 'ready' and due_at > clock_timestamp() + interval '500 years'`,
    );
  }

  /** From now on anybody may do it; what was begun before need not wait for its time. */
  async letGo(id: string): Promise<void> {
    await this.#database.rows(
      `update work_item set due_at = least(due_at, app.now()), dispatched_at = null where id = $1 and state = 'ready'`,
      [id],
    );
    await this.#database.rows(`select pg_notify('work', '')`);
  }

  /** `parked`: a piece of it has been done, and it waits for somebody who lets it go again; `done`: until another day, at least. */
  async standing(id: string): Promise<'done' | 'parked' | 'open'> {
    const { state, isParked, isPutOff } = await this.#database.one<Standing>(
      `select state, due_at > clock_timestamp() + interval '500 years' as "isParked",
         due_at > app.now() + interval '1 day' as "isPutOff" from work_item where id = $1`,
      [id],
    );
    if (state === 'ready' && isParked) return 'parked';
    return state === 'done' || (state === 'ready' && isPutOff) ? 'done' : 'open';
  }

  async isGivenUp(id: string): Promise<boolean> {
    const { state } = await this.#database.one<Standing>('select state from work_item where id = $1', [id]);
    return state === 'incident';
  }

  /** As if an administrator wanted it tried again. */
  async tryAgain(id: string): Promise<void> {
    await this.#database.rows(
      `update work_item set state = 'ready', attempts = 0, dispatch_no = 0 where id = $1 and state = 'incident'`,
      [id],
    );
  }

  async untilDone(id: string): Promise<void> {
    while ((await this.untilPiece(id)) === 'parked') await this.letGo(id);
  }

  /** What was let go has been done, or a piece of it. */
  async untilPiece(id: string): Promise<'done' | 'parked'> {
    let leaseUntil = Date.now() + LEASE_SEEN_AFTER_MS;
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
      const standing = await this.standing(id);
      if (standing !== 'open') return standing;
      if (Date.now() < leaseUntil) continue;
      leaseUntil = Infinity;
      await this.endLeases();
      await this.letGo(id);
    }
    throw new Error(`work item ${id} is not done`);
  }

  /** As if the time were over for which a mail or a piece of an export belongs to whoever has begun it and is dead. */
  async endLeases(): Promise<void> {
    await this.#database.rows(
      // Those that are over belong to strikes before: they would count as written by this one.
      'update mail_delivery set leased_until = clock_timestamp() where leased_until > clock_timestamp()',
    );
    await this.#database.rows('update export_piece set leased_until = app.now() where leased_until > app.now()');
  }

  ofPerson(kind: string, personId: string): Promise<string[]> {
    return this.#of(kind, 'personId', personId);
  }

  /** Owed to whoever subscribed to it. */
  ofOwner(kind: string, ownerId: string): Promise<string[]> {
    return this.#of(kind, 'ownerId', ownerId);
  }

  ofPlan(kind: string, migrationId: string): Promise<string[]> {
    return this.#of(kind, 'migrationId', migrationId);
  }

  ofProject(kind: string, projectId: string): Promise<string[]> {
    return this.#of(kind, 'projectId', projectId);
  }

  /** The items of this kind of whose payload this is a part, the next one first. */
  async #of(kind: string, key: string, id: string): Promise<string[]> {
    const rows = await this.#database.rows<{ id: string }>(
      `select id from work_item where kind = $1 and state = 'ready' and payload ->> $2 = $3 order by due_at, id`,
      [kind, key, id],
    );
    return rows.map((row) => row.id);
  }
}
