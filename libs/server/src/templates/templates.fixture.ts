import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { DocumentsService, DocumentStore, UploadCheck } from '../documents';
import { ProjectsService } from '../projects';
import { type Transactions } from '../platform';
import { as, newProject } from '../projects/projects.fixture';
import { ProjectOpeningService } from './project-opening.service';
import { TemplateProposalsService } from './template-proposals.service';
import { TemplatesService } from './templates.service';

/** A database of the small city with a store of its own, and everything that opens projects and makes templates of them. */
export async function openTemplateWorld(database: { transactions: Transactions; owner: DataSource }) {
  const folder = await mkdtemp(join(tmpdir(), 'querraum-templates-'));
  const store = new DocumentStore({ DOCUMENT_STORE: folder });
  const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
  const projects = new ProjectsService(database.transactions);
  return {
    database,
    documents,
    projects,
    opening: new ProjectOpeningService(database.transactions, projects, documents),
    proposals: new TemplateProposalsService(database.transactions, documents),
    templates: new TemplatesService(database.transactions, store),
    /** How many files lie in the store, whether anything knows them or not. */
    async countFiles(): Promise<number> {
      return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
    },
    async addDocument(projectId: string, title: string, content = 'Geheimer Inhalt'): Promise<string> {
      const received = await store.receive(Readable.from([Buffer.from(content)], { objectMode: false }));
      const upload = { ...received, fileName: 'Muster.txt' };
      const added = await documents.add(as('ada'), randomUUID(), { projectId, title, kind: 'OTHER', upload });
      return added.id;
    },
    /** A project of Ada's that has been closed. */
    async closedProject(fill: (projectId: string) => Promise<void> = async () => undefined): Promise<string> {
      const { id } = await projects.create(as('ada'), randomUUID(), newProject());
      await fill(id);
      await database.owner.query("update project set state = 'closed' where id = $1", [id]);
      return id;
    },
    close: (): Promise<void> => rm(folder, { recursive: true }),
  };
}
export type TemplateWorld = Awaited<ReturnType<typeof openTemplateWorld>>;
