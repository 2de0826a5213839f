import { advance, type Bundle, type Command, type Definition, type FactValue, type RunState } from '@querraum/workflow';
import type { NewRun } from '@querraum/contracts';
import { authorsOf } from '../documents';
import { requireUnit } from '../organisation';
import { DomainError, newId, type ActorTransaction } from '../platform';
import { unitIdsIn } from '../procedures';
import type { ProjectRecord } from '../projects';
import { refusalError } from './refusal';
import { applyAdvanced } from './run-effects';
import { actingOf, readFacts } from './run-facts';
import { readBeside } from './read-run';
import type { RunRecord } from './run-record';

const UNIT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Given = Pick<NewRun, 'facts' | 'variables' | 'event'>;

/** The start of an imported model: the one that waits for the message or signal, without one that needs neither. */
function startOf({ nodes }: Definition, name: string | undefined): string {
  const start = nodes.find((node) => {
    if (node.type !== 'startEvent' || node.parent !== undefined) return false;
    const { event } = node;
    if (event?.kind === 'message' || event?.kind === 'signal') return name !== undefined && event.name === name;
    return name === undefined;
  });
  if (start === undefined) throw new DomainError('unknownEvent');
  return start.id;
}

/** Starts the newest version of a procedure on the document's current version; the run stays pinned to both. */
export async function startRun(
  tx: ActorTransaction,
  project: ProjectRecord,
  document: { id: string; title: string },
  procedureId: string,
  { facts: given, variables, event }: Given = {},
): Promise<string> {
  const running = await tx.rows("select 1 from run where document_id = $1 and status = 'running'", [document.id]);
  if (running.length > 0) throw new DomainError('runRunning');
  const [procedure] = await tx.rows<{ tenantId: string; version: number; since: Date; bundle: Bundle }>(
    `select tenant_id as "tenantId", version, published_at as since, bundle from procedure_version
     where procedure_id = $1 and tenant_id = $2 order by version desc limit 1`,
    [procedureId, project.tenantId],
  );
  const [paper] = await tx.rows<RunState['paper']>(
    'select number, sha256 from document_version where document_id = $1 order by number desc limit 1',
    [document.id],
  );
  if (!procedure || !paper) throw new DomainError('notFound');
  const isModel = procedure.bundle.definition.imported !== undefined;
  if ((variables || event !== undefined) && !isModel) throw new DomainError('notImported');
  await requireNamedUnits(tx, procedure.bundle.definition);
  await requireGivenUnits(tx, procedure.bundle.definition, given ?? {});
  const runId = newId();
  const beside = await readBeside(tx, project, runId);
  const facts = await readFacts(tx, project, undefined, beside);
  const authors = await authorsOf(tx, document.id);
  const by = actingOf(tx.actor);
  const command: Command = {
    ...{ type: 'start', paper, authors, by, ...(given && { facts: given }) },
    ...(variables && { variables }),
    ...(isModel && { startAt: startOf(procedure.bundle.definition, event) }),
  };
  const advanced = advance(procedure.bundle, null, command, { now: tx.now.toISOString(), facts });
  if (advanced.refused) throw await refusalError(tx, advanced, procedure.bundle, command);

  const run: RunRecord = {
    id: runId,
    tenantId: project.tenantId,
    projectId: project.id,
    documentId: document.id,
    documentTitle: document.title,
    procedureName: procedure.bundle.definition.name,
    procedureVersion: procedure.version,
    procedureVersionSince: procedure.since,
    procedureValidVersion: procedure.version,
    bundle: procedure.bundle,
    authors,
    tasks: [],
    beside,
    state: advanced.state,
    revision: 0,
    nextDueAt: null,
    startedAt: tx.now,
    endedAt: null,
    project,
  };
  await tx.rows(
    `insert into run (tenant_id, id, project_id, document_id, procedure_tenant_id, procedure_id, procedure_version, state, status, revision, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)`,
    [
      run.tenantId,
      run.id,
      project.id,
      document.id,
      procedure.tenantId,
      procedureId,
      procedure.version,
      JSON.stringify(run.state),
      run.state.status,
      tx.now,
    ],
  );
  await applyAdvanced(tx, run, { command, facts }, advanced);
  return run.id;
}

/** Units that a fact names must be there and live; whether the fact itself fits the engine says. */
export async function requireGivenUnits(
  tx: ActorTransaction,
  { facts = [] }: Definition,
  given: Record<string, FactValue>,
): Promise<void> {
  for (const { key, type } of facts) {
    const value = given[key];
    if (type !== 'units' || !Array.isArray(value)) continue;
    for (const unitId of value) {
      if (!UNIT_ID.test(unitId)) throw new DomainError('badFact', { fact: key });
      await requireUnit(tx, unitId);
    }
  }
}

/** A release counts on units that may be dissolved later: nobody could act for them. */
async function requireNamedUnits(tx: ActorTransaction, definition: Definition): Promise<void> {
  const [gone] = await tx.rows<{ name: string }>(
    'select name from org_unit where id = any ($1) and dissolved_at is not null order by name',
    [unitIdsIn(definition)],
  );
  if (gone)
    throw new DomainError('missingParticipant', {
      missing: { de: `„${gone.name}“ ist aufgelöst`, en: `“${gone.name}” is dissolved` },
    });
}
