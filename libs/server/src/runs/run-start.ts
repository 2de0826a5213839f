import { advance, type Command, type Definition, type FactValue, type RunState } from '@querraum/workflow';
import type { NewRun } from '@querraum/contracts';
import { requireUnit } from '../organisation';
import { DomainError, newId, statement, type ActorTransaction } from '../platform';
import { unitIdsIn } from '../procedures';
import type { ProjectRecord } from '../projects';
import { bundleOf } from './bundles';
import { refusalError } from './refusal';
import { applyAdvanced } from './run-effects';
import { actingOf, readFacts } from './run-facts';
import { authorsIn, readBeside } from './read-run';
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

interface ToStart {
  isRunning: boolean;
  version: number | null;
  since: Date;
  paper: RunState['paper'] | null;
  authors: string[];
}

const TO_START = statement(
  'toStart',
  `select exists (select from run where document_id = $1 and status = 'running') as "isRunning", p.version, p.published_at as since,
     (select json_build_object('number', v.number, 'sha256', v.sha256) from document_version v
      where v.document_id = $1 order by v.number desc limit 1) as paper,
     ${authorsIn('$1')}
   from (values (1)) one left join lateral (
     select version, published_at from procedure_version
     where tenant_id = $2 and procedure_id = $3 order by version desc limit 1) p on true`,
);
const DISSOLVED = statement(
  'dissolvedUnits',
  'select name from org_unit where id = any ($1) and dissolved_at is not null order by name',
);

/** Starts the newest version of a procedure on the document's current version; the run stays pinned to both. */
export async function startRun(
  tx: ActorTransaction,
  project: ProjectRecord,
  document: { id: string; title: string },
  procedureId: string,
  { facts: given, variables, event }: Given = {},
): Promise<string> {
  const [found] = await tx.rows<ToStart>(TO_START, [document.id, project.tenantId, procedureId]);
  if (found?.isRunning) throw new DomainError('runRunning');
  if (!found?.paper || found.version === null) throw new DomainError('notFound');
  const { paper, authors, version, since } = found;
  const bundle = await bundleOf(tx, { tenantId: project.tenantId, procedureId, version });
  const isModel = bundle.definition.imported !== undefined;
  if ((variables || event !== undefined) && !isModel) throw new DomainError('notImported');
  await requireNamedUnits(tx, bundle.definition);
  await requireGivenUnits(tx, bundle.definition, given ?? {});
  const runId = newId();
  const beside = await readBeside(tx, project, runId);
  const facts = await readFacts(tx, project, undefined, beside);
  const by = actingOf(tx.actor);
  const command: Command = {
    ...{ type: 'start', paper, authors, by, ...(given && { facts: given }) },
    ...(variables && { variables }),
    ...(isModel && { startAt: startOf(bundle.definition, event) }),
  };
  const advanced = advance(bundle, null, command, { now: tx.now.toISOString(), facts });
  if (advanced.refused) throw await refusalError(tx, advanced, bundle, command);

  const run: RunRecord = {
    id: runId,
    tenantId: project.tenantId,
    projectId: project.id,
    documentId: document.id,
    documentTitle: document.title,
    procedureName: bundle.definition.name,
    procedureVersion: version,
    procedureVersionSince: since,
    procedureValidVersion: version,
    bundle,
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
  await applyAdvanced(tx, run, { command, facts }, advanced, { procedureId });
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
  const [gone] = await tx.rows<{ name: string }>(DISSOLVED, [unitIdsIn(definition)]);
  if (gone)
    throw new DomainError('missingParticipant', {
      missing: { de: `„${gone.name}“ ist aufgelöst`, en: `“${gone.name}” is dissolved` },
    });
}
