import { access, type ActorTransaction, appendAudit, DomainError } from '../platform';

/**
 * Changes of one house happen one after the other: a rule such as "never the last administrator" is then judged on what
 * is really there.
 */
export async function openHouse(tx: ActorTransaction): Promise<void> {
  access.require(tx, 'organisation:edit');
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('organisation ' || $1, 0))", [tx.actor.tenantId]);
  await tx.lookAtClock();
}

/** One entry in the tenant's own chain. */
export const record = (tx: ActorTransaction, action: string, body: Record<string, unknown>): Promise<void> =>
  appendAudit(tx, tx.actor.tenantId, tx.actor.tenantId, [{ action, actor: tx.actor.personId, at: tx.now, body }]);

/** Somebody must be able to sign in tomorrow and administer: bound, not disabled, without an end. */
export async function requireAdministrator(tx: ActorTransaction, changedPerson: string): Promise<void> {
  const [row] = await tx.rows<{ n: number }>(
    `select count(*)::int as n from person p join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id
     where p.tenant_id = $1 and p.subject is not null and p.disabled_at is null and m.role = 'ADMIN'
       and m.valid_from <= $2 and m.valid_to is null`,
    [tx.actor.tenantId, tx.now],
  );
  if (row?.n === 0) throw new DomainError('lastAdministrator', { name: changedPerson });
}

/** A change of someone's roles or deputations is a change of that person too. */
export const touchPerson = (tx: ActorTransaction, id: string): Promise<unknown> =>
  tx.rows(
    'update person set changed_at = $3, changed_by = $4, revision = revision + 1 where tenant_id = $1 and id = $2',
    [tx.actor.tenantId, id, tx.now, tx.actor.personId],
  );
