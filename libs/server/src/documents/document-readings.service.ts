import { Injectable } from '@nestjs/common';
import type { DocumentReading } from '@querraum/contracts';
import { access, DomainError, Transactions, type Caller } from '../platform';
import { getProject, requireOpen } from '../projects';
import { getDocument, getVersion } from './document-record';

type Row = Omit<DocumentReading, 'at'> & { at: Date };

/**
 * Who has opened which version for a task. It is asked for where a procedure puts the paper before somebody, never for mere
 * browsing, and shown to the lead alone, who has to know whether it has been read (docs/adr/0033).
 */
@Injectable()
export class DocumentReadingsService {
  constructor(private readonly transactions: Transactions) {}

  /** The first time counts; opening it again writes nothing. */
  note(caller: Caller, key: string, read: { documentId: string; number: number; taskId: string }): Promise<null> {
    return this.transactions.command(caller, { key, request: { command: 'noteReading', ...read } }, async (tx) => {
      const document = await getDocument(tx, read.documentId);
      await getVersion(tx, read.documentId, read.number);
      requireOpen(await getProject(tx, document.projectId));
      // Tasks belong to a higher room; their rows are read, not their code.
      const [task] = await tx.rows<{ unitName: string; name: unknown }>(
        `select t.unit_name as "unitName", t.name from task t join run r on r.id = t.run_id
         where t.id = $1 and r.document_id = $2 and t.unit_id = any ($3::uuid[])`,
        [read.taskId, read.documentId, tx.actor.unitIds],
      );
      if (!task) throw new DomainError('notFound');
      await tx.rows(
        `insert into document_reading (tenant_id, document_id, number, person_id, project_id, person_name, unit_name,
           task_id, task_name, read_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (tenant_id, document_id, number, person_id) do nothing`,
        [
          ...[document.tenantId, document.id, read.number, tx.actor.personId, document.projectId, tx.actor.name],
          ...[task.unitName, read.taskId, JSON.stringify(task.name), tx.now],
        ],
      );
      return null;
    });
  }

  list(caller: Caller, documentId: string): Promise<DocumentReading[]> {
    return this.transactions.read(caller, async (tx) => {
      const document = await getDocument(tx, documentId);
      const { leadUnitId } = await getProject(tx, document.projectId);
      access.require(tx, 'document:readings', { leadUnitId });
      const rows = await tx.rows<Row>(
        `select number, person_name as person, unit_name as "unitName", task_name as "taskName", read_at as at
         from document_reading where tenant_id = $1 and document_id = $2 order by number desc, read_at, person_id limit 1000`,
        [document.tenantId, document.id],
      );
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
    });
  }
}
