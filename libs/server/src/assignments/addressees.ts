import { MOST_ADDRESSEES, type AssignmentAddressee } from '@querraum/contracts';
import { requireUnit } from '../organisation';
import { DomainError, type ActorTransaction, type Transaction } from '../platform';
import { addressedTo } from './assignment-authority';

/** Where a task goes, with the names of this moment. */
export interface Addressed {
  unitId: string;
  unitName: string;
  positionId: string | null;
  personId: string | null;
  /** „Gesundheitsamt“, „Gesundheitsamt, GES 12“, „Gesundheitsamt, Kim Yılmaz“. */
  inWords: string;
  personName: string | null;
}

/** Every unit exists and is not dissolved, the post and the person belong to it, and nobody is named twice. */
export async function requireAddressees(tx: ActorTransaction, addressees: AssignmentAddressee[]): Promise<Addressed[]> {
  if (addressees.length > MOST_ADDRESSEES)
    throw new DomainError('groupTooLarge', { limit: MOST_ADDRESSEES, count: addressees.length });
  const addressed: Addressed[] = [];
  const seen = new Set<string>();
  for (const addressee of addressees) {
    const found = await requireAddressee(tx, addressee);
    const key = `${found.unitId} ${found.positionId ?? ''} ${found.personId ?? ''}`;
    if (seen.has(key)) throw new DomainError('unitTwice', { unit: found.inWords });
    seen.add(key);
    addressed.push(found);
  }
  return addressed;
}

export async function requireAddressee(tx: ActorTransaction, addressee: AssignmentAddressee): Promise<Addressed> {
  const { unitId, positionId = null, personId = null } = addressee;
  const unit = await requireUnit(tx, unitId);
  const base = { unitId, unitName: unit.name, positionId, personId };
  if (positionId !== null) {
    const [position] = await tx.rows<{ code: string }>(
      'select code from position where id = $1 and unit_id = $2 and ended_at is null',
      [positionId, unitId],
    );
    if (!position) throw new DomainError('positionUnknown', { unit: unit.name });
    return { ...base, inWords: `${unit.name}, ${position.code}`, personName: null };
  }
  if (personId === null) return { ...base, inWords: unit.name, personName: null };
  // Other houses keep their people to themselves.
  const [person] = await tx.rows<{ name: string }>('select name from person where id = $1 and tenant_id = $2', [
    personId,
    tx.actor.tenantId,
  ]);
  const people = await addressedTo(tx, { unitId, positionId, personId });
  if (!person || people.length === 0) throw new DomainError('personNotInUnit', { unit: unit.name });
  return { ...base, inWords: `${unit.name}, ${person.name}`, personName: person.name };
}

/** All that take part in the project, but for the unit that asks. */
export async function participantsOf(
  tx: Transaction,
  projectId: string,
  exceptUnitId: string | null,
): Promise<{ id: string; name: string }[]> {
  return tx.rows<{ id: string; name: string }>(
    `select u.id, u.name from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.role not in ('ADDRESSEE', 'ASSIGNEE')
       and u.dissolved_at is null and u.id is distinct from $2
     group by u.id, u.name order by u.name, u.id`,
    [projectId, exceptUnitId],
  );
}
