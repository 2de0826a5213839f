import type { RunCoursePart, RunDetail, StepView } from '@querraum/contracts';
import type { CourseItem } from '../../core/diagram/course-item';
import { lastMomentInWords } from '../../core/deadline';
import { formatDateTime, formatList } from '../../core/format';
import type { Translate } from '../../core/texts';

type Progress = Pick<CourseItem, 'state' | 'notes'>;

interface Holder {
  unit: string;
  owner: string | null;
}

/** Whom an open step waits for. */
function holdersOf(step: StepView): Holder[] {
  const open = (places: readonly { state: string; unit: { name: string }; owner: string | null }[]): Holder[] =>
    places.filter(({ state }) => state === 'open').map(({ unit, owner }) => ({ unit: unit.name, owner }));
  if (step.type === 'coSignatureRound') return open(step.seats);
  if (step.type === 'finalSignature') return open(step.signers);
  if (step.type === 'task') return [{ unit: step.unit.name, owner: step.owner }];
  return 'places' in step ? open(step.places) : [];
}

function dueOf(step: StepView): string | null {
  if (step.type === 'coSignatureRound') return earliest(step.seats);
  if (step.type === 'finalSignature') return earliest(step.signers);
  return step.dueEnd ?? ('places' in step ? earliest(step.places) : null);
}

const earliest = (places: readonly { state: string; dueEnd: string | null }[]): string | null =>
  places
    .flatMap(({ state, dueEnd }) => (state === 'open' && dueEnd !== null ? [dueEnd] : []))
    .sort()
    .at(0) ?? null;

/** So many are named; of more the number is enough, the page of the project has them all. */
const NAMED = 6;

function waitsFor(who: readonly string[], say: Translate): string[] {
  if (who.length === 0) return [];
  if (who.length > NAMED) return [say('diagram.waitsForMany', { count: who.length })];
  return [say('diagram.waitsFor', { who: formatList(who) })];
}

function ofOpen(step: StepView, { suspended }: RunDetail, say: Translate): Progress {
  const failed = 'failed' in step ? step.failed : null;
  const is = suspended !== null ? 'suspended' : failed !== null ? 'failed' : 'open';
  const who = holdersOf(step).map(({ unit, owner }) => (owner === null ? unit : `${unit} (${owner})`));
  const due = dueOf(step);
  return {
    state: { is, words: say(`diagram.state.${is}`) },
    notes: [
      say('diagram.since', { when: formatDateTime(step.openedAt) }),
      ...waitsFor(who, say),
      ...(due === null ? [] : [say('due.until', { moment: lastMomentInWords(due) })]),
      ...(failed === null
        ? []
        : [failed === 'technical' ? say('block.technical') : say('block.failed', { reason: failed })]),
      ...(step.held ? [say('block.held')] : []),
      ...(step.insertedBefore === null ? [] : [say('block.inserted')]),
    ],
  };
}

function ofClosed(step: StepView, { status, endedAt }: RunDetail, say: Translate): Progress {
  const cut = status === 'cancelled' && step.closedAt === endedAt;
  const is = step.skipped ? 'skipped' : cut ? 'cancelled' : 'done';
  return {
    state: { is, words: say(`diagram.state.${is}`) },
    notes: step.closedAt === null ? [] : [say('diagram.on', { when: formatDateTime(step.closedAt) })],
  };
}

function ofTokens({ flows, awaited, obstacle }: RunCoursePart['waiting'][number], say: Translate): Progress {
  const held = obstacle !== null;
  return {
    state: { is: held ? 'failed' : 'waiting', words: say(held ? 'diagram.state.held' : 'diagram.state.waiting') },
    notes: held
      ? [
          say('diagram.heldSince', {
            when: formatDateTime(obstacle.since),
            reason: say(`historyWords.incident.${obstacle.reason}`),
          }),
        ]
      : [say('diagram.arrived', { count: flows.length, total: awaited })],
  };
}

const isIn = ({ scope, within }: RunCoursePart, step: StepView): boolean =>
  step.scope === scope || (step.scope !== null && within.includes(step.scope));

function progressAt(id: string, part: RunCoursePart, run: RunDetail, say: Translate): Progress {
  const visits = run.steps.filter((step) => step.nodeId === id && isIn(part, step));
  const tokens = part.waiting.find(({ nodeId }) => nodeId === id);
  const last = visits.find(({ open }) => open) ?? visits.at(-1);
  if (tokens !== undefined && last?.open !== true) return ofTokens(tokens, say);
  if (last !== undefined) {
    const { state, notes } = last.open ? ofOpen(last, run, say) : ofClosed(last, run, say);
    const again = visits.length > 1 ? [say('diagram.times', { count: visits.length })] : [];
    return { ...(state && { state }), notes: [...notes, ...again] };
  }
  const touched = part.definition.flows.some(
    (flow) => part.taken.includes(flow.id) && (flow.from === id || flow.to === id),
  );
  return touched ? { state: { is: 'passed', words: say('diagram.state.passed') }, notes: [] } : { notes: [] };
}

/** The nodes of the procedure with how far the run has come at each: since when, with whom, until when. */
export const runItems = (
  items: readonly CourseItem[],
  part: RunCoursePart,
  run: RunDetail,
  say: Translate,
): CourseItem[] => items.map((item) => ({ ...item, ...progressAt(item.id, part, run, say) }));
