import { Injectable } from '@nestjs/common';
import type { ProcedureDraft, ProcedureVersion } from '@querraum/contracts';
import canonicalize from 'canonicalize';
import { applyEdit, looseEnds, procedureChanges, type Definition, type ProcedureEdit } from '@querraum/workflow';
import { access, type ActorTransaction, type Caller, DomainError, Transactions } from '../platform';
import { draftView } from './draft-view';
import { auditProcedure } from './procedure-audit';
import {
  findDraft,
  insertDraft,
  lockDraft,
  lockProcedure,
  removeDraft,
  requireProcedure,
  saveDraft,
} from './procedure-draft';
import { allVersions, newestVersions, versionViews } from './procedure-versions';
import { releaseDraft } from './release';

/** What an administrator has read of a draft. */
export interface ReadDraft {
  id: string;
  revision: number;
}

/** The way of a change: a draft that several may work on, and its release by somebody who did not. */
/** What a model does stands in its file. */
const changesModel = ({ nodes, flows, facts = [] }: Definition, edit: ProcedureEdit): boolean =>
  canonicalize({ nodes, flows, facts }) !== canonicalize({ nodes: edit.nodes, flows: edit.flows, facts: edit.facts });

@Injectable()
export class ProcedureDraftsService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, id: string): Promise<ProcedureDraft> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:edit');
      return draftView(tx, await getDraft(tx, id));
    });
  }

  /** The draft that is there, or a new one from the valid version. */
  open(caller: Caller, key: string, id: string): Promise<ProcedureDraft> {
    return this.transactions.command(caller, { key, request: { act: 'procedure.openDraft', id } }, async (tx) => {
      access.require(tx, 'procedure:edit');
      await lockProcedure(tx, id);
      await tx.lookAtClock();
      const [newest] = await newestVersions(tx, id);
      if (newest) {
        const { version: baseVersion, bundle } = newest;
        const { definition } = bundle;
        const added = await insertDraft(tx, { procedureId: id, baseVersion, definition, editedBy: [] });
        if (added) await auditProcedure(tx, 'draftOpened', { procedureId: id, name: definition.name, baseVersion });
      }
      return draftView(tx, await getDraft(tx, id));
    });
  }

  change(caller: Caller, key: string, { id, revision }: ReadDraft, edit: ProcedureEdit): Promise<ProcedureDraft> {
    const request = { act: 'procedure.changeDraft', id, revision, edit };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'procedure:edit');
      const draft = await lockDraft(tx, id, revision);
      const loose = looseEnds(edit);
      if (loose.length > 0) throw new DomainError('procedureLooseEnd', { step: loose.join(', ') });
      if (draft.definition.imported !== undefined && changesModel(draft.definition, edit)) {
        throw new DomainError('modelNotEditable');
      }
      const definition = applyEdit(draft.definition, edit);
      const changes = procedureChanges(draft.definition, definition, {});
      // Who saves what is already there has not worked on it.
      if (changes.length > 0) {
        await saveDraft(tx, draft, definition);
        await auditProcedure(tx, 'draftChanged', {
          procedureId: id,
          revision: revision + 1,
          changes: changes.map(({ words }) => words),
        });
      }
      return draftView(tx, await getDraft(tx, id));
    });
  }

  discard(caller: Caller, key: string, { id, revision }: ReadDraft): Promise<null> {
    const request = { act: 'procedure.discardDraft', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'procedure:edit');
      const draft = await lockDraft(tx, id, revision);
      await removeDraft(tx, draft);
      await auditProcedure(tx, 'draftDiscarded', { procedureId: id, name: draft.definition.name, revision });
      return null;
    });
  }

  /** The next version, for every round that starts from now on; those that run keep theirs. */
  release(caller: Caller, key: string, { id, revision }: ReadDraft): Promise<ProcedureVersion> {
    const request = { act: 'procedure.release', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'procedure:release');
      await releaseDraft(tx, await lockDraft(tx, id, revision));
      const [released] = await versionViews(tx, await allVersions(tx, id));
      if (!released) throw new DomainError('notFound');
      return released;
    });
  }
}

async function getDraft(tx: ActorTransaction, id: string) {
  await requireProcedure(tx, id);
  const draft = await findDraft(tx, id);
  if (!draft) throw new DomainError('notFound');
  return draft;
}
