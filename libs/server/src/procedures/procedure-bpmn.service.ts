import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ImportedProcedures, ProcedureBpmnQuery } from '@querraum/contracts';
import type { Definition, LocalizedText } from '@querraum/workflow';
import { exportBpmn, importBpmn, noteInWords, type BpmnImport, type Refusal } from '@querraum/workflow/bpmn';
import { access, type ActorTransaction, type Caller, DomainError, Transactions } from '../platform';
import { insertProcedure, knownProcedures } from './new-procedure';
import { auditProcedure } from './procedure-audit';
import { findDraft, insertDraft, requireProcedure } from './procedure-draft';
import { procedureKey } from './procedure-key';
import { allVersions } from './procedure-versions';

type Taken = Extract<BpmnImport, { ok: true }>;

/** Procedures as files of BPMN 2.0, in and out. */
@Injectable()
export class ProcedureBpmnService {
  constructor(private readonly transactions: Transactions) {}

  /** A version that anyone may read, or the draft that administrators work on, as a file. */
  async export(
    caller: Caller,
    id: string,
    { version, draft }: ProcedureBpmnQuery,
  ): Promise<{ fileName: string; xml: string }> {
    const definition = await this.transactions.read(caller, async (tx) => {
      access.require(tx, draft === 'true' ? 'procedure:edit' : 'procedure:read');
      return draft === 'true' ? draftOf(tx, id) : versionOf(tx, id, version);
    });
    return { fileName: `${definition.key}.bpmn`, xml: await exportBpmn([definition]) };
  }

  /** Every process of the file becomes a draft, which somebody else releases; or nothing does, and every reason is named. */
  async import(caller: Caller, key: string, file: Buffer): Promise<ImportedProcedures> {
    await this.transactions.read(caller, (tx) => Promise.resolve(access.require(tx, 'procedure:edit')));
    const result = await importBpmn(file);
    if (!result.ok) throw refused(result.refused);
    const request = { act: 'procedure.import', file: createHash('sha256').update(file).digest('hex') };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'procedure:edit');
      return addDrafts(tx, result);
    });
  }
}

async function draftOf(tx: ActorTransaction, id: string): Promise<Definition> {
  await requireProcedure(tx, id);
  const draft = await findDraft(tx, id);
  if (!draft) throw new DomainError('notFound');
  return draft.definition;
}

async function versionOf(tx: ActorTransaction, id: string, version: number | undefined): Promise<Definition> {
  const row = (await allVersions(tx, id)).find((one) => version === undefined || one.version === version);
  if (!row) throw new DomainError('notFound');
  return row.bundle.definition;
}

const FIRST = 3;

function refused(refusals: Refusal[]): DomainError {
  const said = (language: 'de' | 'en') =>
    refusals
      .slice(0, FIRST)
      .map(({ message }) => message[language])
      .join(' ');
  const summary = { de: said('de'), en: said('en') };
  return new DomainError('bpmnRefused', { count: refusals.length, summary }, { refused: refusals });
}

async function addDrafts(tx: ActorTransaction, { definitions, notes }: Taken): Promise<ImportedProcedures> {
  // Files that come at once get their numbers one after the other.
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('procedure names ' || $1, 0))", [tx.actor.tenantId]);
  const known = await knownProcedures(tx);
  const [names, keys] = [
    new Set(known.map(({ name }) => name.de.toLocaleLowerCase())),
    new Set(known.map(({ key }) => key)),
  ];
  const procedures: ImportedProcedures['procedures'] = [];
  for (const read of definitions) {
    const name = freeName(read.name, names);
    const key = procedureKey(name, keys);
    keys.add(key);
    const procedureId = await insertProcedure(tx, { key, name });
    const { personId, name: personName } = tx.actor;
    await insertDraft(tx, {
      procedureId,
      baseVersion: null,
      definition: { ...read, key, name },
      editedBy: [{ id: personId, name: personName }],
    });
    await auditProcedure(tx, 'imported', { procedureId, name, process: read.imported?.process ?? read.key });
    procedures.push({ id: procedureId, key, name });
  }
  return {
    procedures,
    notes: notes.map((note) => ({ element: note.element, id: note.id, message: noteInWords(note) })),
  };
}

const LONGEST = 290;

/** The name of the file, or with a number where the house has it already. */
function freeName({ de, en }: LocalizedText, taken: Set<string>): LocalizedText {
  for (let number = 1; ; number += 1) {
    const numbered = (text: string) => (number === 1 ? text : `${text.slice(0, LONGEST)} (${number})`);
    const name = { de: numbered(de), en: numbered(en) };
    const lower = name.de.toLocaleLowerCase();
    if (taken.has(lower)) continue;
    taken.add(lower);
    return name;
  }
}
