import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { DataSource } from 'typeorm';
import { appendAudit } from '../audit/audit';
import { DomainError } from '../domain-error';
import { tracing } from '../tracing/tracing';
import type { Actor, Caller } from './caller';
import { findKnownActor, keepKnownActor, knownValues, type Standing } from './known-actors';
import { inTransaction, type OpenTransaction } from './open-transaction';
import { domainError, isCollision } from './outage';
import { statement } from './statement';
import type { ActorTransaction, Held, Transaction } from './transaction';

const MOST_ATTEMPTS = 3;

/** What makes a command repeatable: the client's key and everything that the request says. */
export interface CommandKey {
  key: string;
  request: unknown;
  /** What is locked before the work begins; with a task its run, if it has one. */
  hold?: { kind: 'project' | 'run' | 'task'; id: string };
}

/** A result that must be committed (a tick that had to come first) though the command itself is refused. */
export class Refused {
  constructor(readonly error: DomainError) {}
}

const ENTER_ANEW = statement(
  'enterAnew',
  `select actor, rests_on as "restsOn", authority, houses, known_from::text as "from", known_until::text as "until", app.now() as now
   from app.enter_anew($1, $2, false)`,
);
const ENTER_AGAIN = statement('enterAgain', 'select app.enter_again($1, $2, $3, $4, $5, $6, $7, $8, $9) as now');
const SERVE_PROJECT = statement('serveProject', "select set_config('app.served_project', $1, true)");
const START_COMMAND = statement(
  'startCommand',
  `select actor, rests_on as "restsOn", authority, houses, actor_from::text as "from", actor_until::text as "until",
     is_known as "isKnown", stored_hash as "storedHash", stored_response as "storedResponse", held_run as "heldRun",
     held_step as "heldStep", held_seat as "heldSeat", moment, written_by as "writtenBy", head, valid_version as "validVersion"
   from app.start_command($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);
const OPEN_OWN_COMMAND = statement(
  'openOwnCommand',
  `select actor, stored_hash as "storedHash", stored_response as "storedResponse", moment
   from app.open_command($1, $2, false, $3, null, null)`,
);
const KEEP_ANSWER = statement(
  'keepAnswer',
  'insert into idempotency (actor, key, request_hash, response, created_at) values ($1, $2, $3, $4, $5)',
);

interface Begun {
  actor: Actor | null;
  storedHash: Buffer | null;
  storedResponse: unknown;
}

interface Started extends Begun, Standing {
  isKnown: boolean;
  heldRun: string | null;
  heldStep: string | null;
  heldSeat: string | null;
  moment: Date;
  /** Of the run that is held, if one transaction has written all of it and whoever asks sees all of it. */
  writtenBy: string | null;
  head: string | null;
  validVersion: number;
}

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** Reads as this person. */
  read<T>(caller: Caller, work: (tx: ActorTransaction) => Promise<T>): Promise<T> {
    return this.attempt(async (tx) => work(await enter(tx, caller)));
  }

  /**
   * One command: context with locked authority, the key's answer if it has one, locks, the work, the stored answer, commit.
   * The same key with the same request gives the stored answer; with another request it is refused.
   */
  command<T>(caller: Caller, commandKey: CommandKey, work: (tx: ActorTransaction) => Promise<T | Refused>): Promise<T> {
    return this.keyed(caller, commandKey, start, work);
  }

  /**
   * A command about the person's own row alone. It rests on no authority, so none is locked: two at once, which both
   * held the row and wanted to change it, would wait for each other.
   */
  ownCommand<T>(caller: Caller, commandKey: CommandKey, work: (tx: ActorTransaction) => Promise<T>): Promise<T> {
    return this.keyed(caller, commandKey, openOwn, work);
  }

  private async keyed<T>(
    caller: Caller,
    commandKey: CommandKey,
    open: typeof start,
    work: (tx: ActorTransaction) => Promise<T | Refused>,
  ): Promise<T> {
    const hash = createHash('sha256')
      .update(canonicalize(commandKey.request) ?? '')
      .digest();
    const result = await this.attempt<T | Refused>(async (tx) => {
      const { actor, storedHash, storedResponse } = await begin(() => open(tx, caller, commandKey), tx, caller);
      if (storedHash && !storedHash.equals(hash)) throw new DomainError('idempotencyKeyReused');
      if (storedHash) return storedResponse as T;
      const answer = await work(Object.assign(tx, { actor }));
      if (!(answer instanceof Refused))
        tx.later(KEEP_ANSWER, [actor.personId, commandKey.key, hash, JSON.stringify(answer), tx.now]);
      return answer;
    });
    if (result instanceof Refused) throw result.error;
    return result;
  }

  /** Without any context: row level security shows no tenant's row. For work items and health. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.attempt(async (tx) => {
      await tx.lookAtClock();
      return work(tx);
    });
  }

  /**
   * Of two that lock each other out or take the same name the database has one give way: nothing of it is left, it begins
   * anew.
   */
  private async attempt<T>(work: (tx: OpenTransaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await inTransaction(this.dataSource, tracing.isOn ? traced(work) : work);
      } catch (error) {
        if (!isCollision(error) || attempt === MOST_ATTEMPTS) throw domainError(error) ?? error;
      }
  }
}

const SERVE_PROJECTS = statement(
  'serveProjects',
  "select set_config('app.served_project', array_to_string($1::uuid[], ','), true)",
);

/** The worker serves these projects in this transaction, for what is due in all of them at once (docs/adr/0059). */
export async function serveProjects(tx: Transaction, projectIds: string[]): Promise<void> {
  await tx.rows(SERVE_PROJECTS, [projectIds]);
}

const traced =
  <T>(work: (tx: OpenTransaction) => Promise<T>) =>
  async (tx: OpenTransaction): Promise<T> => {
    await tracing.stamp(tx);
    return work(tx);
  };

/** The worker serves one project in this transaction: nothing else is visible to it. */
export async function serveProject(tx: Transaction, projectId: string): Promise<void> {
  await tx.rows(SERVE_PROJECT, [projectId]);
}

/** Loads the person and sets the context of row level security, in one round trip. */
async function enter(tx: OpenTransaction, caller: Caller): Promise<ActorTransaction> {
  const actor = (await findActor(tx, caller)) ?? (await bindActor(tx, caller), await findActor(tx, caller));
  if (!actor) throw new DomainError('personUnknown');
  return Object.assign(tx, { actor });
}

async function findActor(tx: OpenTransaction, caller: Caller): Promise<Actor | null> {
  const dataSource = tx.manager.connection;
  const known = findKnownActor(dataSource, caller);
  if (known) {
    const [again] = await tx.rows<{ now: Date | null }>(ENTER_AGAIN, knownValues(known));
    if (again?.now) {
      tx.now = again.now;
      return known.actor;
    }
  }
  const [row] = await tx.rows<Standing & { actor: Actor | null; now: Date }>(ENTER_ANEW, [
    caller.issuer,
    caller.subject,
  ]);
  if (!row?.actor) return null;
  tx.now = row.now;
  return keepActor(dataSource, caller, row.actor, row);
}

/** Kept for the next time, and given to everybody who comes by it: nobody may change it. */
function keepActor(dataSource: DataSource, caller: Caller, actor: Actor, standing: Standing): Actor {
  const { restsOn, authority, houses, from, until } = standing;
  for (const part of [actor, actor.unitIds, actor.grants, ...actor.grants]) Object.freeze(part);
  keepKnownActor(dataSource, caller, { actor, restsOn, authority, houses, from, until });
  return actor;
}

async function begin(
  open: () => Promise<Begun>,
  tx: OpenTransaction,
  caller: Caller,
): Promise<Begun & { actor: Actor }> {
  const first = await open();
  if (first.actor) return { ...first, actor: first.actor };
  await bindActor(tx, caller);
  const { actor, ...begun } = await open();
  if (!actor) throw new DomainError('personUnknown');
  return { ...begun, actor };
}

async function start(tx: OpenTransaction, caller: Caller, { key, hold }: CommandKey): Promise<Begun> {
  const dataSource = tx.manager.connection;
  const known = findKnownActor(dataSource, caller);
  const [started] = await tx.rows<Started>(START_COMMAND, [
    caller.issuer,
    caller.subject,
    ...knownValues(known),
    key,
    hold?.kind ?? null,
    hold?.id ?? null,
  ]);
  if (!started) throw new Error('a command did not begin');
  tx.now = started.moment;
  tx.held = heldBy(started, hold);
  if (known && started.isKnown) return { ...started, actor: known.actor };
  const { actor } = started;
  return { ...started, actor: actor && keepActor(dataSource, caller, actor, started) };
}

function heldBy(
  { heldRun, heldStep, heldSeat, writtenBy, head, houses, validVersion }: Started,
  hold: CommandKey['hold'],
): Held | null {
  if (heldRun === null) return hold?.kind === 'project' ? { kind: 'project', id: hold.id } : null;
  return {
    kind: 'run',
    id: heldRun,
    ...(hold?.kind === 'task' && heldStep !== null && { task: { id: hold.id, stepId: heldStep, seatId: heldSeat } }),
    ...(writtenBy !== null &&
      head !== null && { as: { writtenBy, head, knownRevision: houses, procedureValidVersion: validVersion } }),
  };
}

async function openOwn(tx: OpenTransaction, { issuer, subject }: Caller, { key }: CommandKey): Promise<Begun> {
  const [opened] = await tx.rows<Begun & { moment: Date }>(OPEN_OWN_COMMAND, [issuer, subject, key]);
  if (!opened) throw new Error('a command did not begin');
  tx.now = opened.moment;
  return opened;
}

/**
 * Somebody whom nobody knows by subject: the person who waits for their first sign-in under this username, if there is one.
 * Asked again even if nobody was bound: two requests of the same first sign-in may have come at once.
 */
async function bindActor(tx: OpenTransaction, caller: Caller): Promise<void> {
  if (caller.username === undefined) return;
  await tx.lookAtClock();
  const [row] = await tx.rows<{ bound: { personId: string; tenantId: string; username: string } | null }>(
    'select app.bind_person($1, $2, $3) as bound',
    [caller.issuer, caller.subject, caller.username],
  );
  if (!row?.bound) return;
  const { personId, tenantId, username } = row.bound;
  const body = { personId, username, issuer: caller.issuer, subject: caller.subject };
  await appendAudit(tx, tenantId, tenantId, [{ action: 'person.signedInFirst', actor: personId, at: tx.now, body }]);
  await tx.rows("select set_config('app.entering_tenant', '', true)");
}
