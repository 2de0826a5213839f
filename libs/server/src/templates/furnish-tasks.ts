import { NewAssignments, tasksInOrder, type TemplateContent } from '@querraum/contracts';
import { giveAssignments } from '../assignments';
import type { ActorTransaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { unitIn, type Place } from './template-check';

/** The tasks of a template, given by the lead of the new project; each behind those that must end before it. */
export async function giveTasks(
  tx: ActorTransaction,
  project: ProjectRecord,
  { tasks }: Pick<TemplateContent, 'tasks'>,
  place: Place,
): Promise<void> {
  const given = new Map<string, string>();
  for (const { key, kind, title, words, unit, workingDays, checklist, dependsOn } of tasksInOrder(tasks) ?? []) {
    const { assignments } = await giveAssignments(
      tx,
      project,
      NewAssignments.parse({
        ...{ kind, title, words, checklist, issuingUnitId: project.leadUnitId },
        addressees: [{ unitId: unitIn(place, unit, 'house') }],
        due: workingDays === null ? null : { workingDays },
        dependsOn: dependsOn.flatMap((other) => given.get(other) ?? []),
      }),
    );
    for (const { id } of assignments) given.set(key, id);
  }
}
