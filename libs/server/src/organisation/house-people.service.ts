import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  type HousePerson,
  type HousePersonDetail,
  type Page,
  type PeopleQuery,
  type PersonChange,
  type PersonEntry,
} from '@querraum/contracts';
import { z } from 'zod';
import {
  access,
  type ActorTransaction,
  type Caller,
  decodeCursor,
  DomainError,
  newId,
  toPage,
  Transactions,
  requireRevision,
} from '../platform';
import { openHouse, record, requireAdministrator, touchPerson } from './house-changes';
import { countPeople, deputationsOf, findPeople, findPerson, rolesOf } from './house.queries';

const Cursor = z.object({ name: z.string(), id: z.uuid() });

/** People of the own house, kept by its administrators. */
@Injectable()
export class HousePeopleService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, { query, cursor, limit }: PeopleQuery): Promise<Page<HousePerson>> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      const after = decodeCursor(cursor, Cursor);
      const words = query?.trim() || null;
      const rows = await findPeople(tx, words, after, limit + 1);
      const count = await countPeople(tx, words, COUNT_CAP + 1);
      return toPage(rows, {
        limit,
        count,
        item: (person) => person,
        cursorOf: ({ name, id }) => ({ name, id }),
      });
    });
  }

  get(caller: Caller, id: string): Promise<HousePersonDetail> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      return personDetail(tx, id);
    });
  }

  add(caller: Caller, key: string, input: PersonEntry): Promise<HousePersonDetail> {
    return this.transactions.command(caller, { key, request: { act: 'person.add', input } }, async (tx) => {
      await openHouse(tx);
      const id = newId();
      await requireUsername(tx, id, input.username);
      if (await isAwaitedElsewhere(tx, caller, input.username))
        throw new DomainError('usernameAwaited', { username: input.username });
      await insertPeople(tx, caller, [{ id, ...input }]);
      await record(tx, 'person.added', { personId: id, ...input });
      return personDetail(tx, id);
    });
  }

  /** Name, username, and whether the person may act at all; a disabled person can do nothing from this commit on. */
  change(caller: Caller, key: string, id: string, revision: number, change: PersonChange): Promise<HousePersonDetail> {
    const request = { act: 'person.change', id, revision, change };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const person = await findPerson(tx, id);
      requireRevision(person.revision, revision);
      const disabled = change.disabled ?? person.disabledAt !== null;
      const username = change.username ?? person.username;
      const name = change.name ?? person.name;
      const email = change.email === undefined ? person.email : change.email;
      if (!disabled) {
        await requireUsername(tx, id, username);
        if (!person.isBound && (await isAwaitedElsewhere(tx, caller, username)))
          throw new DomainError('usernameAwaited', { username });
      }
      await tx.rows(
        `update person set name = $3, username = $4, disabled_at = case when $5 then coalesce(disabled_at, $6) end,
           email = $7
         where tenant_id = $1 and id = $2`,
        [tx.actor.tenantId, id, name, username, disabled, tx.now, email],
      );
      await touchPerson(tx, id);
      await requireAdministrator(tx, person.name);
      const { name: oldName, username: oldUsername, email: oldEmail, disabledAt } = person;
      const before = { name: oldName, username: oldUsername, email: oldEmail, disabled: disabledAt !== null };
      await record(tx, 'person.changed', { personId: id, before, after: { name, username, email, disabled } });
      return personDetail(tx, id);
    });
  }
}

export async function personDetail(tx: ActorTransaction, id: string): Promise<HousePersonDetail> {
  const person = await findPerson(tx, id);
  const now = tx.now.toISOString();
  const all = await rolesOf(tx, [id]);
  const formerRoles = all
    .filter(({ validTo }) => validTo !== null && validTo <= now)
    .map(({ personId: _personId, ...role }) => role);
  return { ...person, formerRoles, deputations: await deputationsOf(tx, id) };
}

async function requireUsername(tx: ActorTransaction, id: string, username: string): Promise<void> {
  const [namesake] = await tx.rows<{ name: string }>(
    'select name from person where tenant_id = $1 and username = $2 and id <> $3 and disabled_at is null',
    [tx.actor.tenantId, username, id],
  );
  if (namesake) throw new DomainError('usernameTaken', { username, name: namesake.name });
}

/** Two houses cannot wait for the same account: whose would it become? */
export async function isAwaitedElsewhere(tx: ActorTransaction, { issuer }: Caller, username: string): Promise<boolean> {
  const found = await tx.rows(
    `select 1 from person where issuer = $1 and username = $2 and tenant_id <> $3 and subject is null
       and disabled_at is null`,
    [issuer, username, tx.actor.tenantId],
  );
  return found.length > 0;
}

/** People without subject: they wait for their first sign-in. */
export async function insertPeople(
  tx: ActorTransaction,
  { issuer }: Caller,
  people: (PersonEntry & { id: string })[],
): Promise<void> {
  const inserted = await tx.rows(
    `insert into person (tenant_id, id, issuer, username, name, email, changed_at, changed_by)
     select $1, id, $3, username, name, email, $4, $5
     from jsonb_to_recordset($2::jsonb) as r(id uuid, username text, name text, email text)
     on conflict do nothing returning id`,
    [tx.actor.tenantId, JSON.stringify(people), issuer, tx.now, tx.actor.personId],
  );
  // Another house was quicker by a moment.
  if (inserted.length < people.length)
    throw new DomainError('usernameAwaited', { username: people.map(({ username }) => username).join(', ') });
}
