import { Injectable } from '@nestjs/common';
import type { NewProject, ProjectDetail } from '@querraum/contracts';
import { DocumentsService, type StoredFile } from '../documents';
import { Transactions, type Caller } from '../platform';
import { ProjectsService } from '../projects';
import { furnish } from './furnish';
import { filesOf, findTemplate, type TemplateFile } from './template-record';

/** Opens projects with what their kind or template starts them with: all of it in one transaction, or no project. */
@Injectable()
export class ProjectOpeningService {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectsService,
    private readonly documents: DocumentsService,
  ) {}

  async open(caller: Caller, key: string, input: NewProject): Promise<ProjectDetail> {
    const files = await this.filesFor(caller, input);
    return this.documents.withCopies(files, (copies) => {
      const copyOf = new Map(files.map(({ id }, index): [string, StoredFile | undefined] => [id, copies[index]]));
      return this.projects.create(caller, key, input, (tx, project) => furnish(tx, project, input, copyOf));
    });
  }

  /** The bytes are copied before the transaction begins; whether the template may be used is judged within it. */
  private async filesFor(caller: Caller, { templateId }: NewProject): Promise<TemplateFile[]> {
    if (templateId === undefined) return [];
    return this.transactions.read(caller, async (tx) => {
      const template = await findTemplate(tx, templateId);
      return template?.state === 'released' ? filesOf(tx, templateId) : [];
    });
  }
}
