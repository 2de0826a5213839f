import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { DataSource } from 'typeorm';
import { appendAudit } from '../audit/audit';
import { DomainError } from '../domain-error';
import type { Actor, Caller } from './caller';
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

const ENTER = statement('enter', 'select app.enter($1, $2, false) as actor, app.now() as now');
const SERVE_PROJECT = statement('serveProject', "select set_config('app.served_project', $1, true)");
const BEGIN_COMMAND = statement(
  'beginCommand',
  `select actor, stored_hash as "storedHash", stored_response as "storedResponse", held_run as "heldRun",
     held_task as "heldTask", moment
   from app.begin_command($1, $2, $3, $4, $5, $6)`,
);
const KEEP_ANSWER = statement(
  'keepAnswer',
  'insert into idempotency (actor, key, request_hash, response, created_at) values ($1, $2, $3, $4, $5)',
);

interface Begun {
  actor: Actor | null;
  storedHash: Buffer | null;
  storedResponse: unknown;
  heldRun: string | null;
  heldTask: Held['task'] | null;
  moment: Date;
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
    return this.keyed(caller, commandKey, true, work);
  }

  /**
   * A command about the person's own row alone. It rests on no authority, so none is locked: two at once, which both
   * held the row and wanted to change it, would wait for each other.
   */
  ownCommand<T>(caller: Caller, commandKey: CommandKey, work: (tx: ActorTransaction) => Promise<T>): Promise<T> {
    return this.keyed(caller, commandKey, false, work);
  }

  private async keyed<T>(
    caller: Caller,
    commandKey: CommandKey,
    lockAuthority: boolean,
    work: (tx: ActorTransaction) => Promise<T | Refused>,
  ): Promise<T> {
    const hash = createHash('sha256')
      .update(canonicalize(commandKey.request) ?? '')
      .digest();
    const result = await this.attempt<T | Refused>(async (tx) => {
      const { actor, storedHash, storedResponse } = await begin(tx, caller, commandKey, lockAuthority);
      if (storedHash && !storedHash.equals(hash)) throw new DomainError('idempotencyKeyReused');
      if (storedHash) return storedResponse as T;
      const answer = await work(Object.assign(tx, { actor }));
      if (!(answer instanceof Refused))
        tx.endWith(KEEP_ANSWER, [actor.personId, commandKey.key, hash, JSON.stringify(answer), tx.now]);
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
        return await inTransaction(this.dataSource, work);
      } catch (error) {
        if (!isCollision(error) || attempt === MOST_ATTEMPTS) throw domainError(error) ?? error;
      }
  }
}

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

async function findActor(tx: OpenTransaction, { issuer, subject }: Caller): Promise<Actor | null> {
  const [row] = await tx.rows<{ actor: Actor | null; now: Date }>(ENTER, [issuer, subject]);
  if (row) tx.now = row.now;
  return row?.actor ?? null;
}

async function begin(
  tx: OpenTransaction,
  caller: Caller,
  commandKey: CommandKey,
  lockAuthority: boolean,
): Promise<Begun & { actor: Actor }> {
  const first = await tryToBegin(tx, caller, commandKey, lockAuthority);
  if (first.actor) return { ...first, actor: first.actor };
  await bindActor(tx, caller);
  const { actor, ...begun } = await tryToBegin(tx, caller, commandKey, lockAuthority);
  if (!actor) throw new DomainError('personUnknown');
  return { ...begun, actor };
}

async function tryToBegin(
  tx: OpenTransaction,
  { issuer, subject }: Caller,
  { key, hold }: CommandKey,
  lockAuthority: boolean,
): Promise<Begun> {
  const [begun] = await tx.rows<Begun>(BEGIN_COMMAND, [
    issuer,
    subject,
    lockAuthority,
    key,
    hold?.kind ?? null,
    hold?.id ?? null,
  ]);
  if (!begun) throw new Error('a command did not begin');
  tx.now = begun.moment;
  if (begun.heldRun !== null)
    tx.held = { kind: 'run', id: begun.heldRun, ...(begun.heldTask && { task: begun.heldTask }) };
  else if (hold?.kind === 'project') tx.held = { kind: 'project', id: hold.id };
  return begun;
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
