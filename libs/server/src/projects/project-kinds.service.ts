import { Injectable } from '@nestjs/common';
import type { KindEntry, ProjectKind, ProjectKindDetail } from '@querraum/contracts';
import { FIELD_TYPE_NAMES } from '@querraum/contracts';
import {
  access,
  appendAudit,
  DomainError,
  newId,
  Transactions,
  type ActorTransaction,
  type Caller,
  requireRevision,
} from '../platform';
import { keepFields, retyped } from './kind-rules';
import { findKind, kindsOfHouse } from './project-kind';

/** Kinds of projects of the own house, kept by its administrators. A kind is retired, never deleted: its projects keep it. */
@Injectable()
export class ProjectKindsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller): Promise<ProjectKind[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'kind:read');
      return kindsOfHouse(tx);
    });
  }

  get(caller: Caller, id: string): Promise<ProjectKindDetail> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'kind:edit');
      return detailOf(tx, await getKind(tx, id));
    });
  }

  add(caller: Caller, key: string, entry: KindEntry): Promise<ProjectKindDetail> {
    return this.transactions.command(caller, { key, request: { act: 'kind.add', entry } }, async (tx) => {
      const kinds = await openKinds(tx);
      const id = newId();
      await checkEntry(tx, kinds, id, entry);
      await tx.rows('insert into project_kind (tenant_id, id, code, name, description) values ($1, $2, $3, $4, $5)', [
        tx.actor.tenantId,
        id,
        entry.code,
        entry.name,
        entry.description,
      ]);
      await writeKind(tx, id, { ...entry, fields: keepFields([], entry.fields, new Set()) }, 1);
      await record(tx, 'kind.added', { kindId: id, ...entry });
      return detailOf(tx, await getKind(tx, id));
    });
  }

  change(caller: Caller, key: string, id: string, revision: number, entry: KindEntry): Promise<ProjectKindDetail> {
    const request = { act: 'kind.change', id, revision, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const kinds = await openKinds(tx);
      const kind = kindAsRead(kinds, id, revision);
      await checkEntry(tx, kinds, id, entry);
      const inUse = new Set(Object.keys((await usageOf(tx, id)).fields));
      const other = retyped(kind.fields, entry.fields, inUse);
      if (other) throw new DomainError('kindFieldType', { field: other.label, type: FIELD_TYPE_NAMES[other.type] });
      const after = { ...entry, fields: keepFields(kind.fields, entry.fields, inUse) };
      await writeKind(tx, id, after, revision + 1);
      await record(tx, 'kind.changed', { kindId: id, before: entryOf(kind), after });
      return detailOf(tx, await getKind(tx, id));
    });
  }

  /** No new projects are opened of a retired kind; those that are there go on. */
  retire(caller: Caller, key: string, id: string, revision: number): Promise<ProjectKindDetail> {
    const request = { act: 'kind.retire', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const kinds = await openKinds(tx);
      const kind = kindAsRead(kinds, id, revision);
      if (!kinds.some((other) => other.id !== id && other.retiredAt === null))
        throw new DomainError('kindLast', { name: kind.name });
      await setRetired(tx, id, tx.now);
      await record(tx, 'kind.retired', { kindId: id, name: kind.name });
      return detailOf(tx, await getKind(tx, id));
    });
  }

  /** A retired kind is offered again. */
  offer(caller: Caller, key: string, id: string, revision: number): Promise<ProjectKindDetail> {
    const request = { act: 'kind.offer', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const kind = kindAsRead(await openKinds(tx), id, revision);
      await setRetired(tx, id, null);
      await record(tx, 'kind.offered', { kindId: id, name: kind.name });
      return detailOf(tx, await getKind(tx, id));
    });
  }
}

interface Usage {
  projects: number;
  /** How many projects have something in it, by the key of the field. */
  fields: Record<string, number>;
}

async function usageOf(tx: ActorTransaction, id: string): Promise<Usage> {
  const [row] = await tx.rows<{ usage: Usage | null }>('select app.kind_usage($1) as usage', [id]);
  return row?.usage ?? { projects: 0, fields: {} };
}

async function getKind(tx: ActorTransaction, id: string): Promise<ProjectKind> {
  const kind = await findKind(tx, tx.actor.tenantId, id);
  if (!kind) throw new DomainError('notFound');
  return kind;
}

const detailOf = async (tx: ActorTransaction, kind: ProjectKind): Promise<ProjectKindDetail> => ({
  ...kind,
  projects: (await usageOf(tx, kind.id)).projects,
});

/** One change of a house's kinds after the other: a rule such as "never the last one" is judged on what is really there. */
async function openKinds(tx: ActorTransaction): Promise<ProjectKind[]> {
  access.require(tx, 'kind:edit');
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('kinds ' || $1, 0))", [tx.actor.tenantId]);
  await tx.lookAtClock();
  return kindsOfHouse(tx);
}

function kindAsRead(kinds: ProjectKind[], id: string, read: number): ProjectKind {
  const kind = kinds.find((one) => one.id === id);
  if (!kind) throw new DomainError('notFound');
  requireRevision(kind.revision, read);
  return kind;
}

async function checkEntry(tx: ActorTransaction, kinds: ProjectKind[], id: string, entry: KindEntry): Promise<void> {
  const namesake = kinds.find((kind) => kind.id !== id && kind.code === entry.code);
  if (namesake) throw new DomainError('kindCodeTaken', { code: entry.code, name: namesake.name });
  const [row] = await tx.rows<{ n: number }>(
    'select count(distinct procedure_id)::int as n from procedure_version where tenant_id = $1 and procedure_id = any ($2)',
    [tx.actor.tenantId, entry.procedureIds],
  );
  if (row?.n !== new Set(entry.procedureIds).size) throw new DomainError('kindProcedureUnknown');
}

type Written = Omit<KindEntry, 'fields'> & Pick<ProjectKind, 'fields'>;

const writeKind = (tx: ActorTransaction, id: string, kind: Written, revision: number): Promise<unknown> =>
  tx.rows(
    `update project_kind set code = $3, name = $4, description = $5, participants = $6, fields = $7, phases = $8,
       procedure_ids = $9, retention_years = $10, revision = $11, changed_at = $12, changed_by = $13
     where tenant_id = $1 and id = $2`,
    [
      tx.actor.tenantId,
      id,
      kind.code,
      ...[kind.name, kind.description, kind.participants, kind.fields, kind.phases].map((part) => JSON.stringify(part)),
      kind.procedureIds,
      kind.retentionYears,
      revision,
      tx.now,
      tx.actor.personId,
    ],
  );

const setRetired = (tx: ActorTransaction, id: string, retiredAt: Date | null): Promise<unknown> =>
  tx.rows(
    `update project_kind set retired_at = $3, revision = revision + 1, changed_at = $4, changed_by = $5
     where tenant_id = $1 and id = $2`,
    [tx.actor.tenantId, id, retiredAt, tx.now, tx.actor.personId],
  );

function entryOf(kind: ProjectKind): Written {
  const { code, name, description, participants, fields, phases, procedureIds, retentionYears } = kind;
  return { code, name, description, participants, fields, phases, procedureIds, retentionYears };
}

/** One entry in the tenant's own chain. */
const record = (tx: ActorTransaction, action: string, body: Record<string, unknown>): Promise<void> =>
  appendAudit(tx, tx.actor.tenantId, tx.actor.tenantId, [{ action, actor: tx.actor.personId, at: tx.now, body }]);
