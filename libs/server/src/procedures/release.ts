import type { LocalizedText } from '@querraum/workflow';
import { procedureChanges } from '@querraum/workflow';
import { type ActorTransaction, DomainError } from '../platform';
import { bundleWith, calledBy } from './called-procedures';
import { baseOf, findingsOf, releasersOf } from './draft-view';
import { auditProcedure } from './procedure-audit';
import { type DraftRow, removeDraft } from './procedure-draft';
import { bundleHash, checkedBundle, insertVersion } from './publish';

export const NOBODY: LocalizedText = {
  de: 'zurzeit niemand; es braucht eine weitere Person mit der Rolle Fachadministration',
  en: 'nobody at present; it needs another person with the role of administrator',
};

/** Turns a locked draft into the next version, or says why not. */
export async function releaseDraft(tx: ActorTransaction, draft: DraftRow): Promise<void> {
  const { procedureId, definition, editedBy, baseVersion, revision } = draft;
  if (editedBy.some(({ id }) => id === tx.actor.personId)) {
    const others = (await releasersOf(tx, draft)).map(({ name }) => name).join(', ');
    throw new DomainError('procedureOwnDraft', { others: others === '' ? NOBODY : others });
  }
  const findings = await findingsOf(tx, definition);
  if (findings.length > 0) {
    const summary = (language: 'de' | 'en') => findings.map(({ message }) => message[language]).join(' ');
    throw new DomainError('procedureUnsound', { summary: { de: summary('de'), en: summary('en') } });
  }
  const base = await baseOf(tx, draft);
  const changes = base ? procedureChanges(base, definition, {}) : [];
  if (base && changes.length === 0) throw new DomainError('procedureUnchanged');

  const bundle = checkedBundle(bundleWith(definition, await calledBy(tx, definition)));
  const version = (baseVersion ?? 0) + 1;
  await insertVersion(tx, { procedureId, version, bundle, editedBy, fromTemplate: false });
  await removeDraft(tx, { ...draft, baseVersion: version });
  await auditProcedure(tx, 'released', {
    procedureId,
    name: definition.name,
    version,
    hash: bundleHash(bundle),
    revision,
    editedBy: editedBy.map(({ name }) => name),
    changes: changes.map(({ words }) => words),
  });
}
