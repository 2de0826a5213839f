import type { AreaReference, NewProject, ProjectArea } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import type { z } from 'zod';
import { areaProblem } from '../areas';
import { actsFor, DomainError, type ActorTransaction, type Transaction } from '../platform';

export interface NamedUnit {
  id: string;
  code: string;
  name: string;
}
export interface Participant {
  unitId: string;
  unitName: string;
  involvement: Involvement;
}
type Area = z.infer<typeof ProjectArea>;

/** The lead unit must be one that the person acts for; administrators act in no file. */
export function requireLeadGrant(tx: ActorTransaction, unitId: string): void {
  if (!actsFor(tx, unitId)) throw new DomainError('leadUnitOutside');
}

/** Every unit exists and takes part once; the lead takes part by leading. */
export async function requireParties(
  tx: Transaction,
  leadUnitId: string,
  participants: NewProject['participants'],
): Promise<{ lead: NamedUnit; participants: Participant[] }> {
  const ids = [leadUnitId, ...participants.map(({ unitId }) => unitId)];
  const rows = await tx.rows<NamedUnit>(
    'select id, code, name from org_unit where id = any ($1) and dissolved_at is null',
    [ids],
  );
  const units = new Map(rows.map((unit) => [unit.id, unit]));
  const unitOf = (unitId: string): NamedUnit => {
    const unit = units.get(unitId);
    if (!unit) throw new DomainError('unitUnknown', { unitId });
    return unit;
  };
  const lead = unitOf(leadUnitId);
  const named = participants.map(({ unitId, involvement }) => ({ unitId, unitName: unitOf(unitId).name, involvement }));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new DomainError('unitTwice', { unit: unitOf(twice).name });
  return { lead, participants: named };
}

/** Every area exists in its edition; the same one named twice is one. */
export async function namedAreas(tx: Transaction, references: AreaReference[]): Promise<Area[]> {
  const wanted = new Map(references.map((area) => [`${area.edition} ${area.key}`, area]));
  const areas = await tx.rows<Area>(
    `select a.edition, a.key, a.name, a.level
     from jsonb_to_recordset($1::jsonb) as r(edition text, key text)
     join area_unit a on a.edition = r.edition and a.key = r.key order by a.edition, a.key`,
    [JSON.stringify([...wanted.values()])],
  );
  for (const { edition, key } of areas) wanted.delete(`${edition} ${key}`);
  for (const { edition, key } of wanted.values()) throw await areaProblem(tx, edition, key);
  return areas;
}
