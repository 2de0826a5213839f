import type { FactValue } from '../../definition';
import type { CommitteeStep, Place, RunState, StepState, TaskStep } from '../../state';
import { type BlocksRun, nextInstant } from './blocks-run';
import type { ModelPlace } from './place-model';
import type { ModelStep } from './step-model';

/** What everybody may see of a run of blocks; model and engine must show the same. Instants are milliseconds. */
export interface BlocksView {
  status: RunState['status'];
  steps: Record<string, StepView>;
  /** Where nothing goes on before somebody has seen to it. */
  held: string[];
  facts: Record<string, FactValue>;
  next: number | null;
}

type PlaceView = Pick<
  ModelPlace,
  'role' | 'unit' | 'state' | 'owner' | 'escalations' | 'result' | 'words' | 'by' | 'capacity' | 'onBehalfOf' | 'at'
> & { due: number | null };

interface StepView {
  open: boolean;
  result: string | null;
  places: PlaceView[];
  /** When it comes back or ends by itself, while that is still to come. */
  until: number | null;
  sitting: ModelStep['sitting'] | null;
}

const finite = (at: number): number | null => (Number.isFinite(at) ? at : null);

/** Who has done a task, and with which words, stands in the record alone. */
const NOT_KEPT = { result: null, words: null, by: null, capacity: null, onBehalfOf: null, at: null } as const;

const viewModelPlace = (
  { role, unit, state, owner, escalations, due, fired, ...done }: ModelPlace,
  isStepOpen: boolean,
): PlaceView => {
  const { result, words, by, capacity, onBehalfOf, at } = done;
  const runs = isStepOpen && state === 'open' && !fired;
  return {
    ...{ role, unit, state, owner, escalations, result, words, by, capacity, onBehalfOf, at },
    due: runs ? finite(due) : null,
    ...(role === 'task' ? NOT_KEPT : {}),
  };
};

/** Only what still runs says when. */
const waitsFor = (block: ModelStep['block'], open: boolean): boolean =>
  open && (block.type === 'wait' || block.type === 'resubmission');

export const viewModel = (run: BlocksRun): BlocksView => ({
  status: run.status,
  steps: Object.fromEntries(
    [...run.steps].flatMap(([id, step]): [string, StepView][] =>
      step === null
        ? []
        : [
            [
              id,
              {
                open: step.open,
                result: step.result,
                places: step.places.map((place) => viewModelPlace(place, step.open)),
                until: waitsFor(step.block, step.open) ? finite(step.until) : null,
                sitting: step.block.type === 'committee' ? step.sitting : null,
              },
            ],
          ],
    ),
  ),
  held: run.held,
  facts: Object.fromEntries(Object.entries(run.facts).filter(([, value]) => value !== null)),
  next: finite(nextInstant(run)),
});

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

const viewEnginePlace = (place: Place, isStepOpen: boolean): PlaceView => ({
  role: place.role,
  unit: place.unitId,
  state: place.state,
  owner: place.owner,
  escalations: place.escalations,
  result: place.result,
  words: place.words,
  by: place.by?.personId ?? null,
  capacity: place.by?.capacity ?? null,
  onBehalfOf: place.by?.onBehalfOf ?? null,
  at: instant(place.at),
  due: isStepOpen && place.state === 'open' && place.firedDueEnd !== place.dueEnd ? instant(place.dueEnd) : null,
});

function viewTask({
  open,
  completed,
  unitId,
  owner,
  dueEnd,
  firedDueEnd,
  reminders,
  escalations,
}: TaskStep): PlaceView {
  // Where nobody is told above, the last reminder is the end of the period.
  const isOver = firedDueEnd === undefined ? reminders.at(-1)?.fired === true : firedDueEnd === dueEnd;
  return {
    ...NOT_KEPT,
    role: 'task',
    unit: unitId,
    state: completed ? 'done' : 'open',
    owner,
    escalations: escalations ?? 0,
    due: open && !isOver ? instant(dueEnd) : null,
  };
}

const viewSitting = (step: CommitteeStep): ModelStep['sitting'] => ({
  number: step.agendaNumber,
  session: instant(step.session?.at ?? null),
  postponed: step.postponed.map(({ at, reason }) => ({ at: Date.parse(at), reason })),
  excluded: step.excluded.map(({ unitId, reason }) => ({ unit: unitId, reason })),
});

const untilOf = (step: StepState): string | null => {
  if (!step.open) return null;
  if (step.type === 'resubmission') return step.comesBackAt;
  return step.type === 'wait' ? step.dueEnd : null;
};

export const viewEngine = (state: RunState, nextDue: string | null): BlocksView => ({
  status: state.status,
  steps: Object.fromEntries(
    state.steps.map((step): [string, StepView] => [
      step.nodeId,
      {
        open: step.open,
        result: step.result ?? null,
        places:
          step.type === 'task'
            ? [viewTask(step)]
            : 'places' in step
              ? step.places.map((place) => viewEnginePlace(place, step.open))
              : [],
        until: instant(untilOf(step)),
        sitting: step.type === 'committee' ? viewSitting(step) : null,
      },
    ]),
  ),
  // A fork is drawn as the gateway with which it begins.
  held: Object.keys(state.obstacles ?? {})
    .map((node) => node.replace(/begin$/, ''))
    .sort(),
  facts: state.facts ?? {},
  next: instant(nextDue),
});
