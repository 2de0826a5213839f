import { Injectable } from '@nestjs/common';
import type { ProcedureDetail, ProcedureSummary } from '@querraum/contracts';
import type { Bundle } from '@querraum/workflow';
import { access, type ActorTransaction, type Caller, DomainError, Transactions } from '../platform';

interface ProcedureRow {
  id: string;
  version: number;
  hash: string;
  bundle: Bundle;
  publishedAt: Date;
}

/** $1 tenant, $2 procedure or null for all; the newest version of each */
const NEWEST = `select distinct on (p.key, p.id) p.id, v.version, v.hash, v.bundle, v.published_at as "publishedAt"
  from procedure p join procedure_version v on v.tenant_id = p.tenant_id and v.procedure_id = p.id
  where p.tenant_id = $1 and ($2::uuid is null or p.id = $2)
  order by p.key, p.id, v.version desc`;

/** The procedures of the own house: others keep and change theirs by themselves. */
@Injectable()
export class ProceduresService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller): Promise<ProcedureSummary[]> {
    return this.transactions.read(caller, async (tx) => (await newest(tx, null)).map(summaryOf));
  }

  get(caller: Caller, id: string): Promise<ProcedureDetail> {
    return this.transactions.read(caller, async (tx) => {
      const [row] = await newest(tx, id);
      if (!row) throw new DomainError('notFound');
      return { ...summaryOf(row), hash: row.hash, definition: row.bundle.definition };
    });
  }
}

function newest(tx: ActorTransaction, id: string | null): Promise<ProcedureRow[]> {
  access.require(tx, 'procedure:read');
  return tx.rows<ProcedureRow>(NEWEST, [tx.actor.tenantId, id]);
}

const summaryOf = ({ id, version, bundle: { definition }, publishedAt }: ProcedureRow): ProcedureSummary => ({
  id,
  key: definition.key,
  name: definition.name,
  description: definition.description ?? null,
  version,
  publishedAt: publishedAt.toISOString(),
});
