import { Injectable } from '@nestjs/common';
import type { NewProcedure, ProcedureTemplate } from '@querraum/contracts';
import { procedureSteps, type Bundle, type LocalizedText } from '@querraum/workflow';
import { access, type ActorTransaction, type Caller, DomainError, Transactions } from '../platform';
import { TEMPLATES } from './definitions';
import { auditProcedure } from './procedure-audit';
import { insertProcedure, knownProcedures } from './new-procedure';
import { insertDraft } from './procedure-draft';
import { procedureKey } from './procedure-key';
import { bundleHash, insertVersion } from './publish';

/** Procedures that come with the product: a house takes them over, or makes its own from a copy. */
@Injectable()
export class ProcedureTemplatesService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller): Promise<ProcedureTemplate[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:edit');
      const taken = new Set((await knownProcedures(tx)).map(({ key }) => key));
      return TEMPLATES.map(({ definition }) => ({
        key: definition.key,
        name: definition.name,
        description: definition.description ?? definition.name,
        steps: procedureSteps(definition, {}),
        taken: taken.has(definition.key),
      }));
    });
  }

  create(caller: Caller, key: string, input: NewProcedure): Promise<{ id: string }> {
    return this.transactions.command(caller, { key, request: { act: 'procedure.create', input } }, async (tx) => {
      access.require(tx, 'procedure:edit');
      const template = TEMPLATES.find(({ definition }) => definition.key === input.template);
      if (!template) throw new DomainError('templateUnknown', { template: input.template });
      return { id: input.act === 'takeOver' ? await takeOver(tx, template) : await copy(tx, template, input.name) };
    });
  }
}

/** Checked with the product and unchanged, so nobody of the house has a text of their own to release. */
async function takeOver(tx: ActorTransaction, bundle: Bundle): Promise<string> {
  const { key, name } = bundle.definition;
  const procedureId = await insertProcedure(tx, { key, name });
  await insertVersion(tx, { procedureId, version: 1, bundle, editedBy: [], fromTemplate: true });
  await auditProcedure(tx, 'takenOver', {
    procedureId,
    name,
    version: 1,
    hash: bundleHash(bundle),
    note: 'unchanged from what the product ships, checked with it',
  });
  return procedureId;
}

async function copy(tx: ActorTransaction, template: Bundle, name: LocalizedText): Promise<string> {
  const known = await knownProcedures(tx);
  const isSame = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase();
  if ([...known, ...TEMPLATES.map(({ definition }) => definition)].some((one) => isSame(one.name.de, name.de)))
    throw new DomainError('procedureTaken', { name });
  const key = procedureKey(name, new Set(known.map((one) => one.key)));
  const procedureId = await insertProcedure(tx, { key, name });
  const { personId, name: personName } = tx.actor;
  await insertDraft(tx, {
    procedureId,
    baseVersion: null,
    definition: { ...template.definition, key, name },
    editedBy: [{ id: personId, name: personName }],
  });
  await auditProcedure(tx, 'copied', { procedureId, name, template: template.definition.key });
  return procedureId;
}
