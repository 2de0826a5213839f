import { Injectable } from '@nestjs/common';
import type { AssignmentOutcome, IssuedAssignments, NewAssignments, NewSubAssignments } from '@querraum/contracts';
import { DocumentsService, insertDocument, type Upload } from '../documents';
import { DomainError, newId, Transactions, type Caller } from '../platform';
import { lockProject, requireOpen } from '../projects';
import { attach } from './acts-of-both';
import { perform } from './act';
import { actOn } from './assignment-authority';
import { outcomeOf } from './assignment-view';
import { namedBy, namedUnits } from './assignment-work';
import { give, giveAssignments } from './give';
import { issuingUnits } from './issuing-units';

/** Giving tasks, parts of tasks, and files that go with them. */
@Injectable()
export class AssignmentIssueService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentsService,
  ) {}

  issue(caller: Caller, key: string, projectId: string, input: NewAssignments): Promise<IssuedAssignments> {
    const request = { command: 'issueAssignments', projectId, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, projectId);
      if ((await issuingUnits(tx, projectId)).length === 0) throw new DomainError('mayNotIssue');
      requireOpen(project);
      return giveAssignments(tx, project, input);
    });
  }

  issuePart(caller: Caller, key: string, parentId: string, input: NewSubAssignments): Promise<IssuedAssignments> {
    const request = { command: 'issueSubAssignments', parentId, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { project, task: parent, by } = await actOn(tx, parentId, 'giveSubAssignment');
      const named = namedBy(tx.actor, by, namedUnits(parent, project));
      const unit = { id: parent.unitId, name: parent.unitName };
      return give(tx, project, { input, unit, by: named, recurrence: null, parent });
    });
  }

  /** The file becomes a document of the project; the addressed unit sees it with this task, and no other. */
  addFile(
    caller: Caller,
    key: string,
    { assignmentId, title, kind, upload }: { assignmentId: string; title: string; kind: string; upload: Upload },
  ): Promise<AssignmentOutcome> {
    const id = newId();
    return this.documents.withStored(upload, (stored) => {
      const { fileName, sha256 } = stored;
      const request = { command: 'addAssignmentFile', assignmentId, title, kind, fileName, sha256 };
      return this.transactions.command(caller, { key, request }, async (tx) => {
        const acted = await actOn(tx, assignmentId, 'addDocument');
        await insertDocument(tx, acted.project, { id, title, kind }, stored);
        await perform(tx, acted, (act) => attach(act, { id, title }));
        return outcomeOf(tx, assignmentId);
      });
    });
  }
}
