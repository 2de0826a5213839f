import type { ProcedureDetail, ProcedureSummary, ProcedureVersion } from '@querraum/contracts';
import { procedureChanges, procedureSteps, type Bundle } from '@querraum/workflow';
import { unitNames } from '../organisation';
import type { ActorTransaction, Transaction } from '../platform';
import { unitIdsIn } from './named-units';
import type { Editor } from './procedures.entities';

export interface VersionRow {
  id: string;
  version: number;
  hash: string;
  bundle: Bundle;
  publishedAt: Date;
  publishedByName: string | null;
  editedBy: Editor[];
  fromTemplate: boolean;
}

const COLUMNS = `p.id, v.version, v.hash, v.bundle, v.published_at as "publishedAt", v.published_by_name as "publishedByName",
  v.edited_by as "editedBy", v.from_template as "fromTemplate"`;

/** $1 tenant, $2 procedure or null for all; the newest version of each */
const NEWEST = `select distinct on (p.key, p.id) ${COLUMNS}
  from procedure p join procedure_version v on v.tenant_id = p.tenant_id and v.procedure_id = p.id
  where p.tenant_id = $1 and ($2::uuid is null or p.id = $2)
  order by p.key, p.id, v.version desc`;

/** $1 tenant, $2 procedure; the newest first */
const ALL = `select ${COLUMNS}
  from procedure p join procedure_version v on v.tenant_id = p.tenant_id and v.procedure_id = p.id
  where p.tenant_id = $1 and p.id = $2 order by v.version desc`;

export const newestVersions = (tx: ActorTransaction, id: string | null = null): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(NEWEST, [tx.actor.tenantId, id]);

export const allVersions = (tx: ActorTransaction, id: string): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(ALL, [tx.actor.tenantId, id]);

/** How many rounds run by which version; nothing for whoever is no administrator. */
export const procedureUsage = (tx: Transaction): Promise<{ procedureId: string; version: number; running: number }[]> =>
  tx.rows('select procedure_id as "procedureId", version, running from app.procedure_usage()');

export const summaryOf = ({ id, version, bundle, publishedAt, publishedByName }: VersionRow): ProcedureSummary => ({
  id,
  key: bundle.definition.key,
  name: bundle.definition.name,
  description: bundle.definition.description ?? null,
  version,
  publishedAt: publishedAt.toISOString(),
  releasedBy: publishedByName,
});

export async function detailOf(tx: Transaction, row: VersionRow): Promise<ProcedureDetail> {
  const { definition } = row.bundle;
  const names = Object.fromEntries(await unitNames(tx, unitIdsIn(definition)));
  return { ...summaryOf(row), hash: row.hash, definition, steps: procedureSteps(definition, names) };
}

/** All versions, each with what it changed against the one before, in words. */
export async function versionViews(tx: ActorTransaction, rows: VersionRow[]): Promise<ProcedureVersion[]> {
  const names = Object.fromEntries(
    await unitNames(
      tx,
      rows.flatMap(({ bundle }) => unitIdsIn(bundle.definition)),
    ),
  );
  const usage = tx.actor.isAdmin ? await procedureUsage(tx) : undefined;
  return rows.map((row, index) => {
    const before = rows[index + 1];
    const running = usage?.find(({ procedureId, version }) => procedureId === row.id && version === row.version);
    return {
      version: row.version,
      publishedAt: row.publishedAt.toISOString(),
      releasedBy: row.publishedByName,
      editedBy: row.editedBy.map(({ name }) => name),
      fromTemplate: row.fromTemplate,
      hash: row.hash,
      changes: before ? procedureChanges(before.bundle.definition, row.bundle.definition, names) : [],
      running: usage === undefined ? null : (running?.running ?? 0),
    };
  });
}
