import type { Setup } from '@querraum/contracts';
import type { DataSource } from 'typeorm';
import { appendAudit, newId, type Transaction, Transactions } from '../platform';

export interface NewTenant {
  authority: Setup['authority'];
  administratorName: string;
  username: string;
  issuer: string;
  /** Null: the administrator waits for the first sign-in. */
  subject: string | null;
}

/** What the functions of the database take. */
export function tenantRow({ authority, administratorName, username, issuer, subject }: NewTenant) {
  const { name, shortName, kind, state } = authority;
  return {
    ...{ tenantId: newId(), unitId: newId(), personId: newId(), membershipId: newId() },
    ...{ key: shortName, name, kind, state, issuer, subject, personName: administratorName },
    username: username.toLowerCase(),
  };
}

/** The first entry in the chain of the house; the account's number is no part of it. */
export function recordTenant(tx: Transaction, row: ReturnType<typeof tenantRow>): Promise<void> {
  const { issuer: _issuer, subject: _subject, ...body } = row;
  const entry = { action: 'tenant.setUp', actor: row.personId, at: tx.now, body };
  return appendAudit(tx, row.tenantId, row.tenantId, [entry]);
}

/** A further authority, by the owner of the schema; in an empty installation the first. */
export function foundTenant(owner: DataSource, tenant: Omit<NewTenant, 'subject'>): Promise<void> {
  return new Transactions(owner).run(async (tx) => {
    const row = tenantRow({ ...tenant, subject: null });
    const taken = await tx.rows('select 1 from tenant where key = $1', [row.key]);
    if (taken.length > 0) throw new Error(`Das Kürzel ${row.key} gibt es schon.`);
    await tx.rows('select app.found_tenant($1)', [JSON.stringify(row)]);
    await recordTenant(tx, row);
  });
}
