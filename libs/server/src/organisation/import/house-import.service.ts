import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ImportFields, ImportKind, ImportReport } from '@querraum/contracts';
import { startOfDay } from '@querraum/workflow';
import canonicalize from 'canonicalize';
import {
  access,
  type ActorTransaction,
  appendAudit,
  type AuditRecord,
  type Caller,
  DomainError,
  newId,
  Transactions,
} from '../../platform';
import { openHouse } from '../house-changes';
import { insertPeople } from '../house-people.service';
import { insertRoles } from '../house-roles.service';
import { insertUnits, updateUnits } from '../house-units.service';
import { houseUnits } from '../house.queries';
import { readTable, type Table } from './csv-table';
import { knownPeople, setCapacities, updatePeople } from './import.queries';
import { type PeoplePlan, planPeople } from './plan-people';
import { planUnits, type UnitPlan } from './plan-units';

type Plan = ({ kind: 'units' } & UnitPlan) | ({ kind: 'people' } & PeoplePlan);

/** Units and people from a CSV file: first what it would do, row by row, then exactly that. */
@Injectable()
export class HouseImportService {
  constructor(private readonly transactions: Transactions) {}

  /** Changes nothing. */
  check(caller: Caller, kind: ImportKind, file: Buffer): Promise<ImportReport> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      const table = readTable(file, kind);
      return reportOf(file, table, await planOf(tx, caller, kind, table));
    });
  }

  /** What was checked, or nothing: another file and a house that has changed meanwhile are refused. */
  run(
    caller: Caller,
    key: string,
    { kind, checkId, mode }: ImportFields,
    file: Buffer,
  ): Promise<ImportReport['counts']> {
    const request = { act: 'house.import', kind, checkId, mode, file: sha256(file) };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const table = readTable(file, kind);
      const plan = await planOf(tx, caller, kind, table);
      const report = reportOf(file, table, plan);
      if (report.checkId !== checkId) throw new DomainError('importChanged');
      if (mode === 'all' && report.counts.refused > 0)
        throw new DomainError('importRefused', { count: report.counts.refused });
      const records = plan.kind === 'units' ? await importUnits(tx, plan) : await importPeople(tx, caller, plan);
      const { tenantId, personId: actor } = tx.actor;
      const body = { kind, mode, sha256: sha256(file), ...report.counts };
      await appendAudit(tx, tenantId, tenantId, [...records, { action: 'house.imported', actor, at: tx.now, body }]);
      return report.counts;
    });
  }
}

async function planOf(tx: ActorTransaction, caller: Caller, kind: ImportKind, table: Table): Promise<Plan> {
  const units = await houseUnits(tx);
  if (kind === 'units') return { kind, ...planUnits(table, units, newId) };
  const usernames = table.rows.map(({ cells }) => (cells['username'] ?? '').toLowerCase());
  return { kind, ...planPeople(table, { units, now: tx.now, ...(await knownPeople(tx, caller, usernames)) }, newId) };
}

function reportOf(file: Buffer, { encoding }: Table, { kind, rows }: Plan): ImportReport {
  const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  const checkId = sha256(canonicalize({ kind, file: sha256(file), rows }) ?? '');
  return { checkId, kind, encoding, counts, rows };
}

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

async function importUnits(tx: ActorTransaction, { added, changed }: UnitPlan): Promise<AuditRecord[]> {
  const { personId: actor } = tx.actor;
  await insertUnits(tx, added);
  await updateUnits(tx, changed);
  const tell =
    (action: string) =>
    ({ id, ...unit }: UnitPlan['added'][number]): AuditRecord => ({
      ...{ action, actor, at: tx.now },
      body: { unitId: id, ...unit },
    });
  return [...added.map(tell('unit.added')), ...changed.map(tell('unit.changed'))];
}

async function importPeople(tx: ActorTransaction, caller: Caller, plan: PeoplePlan): Promise<AuditRecord[]> {
  const { personId: actor } = tx.actor;
  const roles = plan.roles.map((role) => ({
    ...role,
    id: newId(),
    from: role.from === null ? tx.now : new Date(startOfDay(role.from)),
    to: null,
  }));
  await insertPeople(tx, caller, plan.added);
  await insertRoles(tx, roles);
  await setCapacities(tx, plan.capacities);
  const touched = [...new Set([...roles, ...plan.capacities].map(({ personId }) => personId))];
  await updatePeople(tx, plan.changed, touched);
  const tell = (action: string, body: Record<string, unknown>): AuditRecord => ({ action, actor, at: tx.now, body });
  const personBody = ({ id, username, name, email }: PeoplePlan['added'][number]) => ({
    ...{ personId: id, username, name, email },
  });
  return [
    ...plan.added.map((person) => tell('person.added', personBody(person))),
    ...plan.changed.map((person) => tell('person.changed', { personId: person.id, after: personBody(person) })),
    ...plan.roles.map((role, index) => tell('role.added', { roleId: roles[index]?.id, ...role })),
    ...plan.capacities.map((change) => tell('role.changed', { ...change })),
  ];
}
