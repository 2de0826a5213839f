import {
  firstParting,
  Playback,
  withoutPersons,
  type Bundle,
  type Facts,
  type RecordedCommand,
  type RecordedHistory,
  type RecordedStep,
  type RunState,
} from '@querraum/workflow';
import type { DataSource, EntityManager } from 'typeorm';
import type { FactsOfHouse, ProjectFacts } from './runs.entities';

/** Why a run cannot be recorded, in words for whoever asked. */
export class NotRecordable extends Error {}

interface RunRow {
  procedureTenantId: string;
  procedureId: string;
  version: number;
  revision: number;
  status: RunState['status'];
}

interface CommandRow {
  sequence: number;
  at: Date;
  command: RecordedCommand;
  facts: ProjectFacts | null;
  houseFacts: FactsOfHouse;
}

/**
 * A run as a history that every later build can be held to, without anybody in it (docs/adr/0047). It is played twice: as it
 * was, which must give the state that is stored, and as it is told, which must go the same way.
 */
export function recordHistory(owner: DataSource, runId: string): Promise<RecordedHistory> {
  return owner.transaction('REPEATABLE READ', async (manager) => {
    const history = await readHistory(manager, runId);
    const [run] = history.runs;
    if (run === undefined) throw new Error('A history of one run has one.');
    await requireSameState(manager, runId, history);
    const anonymous = withoutPersons(history);
    const [other] = anonymous.runs;
    const parting = other ? firstParting(history, anonymous, [run, other]) : 0;
    if (parting !== null)
      throw new NotRecordable(
        `Ab Befehl ${parting + 1} ginge der Ablauf ohne seine Texte anders weiter: Eine Regel des Verfahrens fragt nach einem Text.`,
      );
    return anonymous;
  });
}

async function readHistory(manager: EntityManager, runId: string): Promise<RecordedHistory> {
  const run = await getRunRow(manager, runId);
  const commands = await commandsOf(manager, runId);
  requireWhole(run, commands);
  const versions = await versionsOf(manager, run);
  const moves = commands.flatMap(({ command }) =>
    command.type === 'migrate' || command.type === 'undoMigration' ? [command] : [],
  );
  const bundle = versions.get(moves[0]?.fromVersion ?? run.version);
  if (bundle === undefined) throw new Error(`procedure ${run.procedureId} lacks a version`);
  const named = new Set(moves.flatMap(({ fromVersion, toVersion }) => [fromVersion, toVersion]));
  const steps = commands.map(({ at, command }, index): RecordedStep => [at.toISOString(), index, command, '']);
  return {
    format: 1,
    bundle,
    ...(named.size > 0 && { versions: Object.fromEntries([...versions].filter(([version]) => named.has(version))) }),
    facts: factsOf(commands),
    runs: [{ name: 'recorded run', status: run.status, steps }],
  };
}

async function getRunRow(manager: EntityManager, runId: string): Promise<RunRow> {
  const [run] = (await manager.query(
    `select procedure_tenant_id as "procedureTenantId", procedure_id as "procedureId", procedure_version as version, revision, status
     from run where id = $1`,
    [runId],
  )) as RunRow[];
  if (run === undefined) throw new NotRecordable(`Einen Ablauf ${runId} gibt es hier nicht.`);
  return run;
}

const commandsOf = (manager: EntityManager, runId: string): Promise<CommandRow[]> =>
  manager.query(
    `select c.sequence, c.at, c.command, c.facts, h.facts as "houseFacts"
     from run_command c join house_facts h on h.tenant_id = c.tenant_id and h.id = c.house_facts_id
     where c.run_id = $1 order by c.sequence`,
    [runId],
  );

/** Every command that changed the run has the number of the revision it made. */
function requireWhole({ revision }: RunRow, commands: CommandRow[]): void {
  if (commands[0]?.sequence !== 1)
    throw new NotRecordable(
      'Dieser Ablauf hat begonnen, bevor Querraum seine Befehle aufhob. Aufzeichnen lassen sich nur spätere.',
    );
  if (commands.length !== revision)
    throw new NotRecordable(
      `Von diesem Ablauf fehlen Befehle (${commands.length} von ${revision} sind da): Eine ältere Fassung von Querraum hat ihn weitergeführt.`,
    );
}

async function versionsOf(manager: EntityManager, run: RunRow): Promise<Map<number, Bundle>> {
  const rows = (await manager.query(
    'select version, bundle from procedure_version where tenant_id = $1 and procedure_id = $2',
    [run.procedureTenantId, run.procedureId],
  )) as { version: number; bundle: Bundle }[];
  return new Map(rows.map(({ version, bundle }) => [version, bundle]));
}

/** For each command what was known when it came. */
function factsOf(commands: CommandRow[]): Facts[] {
  let last: ProjectFacts | null = null;
  return commands.map(({ facts, houseFacts }) => {
    last = facts ?? last;
    if (last === null) throw new Error('The first command has its facts.');
    return { ...last, ...houseFacts };
  });
}

/** As the database compares: the order of the fields says nothing. */
async function requireSameState(manager: EntityManager, runId: string, history: RecordedHistory): Promise<void> {
  const playback = new Playback(history);
  for (const [now, facts, command] of history.runs[0]?.steps ?? []) {
    const known = history.facts[facts];
    if (known) playback.play(now, known, command);
  }
  const rows = (await manager.query('select 1 from run where id = $1 and state = $2::jsonb', [
    runId,
    JSON.stringify(playback.state),
  ])) as unknown[];
  if (rows.length === 0)
    throw new NotRecordable(
      'Die Befehle ergeben in dieser Fassung von Querraum nicht den gespeicherten Stand. Bitte melden: Das darf nicht sein.',
    );
}
