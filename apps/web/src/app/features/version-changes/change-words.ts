import type { MigrationReport, MigrationRun, MigrationRunChange, ProcedureMigrationSummary } from '@querraum/contracts';
import { lastMomentInWords } from '../../core/deadline';
import type { Texts } from '../../core/texts';
import type { Tone } from '../../ui/badge';

export const TONES = {
  planned: 'neutral',
  checked: 'info',
  released: 'success',
  undone: 'warning',
  discarded: 'neutral',
} as const satisfies Record<ProcedureMigrationSummary['status'], Tone>;

/** How far dry run, move or undo have come. */
export function progressInWords({ status, progress }: ProcedureMigrationSummary, { say }: Texts): string {
  const { runs, pending, movable, refused, chosen, moved, failed, left, undone, stays } = progress;
  switch (status) {
    case 'planned':
    case 'discarded':
      return say('versionChanges.progress.planned');
    case 'checked':
      return pending > 0
        ? say('versionChanges.progress.checking', { done: runs - pending, runs })
        : say('versionChanges.progress.checked', { runs, movable, refused, chosen });
    case 'released':
      return left > 0
        ? say('versionChanges.progress.moving', { done: chosen - left, chosen })
        : say('versionChanges.progress.moved', { moved, failed, chosen });
    case 'undone':
      return left + moved > 0
        ? say('versionChanges.progress.undoing', { done: undone + stays, chosen })
        : say('versionChanges.progress.undone', { undone, stays });
  }
}

function changeInWords(change: MigrationRunChange, { say, of }: Texts): string {
  const end = (at: string | null) => (at === null ? say('history.noDeadline') : lastMomentInWords(at));
  return say(`versionChanges.change.${change.what}`, {
    step: of(change.step),
    unit: change.unitName ?? of(change.step),
    from: change.fromUnitName ?? '',
    was: end(change.was),
    due: end(change.dueEnd),
  });
}

/** What was told of a run or has happened to it, a sentence each; one sentence where it simply goes on. */
export function reportInWords(report: MigrationReport | null, texts: Texts): string[] {
  if (report === null) return [];
  const words = [
    ...report.refusals.map((refusal) => texts.of(refusal.words)),
    ...report.changes.map((change) => changeInWords(change, texts)),
  ];
  return words.length > 0 ? words : [texts.say('versionChanges.change.none')];
}

export const RUN_TONES = {
  pending: 'neutral',
  movable: 'success',
  refused: 'warning',
  moved: 'success',
  undone: 'info',
  stays: 'warning',
  spared: 'neutral',
} as const satisfies Record<MigrationRun['status'] | NonNullable<MigrationRun['outcome']>, Tone>;
