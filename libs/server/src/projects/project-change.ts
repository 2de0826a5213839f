import type { ProjectArea, ProjectChange } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import type { z } from 'zod';
import { DomainError, type Transaction } from '../platform';
import { changeFields, findKind, holdKinds, type FieldChange } from './project-kind';
import { namedAreas, requireParties, type Participant } from './project-input';
import { requireNoHold } from './project-deletion';
import { insertParties, type ProjectRecord } from './project-record';
import { areasOf } from './project-view';

type Area = z.infer<typeof ProjectArea>;

/** What changed, in the words of the history; only what did change is named. */
export type ChangeWords = Partial<{
  title: { from: string; to: string };
  description: { from: string; to: string };
  areasAdded: string[];
  areasRemoved: string[];
  participantsAdded: { unitName: string; involvement: Involvement }[];
  participantsRemoved: { unitName: string; involvement: Involvement }[];
  participantsChanged: { unitName: string; from: Involvement; to: Involvement }[];
  fieldsChanged: FieldChange[];
}>;

/** Writes the difference between what is and what is wanted, and tells it. */
export async function applyChange(
  tx: Transaction,
  project: ProjectRecord,
  change: ProjectChange,
): Promise<ChangeWords> {
  return {
    ...textWords(project, change),
    ...(change.areas && (await changeAreas(tx, project, await namedAreas(tx, change.areas)))),
    ...(change.participants && (await changeParticipants(tx, project, change.participants))),
    ...(change.fields && (await writeFields(tx, project, change.fields))),
  };
}

function textWords(project: ProjectRecord, { title, description }: ProjectChange): ChangeWords {
  return {
    ...(title !== undefined && title !== project.title && { title: { from: project.title, to: title } }),
    ...(description !== undefined &&
      description !== project.description && { description: { from: project.description, to: description } }),
  };
}

async function changeAreas(tx: Transaction, project: ProjectRecord, wanted: Area[]): Promise<ChangeWords> {
  const current = await areasOf(tx, project);
  const idOf = ({ edition, key }: Area) => `${edition} ${key}`;
  const { added, removed } = difference(current, wanted, idOf);
  if (removed.length > 0)
    await tx.rows(
      `delete from project_area a using jsonb_to_recordset($3::jsonb) as r(edition text, key text)
       where a.tenant_id = $1 and a.project_id = $2 and a.edition = r.edition and a.area_key = r.key`,
      [project.tenantId, project.id, JSON.stringify(removed)],
    );
  await addAreas(tx, project, added);
  const name = (area: Area) => `${area.name} (${area.key})`;
  return wordsOf({ areasAdded: added.map(name), areasRemoved: removed.map(name) });
}

export async function addAreas(
  tx: Transaction,
  project: Pick<ProjectRecord, 'tenantId' | 'id'>,
  areas: Area[],
): Promise<void> {
  if (areas.length === 0) return;
  await tx.rows(
    `insert into project_area (tenant_id, project_id, edition, area_key)
     select $1, $2, r.edition, r.key from jsonb_to_recordset($3::jsonb) as r(edition text, key text)`,
    [project.tenantId, project.id, JSON.stringify(areas)],
  );
}

async function changeParticipants(
  tx: Transaction,
  project: ProjectRecord,
  inputs: NonNullable<ProjectChange['participants']>,
): Promise<ChangeWords> {
  const { participants: wanted } = await requireParties(tx, project.leadUnitId, inputs);
  const current = await tx.rows<Participant>(
    `select p.unit_id as "unitId", u.name as "unitName", p.role as involvement
     from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.role not in ('LEAD', 'ADDRESSEE', 'ASSIGNEE') order by p.since, u.code`,
    [project.id],
  );
  const { added, removed } = difference(current, wanted, ({ unitId, involvement }) => `${unitId} ${involvement}`);
  const staying = new Set(wanted.map(({ unitId }) => unitId));
  const leaving = removed.map(({ unitId }) => unitId).filter((unitId) => !staying.has(unitId));
  await requireNoHold(tx, project.id, leaving);
  // Ended, never deleted: who could see the project when is part of its history.
  await tx.rows(
    `update project_party p set "until" = $3 from jsonb_to_recordset($2::jsonb) as r("unitId" uuid, involvement text)
     where p.project_id = $1 and p.unit_id = r."unitId" and p.role = r.involvement and p."until" is null`,
    [project.id, JSON.stringify(removed), tx.now],
  );
  await insertParties(
    tx,
    project,
    added.map(({ unitId, involvement }) => ({ unitId, role: involvement })),
  );
  const before = new Map(removed.map((participant) => [participant.unitId, participant]));
  const after = new Set(added.map(({ unitId }) => unitId));
  const name = ({ unitName, involvement }: Participant) => ({ unitName, involvement });
  return wordsOf({
    participantsAdded: added.filter(({ unitId }) => !before.has(unitId)).map(name),
    participantsRemoved: removed.filter(({ unitId }) => !after.has(unitId)).map(name),
    participantsChanged: added.flatMap(({ unitId, unitName, involvement: to }) => {
      const from = before.get(unitId)?.involvement;
      return from ? [{ unitName, from, to }] : [];
    }),
  });
}

async function writeFields(
  tx: Transaction,
  project: ProjectRecord,
  changes: NonNullable<ProjectChange['fields']>,
): Promise<ChangeWords> {
  await holdKinds(tx, project.tenantId);
  const kind = await findKind(tx, project.tenantId, project.kindId);
  if (!kind) throw new DomainError('notFound');
  const { values, words } = changeFields(kind.fields, project.fields, changes);
  await tx.rows('update project set fields = $2 where id = $1', [project.id, values]);
  return wordsOf({ fieldsChanged: words });
}

function difference<T>(current: T[], wanted: T[], idOf: (item: T) => string): { added: T[]; removed: T[] } {
  const is = new Set(current.map(idOf));
  const shall = new Set(wanted.map(idOf));
  return {
    added: wanted.filter((item) => !is.has(idOf(item))),
    removed: current.filter((item) => !shall.has(idOf(item))),
  };
}

const wordsOf = (words: ChangeWords): ChangeWords =>
  Object.fromEntries(Object.entries(words).filter(([, list]) => Array.isArray(list) && list.length > 0));
