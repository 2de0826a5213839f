import { RICH_TEXT_LIMITS, type NoteAudience, type NotePerson, type NoteVisibility } from '@querraum/contracts';
import { DomainError, type ActorTransaction, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { ownUnits } from '../tasks';

/** Who reads a note: the unit alone, or every unit of the file. */
export interface Readers {
  projectId: string;
  visibility: NoteVisibility;
  unitId: string;
}

export interface Reader {
  id: string;
  name: string;
  unitId: string;
  unitName: string;
}

const UNITS_OF_FILE = `select p.unit_id from project_party p
  where p.project_id = $1 and p."until" is null and p.role <> 'ASSIGNEE'`;

/** People who act for a reading unit now, deputies too; each once, with the first such unit. */
const READERS = `
  select distinct on (p.id) p.id, p.name, m.unit_id as "unitId", u.name as "unitName"
  from membership m
  join org_unit u on u.id = m.unit_id
  join person holder on holder.tenant_id = m.tenant_id and holder.id = m.person_id and holder.disabled_at is null
  left join deputation d on d.tenant_id = m.tenant_id and d.principal_id = m.person_id and d.valid_from <= $4 and d.valid_to > $4
  join person p on p.tenant_id = m.tenant_id and p.id in (m.person_id, d.deputy_id) and p.disabled_at is null
  where m.role <> 'ADMIN' and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4)
    and case when $2 = 'unit' then m.unit_id = $3 and $1::uuid is not null else m.unit_id in (${UNITS_OF_FILE}) end`;

const SUGGESTED = 20;

export async function suggestReaders(tx: ActorTransaction, readers: Readers, query: string): Promise<NotePerson[]> {
  const pattern = `%${query.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return tx.rows<NotePerson>(
    `select id, name, "unitName" from (${READERS} order by p.id, m.unit_id) readers
     where name ilike $5 and id <> $6 order by name, id limit ${SUGGESTED}`,
    [...parameters(tx, readers), pattern, tx.actor.personId],
  );
}

/** The people who are mentioned; refused, in the same words, for whoever may not read the note and for whoever is nobody. */
export async function requireReaders(tx: ActorTransaction, readers: Readers, personIds: string[]): Promise<Reader[]> {
  if (personIds.length === 0) return [];
  const refused = () => new DomainError('noteMentions', { most: RICH_TEXT_LIMITS.mentions });
  if (personIds.length > RICH_TEXT_LIMITS.mentions) throw refused();
  const found = await tx.rows<Reader>(`${READERS} and p.id = any ($5) order by p.id, m.unit_id`, [
    ...parameters(tx, readers),
    personIds,
  ]);
  if (found.length < personIds.length) throw refused();
  return found;
}

const parameters = (tx: Transaction, { projectId, visibility, unitId }: Readers): unknown[] => [
  projectId,
  visibility,
  unitId,
  tx.now,
];

export async function seesFile(tx: Transaction, projectId: string): Promise<boolean> {
  const [row] = await tx.rows<{ sees: boolean }>('select app.sees_file($1) as sees', [projectId]);
  return row?.sees ?? false;
}

/** Whoever writes acts for the unit; for all parties writes only who reads the file. */
export async function requireWriter(tx: ActorTransaction, { projectId, visibility, unitId }: Readers): Promise<void> {
  if (!ownUnits(tx.actor).includes(unitId)) throw new DomainError('noteUnit');
  if (visibility === 'parties' && !(await seesFile(tx, projectId))) throw new DomainError('noteForParties');
}

export async function noteAudience(tx: ActorTransaction, { id, state }: ProjectRecord): Promise<NoteAudience> {
  const units = await tx.rows<{ id: string; name: string }>(
    `select u.id, u.name from org_unit u where u.id = any ($2)
     order by u.id in (select unit_id from project_party where project_id = $1 and "until" is null) desc, u.name, u.id`,
    [id, ownUnits(tx.actor)],
  );
  const parties = (await seesFile(tx, id))
    ? await tx.rows<{ id: string; name: string }>(
        `select u.id, u.name from org_unit u where u.id in (${UNITS_OF_FILE}) order by u.name, u.id`,
        [id],
      )
    : null;
  return { units, parties, isOpen: state === 'open' };
}
