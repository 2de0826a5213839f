import { advance, type Advanced, type Command } from '@querraum/workflow';
import { changedDaysSince } from '../calendar';
import { Refused, type ActorTransaction, type JobPayload, type Transaction } from '../platform';
import { requireOpen } from '../projects';
import { applyAdvanced } from './run-effects';
import { refusalError } from './refusal';
import { readFacts } from './run-facts';
import { lockRun } from './read-run';
import type { RunRecord } from './run-record';

/**
 * One engine step on a locked run, written with everything it brings. A refused command still keeps the tick
 * that had to come first, so the refusal is returned and not thrown: the caller commits, then answers.
 */
export async function step(
  tx: ActorTransaction,
  runId: string,
  commandFor: (run: RunRecord) => Command | Promise<Command>,
): Promise<Refused | undefined> {
  const run = await lockRun(tx, runId);
  requireOpen(run.project);
  const command = await commandFor(run);
  const advanced = await advanceRun(tx, run, command);
  return advanced.refused && new Refused(await refusalError(tx, advanced, run.bundle, command));
}

/** Wakes the engine: whatever is due by now happens, exactly once. Twice is as good as once. */
export async function tick(tx: Transaction, runId: string): Promise<void> {
  const run = await lockRun(tx, runId);
  if (run.state.status === 'running') await advanceRun(tx, run, { type: 'tick' });
}

/** A signal that waits for a run to go on is to come before the run waits for the next of that name. */
const UNTIL_ASKED_AGAIN = 60 * 1000;

/**
 * Another run's signal. What the model cannot carry out by it fails, so that it is tried again and seen; a run that has
 * ended or waits no longer has nothing to be given, one that stands still is given it when it goes on.
 */
export async function giveSignal(
  tx: Transaction,
  { runId, name }: Omit<JobPayload<'giveSignal'>, 'projectId'>,
): Promise<{ at: Date } | undefined> {
  const run = await lockRun(tx, runId);
  if (run.state.status !== 'running') return undefined;
  if (run.state.suspended) return { at: new Date(tx.now.getTime() + UNTIL_ASKED_AGAIN) };
  const { refused } = await advanceRun(tx, run, { type: 'signal', name });
  if (refused && refused.code !== 'runEnded') throw new Error(`signal ${name} to run ${runId}: ${refused.code}`);
  return undefined;
}

/** Counts anew what a change of the calendar touches; of several changes that came close together all are named. */
export async function recount(tx: Transaction, runId: string, revision: number): Promise<void> {
  const run = await lockRun(tx, runId);
  const changed = await changedDaysSince(tx, run.tenantId, revision);
  if (run.state.status === 'running') await advanceRun(tx, run, { type: 'recount', changed });
}

/** Everything that waits for the lead follows it, in the transaction in which the Federführung changes hands. */
export async function changeLead(tx: Transaction, runId: string, fromUnitId: string): Promise<void> {
  const run = await lockRun(tx, runId);
  if (run.state.status === 'running') await advanceRun(tx, run, { type: 'leadChanged', fromUnitId });
}

async function advanceRun(tx: Transaction, run: RunRecord, command: Command): Promise<Advanced> {
  const facts = await readFacts(tx, run.project, run.state, run.beside);
  const advanced = advance(run.bundle, run.state, command, { now: tx.now.toISOString(), facts });
  // Where nothing happened nothing is written: the revision stays, nobody's edit is in conflict.
  if (advanced.effects.length > 0)
    await applyAdvanced(tx, run, { command: carriedOut(command, advanced), facts }, advanced);
  return advanced;
}

/** Of a refused command only the tick remains that had to come first. */
const carriedOut = (command: Command, { refused }: Advanced): Command => (refused ? { type: 'tick' } : command);

/**
 * Gives an automatic step its number, in the transaction in which the run goes on: no number is lost, none is given twice.
 * A step that is over, or of which another attempt is under way, gets none.
 */
export async function giveNumber(
  tx: Transaction,
  { runId, stepId, attempt, order }: Omit<JobPayload<'giveNumber'>, 'projectId'>,
): Promise<void> {
  const run = await lockRun(tx, runId);
  const step = run.state.steps.find(({ id }) => id === stepId);
  if (run.state.status !== 'running' || step?.type !== 'automatic' || !step.open || step.attempts !== attempt) return;
  // Ordered again when it goes on.
  if (run.state.suspended) return;
  const [next] = await tx.rows<{ number: number }>(
    `insert into number_series as s (tenant_id, series, last) values ($1, $2, 1)
     on conflict (tenant_id, series) do update set last = s.last + 1 returning last as number`,
    [run.tenantId, order.series],
  );
  const value = order.pattern.replace('{n}', String(next?.number));
  const { refused } = await advanceRun(tx, run, { type: 'jobDone', stepId, values: { [order.fact]: value } });
  if (!refused) return;
  // E.g. another version lacks the fact: nobody has the number, and the lead learns that the step waits for it.
  await tx.rows('update number_series set last = last - 1 where tenant_id = $1 and series = $2', [
    run.tenantId,
    order.series,
  ]);
  await advanceRun(tx, await lockRun(tx, runId), { type: 'jobFailed', stepId, reason: refused.code });
}

/** The number of this attempt cannot be given, for a technical reason: repairing the step is the lead's. */
export async function failNumber(
  tx: Transaction,
  { runId, stepId, attempt }: Omit<JobPayload<'giveNumber'>, 'projectId' | 'order'>,
): Promise<void> {
  const run = await lockRun(tx, runId);
  const step = run.state.steps.find(({ id }) => id === stepId);
  if (run.state.status !== 'running' || step?.type !== 'automatic' || !step.open || step.attempts !== attempt) return;
  await advanceRun(tx, run, { type: 'jobFailed', stepId, reason: 'technical' });
}
