import {
  failAsTooLarge,
  giveAttemptBack,
  isTooLarge,
  keepPiece,
  makePiece,
  nextStep,
  piecesRemoved,
  type ExportStep,
  type ExportStore,
  type JobPayload,
  type Transaction,
} from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

const NO_STORE_WAIT_MS = 15 * 60_000;

/** The next piece of an export, or what follows its end; whoever dies is followed by somebody else at the same piece. */
export async function makeExport(
  tx: Transaction,
  payload: JobPayload<'makeExport'>,
  { exports: files }: Outside,
): Promise<TwoPhases | Later | undefined> {
  if (!files) return { at: new Date(tx.now.getTime() + NO_STORE_WAIT_MS) };
  const step = await nextStep(tx, payload);
  if (step.do === 'over') return undefined;
  if (step.do === 'wait') return { at: step.until };
  if (step.do === 'remove') return { at: step.until, act: () => remove(files, payload, step) };
  return {
    at: step.until,
    act: () => make(files, payload, step),
    whenAway: (second) => giveAttemptBack(second, payload, step.order),
  };
}

type Act = ReturnType<TwoPhases['act']>;

async function make(
  files: ExportStore,
  payload: JobPayload<'makeExport'>,
  { order }: Extract<ExportStep, { do: 'make' }>,
): Act {
  const made = await makePiece(files, order).catch((error: unknown) => {
    if (isTooLarge(error)) return undefined;
    throw error;
  });
  return async (second) => {
    if (!made) await failAsTooLarge(second, payload);
    // Nobody knows these bytes any more, and to remove them twice does no harm.
    else if (!(await keepPiece(second, payload, order, made))) await files.remove(order.storageKey);
    return { at: second.now };
  };
}

async function remove(
  files: ExportStore,
  payload: JobPayload<'makeExport'>,
  step: Extract<ExportStep, { do: 'remove' }>,
): Act {
  for (const key of step.keys) await files.remove(key);
  return async (second) => {
    await piecesRemoved(second, payload, step);
    return { at: second.now };
  };
}
