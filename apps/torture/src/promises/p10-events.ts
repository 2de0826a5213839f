import type { ArrivedEvent } from '../machine/event-sink.ts';
import { OFFICES } from '../people.ts';
import type { Run, World } from '../world.ts';

/** What the record of a project says that must have been told. */
const TOLD = {
  'project.created': 'project.opened',
  'run.runStarted': 'run.started',
  'run.stepOpened': 'step.opened',
  'run.seatOpened': 'task.opened',
  'document.versionAdded': 'document.versionAdded',
} as const;

/** Entries of the record of which no event came, events of none, and events that are not the same when they come again. */
export async function eventsOtherThanOnce({ product }: World, runs: Run[], arrived: ArrivedEvent[]): Promise<string[]> {
  const broken: string[] = [];
  const projects = new Set(runs.map(({ projectId }) => projectId));
  const recorded = await product.database.rows<{ project: string; seq: string; action: keyof typeof TOLD }>(
    `select chain as project, seq::text as seq, action from audit_entry where chain = any ($1) and action = any ($2)`,
    [[...projects], Object.keys(TOLD)],
  );
  if (recorded.length < runs.length * (2 + OFFICES.length)) broken.push(`only ${recorded.length} events are recorded`);
  const byId = Map.groupBy(arrived, ({ id }) => id);
  const known = new Set(recorded.map(({ project, seq }) => `${project}-${seq}`));
  const strangers = [...byId.keys()].filter((id) => projects.has(id.replace(/-\d+$/, '')) && !known.has(id));
  broken.push(...strangers.map((id) => `event ${id} came, and nothing like it is recorded`));
  for (const { project, seq, action } of recorded) {
    const came = byId.get(`${project}-${seq}`) ?? [];
    const [event] = came;
    if (!event) broken.push(`${action} of ${project} was told to nobody`);
    else if (event.type !== `querraum.${TOLD[action]}` || Number(event.sequence) !== Number(seq))
      broken.push(`${action} of ${project} came as ${event.type}, ${event.sequence}`);
    if (new Set(came.map(({ hash }) => hash)).size > 1) broken.push(`${action} of ${project} came in other words`);
  }
  return broken;
}

/** Projects of which an event came for the first time after a later one. */
export function outOfOrder(arrived: ArrivedEvent[]): string[] {
  const seen = new Set<string>();
  const firsts = arrived.filter(({ id }) => !seen.has(id) && seen.add(id));
  const byProject = Map.groupBy(firsts, ({ id }) => id.replace(/-\d+$/, ''));
  return [...byProject.keys()].filter((project) => {
    const sequences = (byProject.get(project) ?? []).map(({ sequence }) => sequence);
    return sequences.join() !== sequences.toSorted().join();
  });
}
