import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { DataSource, type EntityManager } from 'typeorm';
import { appendAudit } from '../audit/audit';
import { DomainError } from '../domain-error';
import type { Actor, Caller } from './caller';
import { domainError, isCollision } from './outage';
import type { ActorTransaction, Transaction } from './transaction';

const MOST_ATTEMPTS = 3;

/** What makes a command repeatable: the client's key and everything that the request says. */
export interface CommandKey {
  key: string;
  request: unknown;
}

/** A result that must be committed (a tick that had to come first) though the command itself is refused. */
export class Refused {
  constructor(readonly error: DomainError) {}
}

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** Reads as this person. */
  read<T>(caller: Caller, work: (tx: ActorTransaction) => Promise<T>): Promise<T> {
    return this.run(async (tx) => work(await enter(tx, caller, false)));
  }

  /**
   * One command: idempotency row, context with locked authority, the work, the stored answer, commit.
   * The same key with the same request gives the stored answer; with another request it is refused.
   */
  command<T>(caller: Caller, commandKey: CommandKey, work: (tx: ActorTransaction) => Promise<T | Refused>): Promise<T> {
    return this.keyed(commandKey, (tx) => enter(tx, caller, true), work);
  }

  /**
   * A command about the person's own row alone. It rests on no authority, so none is locked: two at once, which both
   * held the row and wanted to change it, would wait for each other.
   */
  ownCommand<T>(caller: Caller, commandKey: CommandKey, work: (tx: ActorTransaction) => Promise<T>): Promise<T> {
    return this.keyed(commandKey, (tx) => enter(tx, caller, false), work);
  }

  private async keyed<T>(
    { key, request }: CommandKey,
    open: (tx: Transaction) => Promise<ActorTransaction>,
    work: (tx: ActorTransaction) => Promise<T | Refused>,
  ): Promise<T> {
    const result = await this.run<T | Refused>(async (tx) => {
      const actorTx = await open(tx);
      const hash = createHash('sha256')
        .update(canonicalize(request) ?? '')
        .digest();
      const stored = await reserveKey<T>(actorTx, key, hash);
      if (stored) return stored.response;
      const answer = await work(actorTx);
      const isRefused = answer instanceof Refused;
      await tx.rows(
        isRefused
          ? 'delete from idempotency where actor = $1 and key = $2'
          : 'update idempotency set response = $3 where actor = $1 and key = $2',
        isRefused ? [actorTx.actor.personId, key] : [actorTx.actor.personId, key, JSON.stringify(answer)],
      );
      return answer;
    });
    if (result instanceof Refused) throw result.error;
    return result;
  }

  /**
   * Without any context: row level security shows no tenant's row. For work items and health. Of two that
   * lock each other out or take the same name the database has one give way: nothing of it is left, it begins anew.
   */
  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await this.once(work);
      } catch (error) {
        if (!isCollision(error) || attempt === MOST_ATTEMPTS) throw domainError(error) ?? error;
      }
  }

  private once<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const tx = new OpenTransaction(manager);
      await tx.lookAtClock();
      return work(tx);
    });
  }
}

class OpenTransaction implements Transaction {
  now = new Date(0);

  constructor(readonly manager: EntityManager) {}

  async rows<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    const result = await this.manager.queryRunner?.query(sql, parameters, true);
    return (result?.records ?? []) as T[];
  }

  async lookAtClock(): Promise<void> {
    const [clock] = await this.rows<{ now: Date }>('select app.now() as now');
    if (clock) this.now = clock.now;
  }
}

/** The worker serves one project in this transaction: nothing else is visible to it. */
export async function serveProject(tx: Transaction, projectId: string): Promise<void> {
  await tx.rows("select set_config('app.served_project', $1, true)", [projectId]);
}

/** Loads the person and sets the context of row level security, in one round trip. `lock` holds the grants until commit. */
async function enter(tx: Transaction, caller: Caller, lock: boolean): Promise<ActorTransaction> {
  const actor = (await findActor(tx, caller, lock)) ?? (await bindActor(tx, caller, lock));
  if (!actor) throw new DomainError('personUnknown');
  // The context may have waited for locks.
  if (lock) await tx.lookAtClock();
  return Object.assign(tx, { actor });
}

async function findActor(tx: Transaction, { issuer, subject }: Caller, lock: boolean): Promise<Actor | null> {
  const [row] = await tx.rows<{ actor: Actor | null }>('select app.enter($1, $2, $3) as actor', [
    issuer,
    subject,
    lock,
  ]);
  return row?.actor ?? null;
}

/** Somebody whom nobody knows by subject: the person who waits for their first sign-in under this username, if there is one. */
async function bindActor(tx: Transaction, caller: Caller, lock: boolean): Promise<Actor | null> {
  if (caller.username === undefined) return null;
  const [row] = await tx.rows<{ bound: { personId: string; tenantId: string; username: string } | null }>(
    'select app.bind_person($1, $2, $3) as bound',
    [caller.issuer, caller.subject, caller.username],
  );
  if (row?.bound) {
    const { personId, tenantId, username } = row.bound;
    const body = { personId, username, issuer: caller.issuer, subject: caller.subject };
    await appendAudit(tx, tenantId, tenantId, [{ action: 'person.signedInFirst', actor: personId, at: tx.now, body }]);
    await tx.rows("select set_config('app.entering_tenant', '', true)");
  }
  // Asked again even if nobody was bound: two requests of the same first sign-in may have come at once.
  return findActor(tx, caller, lock);
}

async function reserveKey<T>(tx: ActorTransaction, key: string, hash: Buffer): Promise<{ response: T } | undefined> {
  const inserted = await tx.rows(
    'insert into idempotency (actor, key, request_hash, created_at) values ($1, $2, $3, $4) on conflict do nothing returning key',
    [tx.actor.personId, key, hash, tx.now],
  );
  if (inserted.length > 0) return undefined;
  const [stored] = await tx.rows<{ request_hash: Buffer; response: T }>(
    'select request_hash, response from idempotency where actor = $1 and key = $2',
    [tx.actor.personId, key],
  );
  if (!stored?.request_hash.equals(hash)) throw new DomainError('idempotencyKeyReused');
  return { response: stored.response };
}
