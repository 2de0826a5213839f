import { cycleTick, localDate } from '@querraum/workflow';
import { tellUnits } from '../lifecycle';
import { livingUnitFrom } from '../organisation';
import { serveProject, type JobPayload, type Transaction } from '../platform';
import { appendHistory, lockProject, touchProject } from '../projects';
import { contentOf } from '../templates';
import { atTurn, findCycle, insertDraft, oweLook, writeCycle } from './cycle-record';

/** The lead is reminded, or has the draft of the Fortschreibung; each once a turn, however often it is asked for. */
export async function tickCycle(tx: Transaction, { projectId }: JobPayload<'tickCycle'>): Promise<void> {
  await serveProject(tx, projectId);
  const project = await lockProject(tx, projectId);
  const cycle = await findCycle(tx, projectId);
  if (cycle?.state !== 'running') return;
  const { due, next, lookOn } = cycleTick(cycle, localDate(tx.now.toISOString()));
  if (due === null) return lookOn === null ? undefined : oweLook(tx, project, cycle, lookOn);
  if (due === 'renew') await insertDraft(tx, project, { dueOn: cycle.nextOn, content: await contentOf(tx, project) });
  const changed = next === null ? { ...cycle, state: 'ended' as const } : atTurn(cycle, next);
  await writeCycle(tx, project, changed);
  if (lookOn !== null) await oweLook(tx, project, changed, lookOn);
  await touchProject(tx, projectId);
  await appendHistory(tx, project, [
    {
      action: due === 'remind' ? 'cycle.reminded' : 'cycle.due',
      at: tx.now,
      by: null,
      data: { dueOn: cycle.nextOn },
    },
  ]);
  const told = await livingUnitFrom(tx, project.leadUnitId);
  await tellUnits(tx, project, [told], due === 'remind' ? 'cycleReminder' : 'cycleDue');
}
