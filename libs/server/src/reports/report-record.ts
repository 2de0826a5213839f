import type { ReportSubscription } from '@querraum/contracts';
import { access, appendAudit, DomainError, requireRevision, type ActorTransaction } from '../platform';

type Row = Omit<ReportSubscription, 'nextAt' | 'lastAt' | 'mayChange'> & Record<'nextAt' | 'lastAt', Date | null>;

/** $1 the house. The walls leave the asking person's own, those that they get, and to administrators all of the house. */
const REPORTS = `select s.id, s.revision, s.scope, s.rhythm, s.state, s.next_at as "nextAt", s.last_at as "lastAt",
    jsonb_build_object('id', o.id, 'name', o.name) as owner,
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
      from report_recipient r join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
      where r.tenant_id = s.tenant_id and r.report_id = s.id), '[]') as recipients,
    coalesce((select jsonb_agg(jsonb_build_object('key', a.key, 'name', a.name) order by a.key) from area_unit a
      where a.edition = '2021' and a.key in (select jsonb_array_elements_text(s.scope -> 'area'))), '[]') as areas,
    coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id) from org_unit u
      where u.id::text in (select jsonb_array_elements_text(s.scope -> 'unit'))), '[]') as units
  from report_subscription s join person o on o.tenant_id = s.tenant_id and o.id = s.owner_id
  where s.tenant_id = $1 and s.ended_at is null`;

/** Own ones first. */
export async function reportsOf(tx: ActorTransaction): Promise<ReportSubscription[]> {
  const { tenantId, personId } = tx.actor;
  const rows = await tx.rows<Row>(`${REPORTS} order by s.owner_id <> $2, s.created_at, s.id`, [tenantId, personId]);
  return rows.map((row) => view(tx, row));
}

export async function getReport(tx: ActorTransaction, id: string): Promise<ReportSubscription> {
  const [row] = await tx.rows<Row>(`${REPORTS} and s.id = $2`, [tx.actor.tenantId, id]);
  if (!row) throw new DomainError('notFound');
  return view(tx, row);
}

/** Locked for one change after the other, by whoever may change it; with the revision that they have read. */
export async function openReport(tx: ActorTransaction, id: string, revision: number): Promise<ReportSubscription> {
  access.require(tx, 'report:subscribe');
  const { mayChange, owner } = await getReport(tx, id);
  if (!mayChange) throw new DomainError('reportNotYours', { owner: owner.name });
  await tx.rows('select 1 from report_subscription where tenant_id = $1 and id = $2 for no key update', [
    tx.actor.tenantId,
    id,
  ]);
  await tx.lookAtClock();
  const report = await getReport(tx, id);
  requireRevision(report.revision, revision);
  return report;
}

const view = (tx: ActorTransaction, { nextAt, lastAt, ...row }: Row): ReportSubscription => ({
  ...row,
  nextAt: nextAt?.toISOString() ?? null,
  lastAt: lastAt?.toISOString() ?? null,
  mayChange: row.owner.id === tx.actor.personId || tx.actor.isAdmin,
});

/** One entry in the chain of the house. It is its administrators'; for this one entry it opens, as for a first sign-in. */
export async function record(tx: ActorTransaction, action: string, body: Record<string, unknown>): Promise<void> {
  const { tenantId, personId } = tx.actor;
  await tx.rows("select set_config('app.entering_tenant', $1, true)", [tenantId]);
  await appendAudit(tx, tenantId, tenantId, [{ action, actor: personId, at: tx.now, body }]);
  await tx.rows("select set_config('app.entering_tenant', '', true)");
}
