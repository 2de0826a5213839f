import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AssignmentAnswer,
  NewAssignments,
  NewSubAssignments,
  type AssignmentDetail,
  type AssignmentSummary,
  type NewProject,
} from '@querraum/contracts';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { DocumentsService, DocumentStore, UploadCheck } from '../documents';
import type { Transactions } from '../platform';
import { ProjectsService } from '../projects';
import { as, newProject, UNITS, type PersonName } from '../projects/projects.fixture';
import { TasksService } from '../tasks';
import { AssignmentActsService } from './assignment-acts.service';
import { AssignmentGroupsService } from './assignment-groups.service';
import { AssignmentIssueService } from './assignment-issue.service';
import { AssignmentsService } from './assignments.service';
import { InboxClaimsService } from './inbox-claims.service';

type Given = Partial<z.input<typeof NewAssignments>>;

/** The services of tasks by hand on a database, and the few steps that every story is made of. */
export async function openDesk(database: { transactions: Transactions }) {
  const folder = await mkdtemp(join(tmpdir(), 'querraum-documents-'));
  const store = new DocumentStore({ DOCUMENT_STORE: folder });
  const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
  const projects = new ProjectsService(database.transactions);
  const assignments = new AssignmentsService(database.transactions);
  const acts = new AssignmentActsService(database.transactions);
  const issuing = new AssignmentIssueService(database.transactions, documents);
  const groups = new AssignmentGroupsService(database.transactions);
  const claims = new InboxClaimsService(database.transactions);
  const tasks = new TasksService(database.transactions);
  const key = () => randomUUID();
  const services = { documents, projects, assignments, acts, issuing, groups, claims, tasks };

  const upload = async (content = 'Text', fileName = 'Notiz.txt') => ({
    ...(await store.receive(Readable.from([Buffer.from(content)], { objectMode: false }))),
    fileName,
  });
  const open = (over: Partial<NewProject> = {}) => projects.create(as('ada'), key(), newProject(over));
  const give = (projectId: string, over: Given = {}, who: PersonName = 'ada') =>
    issuing.issue(as(who), key(), projectId, order(over));
  const giveOne = async (projectId: string, over: Given = {}, who: PersonName = 'ada'): Promise<AssignmentSummary> =>
    one((await give(projectId, over, who)).assignments);
  const givePart = async (who: PersonName, parentId: string, over: Partial<z.input<typeof NewSubAssignments>> = {}) => {
    const { issuingUnitId: _unit, recurrence: _recurrence, ...part } = order(over as Given);
    return one((await issuing.issuePart(as(who), key(), parentId, part)).assignments);
  };
  const claim = (who: PersonName, id: string) => claims.claim(as(who), key(), id, 'claim');
  const see = (who: PersonName, id: string) => assignments.get(as(who), id);
  const answer = async (who: PersonName, id: string, over: Partial<z.input<typeof AssignmentAnswer>> = {}) =>
    acts.answer(as(who), key(), id, AssignmentAnswer.parse({ result: 'given', words: 'Wir stimmen zu.', ...over }));
  /** Taken on and answered. */
  const settle = async (who: PersonName, id: string, over: Partial<z.input<typeof AssignmentAnswer>> = {}) => {
    await claim(who, id);
    return answer(who, id, over);
  };
  /** An act of the issuer on what they see now. */
  const decide = async <K extends 'accept' | 'sendBack' | 'takeBack' | 'readdress' | 'extend' | 'setDependencies'>(
    who: PersonName,
    act: K,
    id: string,
    input: Parameters<AssignmentActsService[K]>[3],
  ): Promise<AssignmentDetail | null> => {
    const { revision } = await see(who, id);
    const run = acts[act] as (...given: unknown[]) => ReturnType<AssignmentActsService[K]>;
    return (await run(as(who), key(), id, input, revision)).assignment;
  };
  return {
    ...services,
    ...{ key, upload, open, give, giveOne, givePart, claim, see, answer, settle, decide },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** A statement of the youth office, which has nothing else to do with the project. */
export const order = (over: Given = {}): NewAssignments =>
  NewAssignments.parse({ kind: 'statement', title: 'Spielplatzplan', addressees: [{ unitId: UNITS.JUG }], ...over });

export function one<T>(items: T[]): T {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`expected one, got ${items.length}`);
  return item;
}

/** Every row that a refused command could have touched, byte by byte. */
export async function everything(owner: DataSource): Promise<string> {
  const tables = [
    'assignment',
    'assignment_group',
    'assignment_entry',
    'assignment_dependency',
    'assignment_document',
    'task',
    'project',
    'project_party',
    'notification',
    'audit_entry',
    'work_item',
    'document',
  ];
  const rows = [];
  for (const table of tables)
    rows.push(
      await owner.query(
        `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${pg.escapeIdentifier(table)} t`,
      ),
    );
  return JSON.stringify(rows);
}
