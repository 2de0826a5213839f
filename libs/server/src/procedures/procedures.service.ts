import { Injectable } from '@nestjs/common';
import type { ProcedureDetail, ProcedureOverview, ProcedureSummary, ProcedureVersion } from '@querraum/contracts';
import type { Definition } from '@querraum/workflow';
import { access, type Caller, DomainError, Transactions } from '../platform';
import { draftsOfHouse } from './procedure-draft';
import { bundleHash } from './publish';
import { allVersions, detailOf, newestVersions, procedureUsage, summaryOf, versionViews } from './procedure-versions';

/** The procedures of the own house: others keep and change theirs by themselves. */
@Injectable()
export class ProceduresService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller): Promise<ProcedureSummary[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:read');
      return (await newestVersions(tx)).map(summaryOf);
    });
  }

  get(caller: Caller, id: string): Promise<ProcedureDetail> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:read');
      const [row] = await newestVersions(tx, id);
      if (!row) throw new DomainError('notFound');
      return detailOf(tx, row);
    });
  }

  versions(caller: Caller, id: string): Promise<ProcedureVersion[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:read');
      const rows = await allVersions(tx, id);
      if (rows.length === 0) throw new DomainError('notFound');
      return versionViews(tx, rows);
    });
  }

  /** A published version is what it is: sending the same once more changes nothing, anything else is refused. */
  publish(
    caller: Caller,
    key: string,
    { id, version }: { id: string; version: number },
    definition: Definition,
  ): Promise<ProcedureVersion> {
    const request = { act: 'procedure.publish', id, version, definition };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'procedure:edit');
      const rows = await allVersions(tx, id);
      const published = rows.find((row) => row.version === version);
      const view = (await versionViews(tx, rows)).find((row) => row.version === version);
      if (!published || !view) throw new DomainError('notFound');
      if (bundleHash({ ...published.bundle, definition }) !== published.hash)
        throw new DomainError('procedureVersionFixed', { version });
      return view;
    });
  }

  /** Released procedures and drafts, with who works on them and what runs by them. */
  overview(caller: Caller): Promise<ProcedureOverview[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:edit');
      const [released, drafts, usage] = [await newestVersions(tx), await draftsOfHouse(tx), await procedureUsage(tx)];
      const names = new Map(released.map(({ id, bundle: { definition } }) => [id, definition]));
      for (const { procedureId, definition } of drafts) if (!names.has(procedureId)) names.set(procedureId, definition);
      return [...names].map(([id, { key, name }]) => {
        const row = released.find((one) => one.id === id);
        const draft = drafts.find(({ procedureId }) => procedureId === id);
        return {
          id,
          key,
          name,
          current: row
            ? { version: row.version, publishedAt: row.publishedAt.toISOString(), releasedBy: row.publishedByName }
            : null,
          draft: draft
            ? {
                updatedAt: draft.updatedAt.toISOString(),
                updatedBy: draft.updatedByName,
                editedBy: draft.editedBy.map((editor) => editor.name),
              }
            : null,
          running: usage
            .filter(({ procedureId }) => procedureId === id)
            .map(({ version, running }) => ({ version, count: running })),
        };
      });
    });
  }
}
