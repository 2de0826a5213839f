import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ReportInput, ReportScope, ReportSubscription } from '@querraum/contracts';
import { requireAreas } from '../areas';
import { access, DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import { getReport, openReport, record, reportsOf } from './report-record';
import { oweTurn } from './report-turn';

const MOST_REPORTS = 20;

/** Reports that come by a rhythm, to their subscriber and further people of the house (docs/adr/0081). */
@Injectable()
export class ReportsService {
  constructor(private readonly transactions: Transactions) {}

  /** Own ones, those that the person gets, and for administrators all of the house. */
  list(caller: Caller): Promise<ReportSubscription[]> {
    return this.transactions.read(caller, (tx) => {
      access.require(tx, 'report:subscribe');
      return reportsOf(tx);
    });
  }

  add(caller: Caller, key: string, given: ReportInput): Promise<ReportSubscription> {
    const input = tidy(given);
    return this.transactions.command(caller, { key, request: { act: 'report.add', input } }, async (tx) => {
      access.require(tx, 'report:subscribe');
      const { tenantId, personId } = tx.actor;
      await requireRoom(tx);
      await requireScope(tx, input.scope);
      const id = newId();
      await tx.rows(
        `insert into report_subscription (tenant_id, id, owner_id, scope, rhythm, state, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [...[tenantId, id, personId, JSON.stringify(input.scope), JSON.stringify(input.rhythm), input.state], tx.now],
      );
      await writeRecipients(tx, { id, ownerId: personId }, input.recipientIds);
      if (input.state === 'active')
        await oweTurn(tx, { tenantId, id, ownerId: personId, rhythm: input.rhythm, lastAt: null });
      await record(tx, 'report.added', { reportId: id, ...input });
      return getReport(tx, id);
    });
  }

  change(
    caller: Caller,
    key: string,
    { id, revision, input: given }: { id: string; revision: number; input: ReportInput },
  ): Promise<ReportSubscription> {
    const input = tidy(given);
    const request = { act: 'report.change', id, revision, input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const before = await openReport(tx, id, revision);
      const { tenantId } = tx.actor;
      await requireScope(tx, input.scope);
      await tx.rows(
        `update report_subscription set scope = $3, rhythm = $4, state = $5, revision = revision + 1
         where tenant_id = $1 and id = $2`,
        [tenantId, id, JSON.stringify(input.scope), JSON.stringify(input.rhythm), input.state],
      );
      await writeRecipients(tx, { id, ownerId: before.owner.id }, input.recipientIds);
      await this.turn(tx, before, input);
      const former = { ...pick(before), recipientIds: before.recipients.map(({ id: personId }) => personId) };
      await record(tx, 'report.changed', { reportId: id, before: former, after: input });
      return getReport(tx, id);
    });
  }

  /** It comes to nobody any more, not even what is on its way. */
  end(caller: Caller, key: string, id: string, revision: number): Promise<null> {
    const request = { act: 'report.end', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openReport(tx, id, revision);
      await tx.rows(
        `update report_subscription set ended_at = $3, next_period = null, next_at = null, revision = revision + 1
         where tenant_id = $1 and id = $2`,
        [tx.actor.tenantId, id, tx.now],
      );
      await record(tx, 'report.ended', { reportId: id });
      return null;
    });
  }

  /** Somebody who was named as a recipient wants it no more. */
  leave(caller: Caller, key: string, id: string): Promise<null> {
    return this.transactions.command(caller, { key, request: { act: 'report.leave', id } }, async (tx) => {
      access.require(tx, 'report:subscribe');
      await getReport(tx, id);
      const [row] = await tx.rows<{ left: boolean }>('select app.leave_report($1) as left', [id]);
      if (!row?.left) throw new DomainError('reportNotReceived');
      await record(tx, 'report.left', { reportId: id });
      return null;
    });
  }

  /** A turn that is owed stays, unless another one was chosen: what nobody was there for is still caught up. */
  private async turn(tx: ActorTransaction, before: ReportSubscription, input: ReportInput): Promise<void> {
    const { tenantId } = tx.actor;
    if (input.state === 'paused') {
      await tx.rows(
        'update report_subscription set next_period = null, next_at = null where tenant_id = $1 and id = $2',
        [tenantId, before.id],
      );
      return;
    }
    if (before.state === 'active' && isDeepStrictEqual(before.rhythm, input.rhythm)) return;
    const lastAt = before.lastAt === null ? null : new Date(before.lastAt);
    await oweTurn(tx, { tenantId, id: before.id, ownerId: before.owner.id, rhythm: input.rhythm, lastAt });
  }
}

/** What is named twice is meant once. */
const tidy = ({ scope, recipientIds, ...rest }: ReportInput): ReportInput => ({
  ...rest,
  scope: {
    department: [...new Set(scope.department)],
    area: [...new Set(scope.area)],
    stage: [...new Set(scope.stage)],
    unit: [...new Set(scope.unit)],
  },
  recipientIds: [...new Set(recipientIds)],
});

const pick = ({ scope, rhythm, state }: ReportSubscription) => ({ scope, rhythm, state });

async function requireRoom(tx: ActorTransaction): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('reports ' || $1, 0))", [tx.actor.personId]);
  await tx.lookAtClock();
  const [row] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from report_subscription where tenant_id = $1 and owner_id = $2 and ended_at is null',
    [tx.actor.tenantId, tx.actor.personId],
  );
  if (row && row.count >= MOST_REPORTS) throw new DomainError('reportTooMany', { count: row.count });
}

async function requireScope(tx: ActorTransaction, { area, unit }: ReportScope): Promise<void> {
  await requireAreas(
    tx,
    area.map((key) => ({ edition: '2021', key })),
  );
  const known = await tx.rows<{ id: string }>('select id from org_unit where id = any ($1)', [unit]);
  const unitId = unit.find((id) => !known.some((one) => one.id === id));
  if (unitId) throw new DomainError('unitUnknown', { unitId });
}

/** People of the own house who may sign in; the subscriber gets it anyway. Who is there already stays, also while disabled. */
async function writeRecipients(
  tx: ActorTransaction,
  { id, ownerId }: { id: string; ownerId: string },
  recipientIds: string[],
): Promise<void> {
  const { tenantId } = tx.actor;
  const wanted = recipientIds.filter((personId) => personId !== ownerId);
  await tx.rows('delete from report_recipient where tenant_id = $1 and report_id = $2 and person_id <> all ($3)', [
    ...[tenantId, id, wanted],
  ]);
  const known = await tx.rows<{ id: string }>(
    `select p.id from person p where p.tenant_id = $1 and p.id = any ($3) and (p.disabled_at is null
       or exists (select from report_recipient r where r.tenant_id = $1 and r.report_id = $2 and r.person_id = p.id))`,
    [tenantId, id, wanted],
  );
  const personId = wanted.find((one) => !known.some((person) => person.id === one));
  if (personId) throw new DomainError('reportRecipientUnknown', { personId });
  await tx.rows(
    `insert into report_recipient (tenant_id, report_id, person_id, owner_id)
     select $1, $2, person_id, $4 from unnest($3::uuid[]) person_id on conflict do nothing`,
    [tenantId, id, wanted, ownerId],
  );
}
