import type { RunState } from '../state';
import { bundleOf, commandEngine, type Engine, startEngine } from './engine-run';
import { viewEngine } from './engine-view';
import { type History, type HistorySetup, type HistoryStep, playHistory, type Recorded } from './generate';
import { type Answered, commandRun, type ModelRun, startRun } from './run-model';
import { type RunView, viewModel } from './view';
import { worldOf } from './world';

export interface Difference {
  seed: number;
  /** The shortest history that was found to still differ; its last step is the one that differs. */
  setup: HistorySetup;
  steps: HistoryStep[];
  what: string[];
  model: { refused: string[]; view: RunView };
  engine: { refused: string | null; view: RunView | null };
}

type Unlike = Pick<Difference, 'what' | 'model' | 'engine'>;

/** What the engine makes of a command; a refusal may say why. */
interface Acted {
  state: RunState;
  code?: string;
  because?: unknown;
}

/** A code, and what it is due to, are compared only where the page gives one reason alone. */
const sameAnswer = ({ refused, because = [] }: Answered, acted: Acted): boolean =>
  refused.length === 1
    ? refused[0] === acted.code && (because.length !== 1 || because[0] === acted.because)
    : (refused.length === 0) === (acted.code === undefined);

const refusalOf = ({ refused, because = [] }: Answered): string[] =>
  because.length === 0 ? refused : [`${refused.join(' + ')} because of ${because.join(' + ')}`];

function isAlike(model: unknown, engine: unknown): boolean {
  if (typeof model !== 'object' || typeof engine !== 'object' || model === null || engine === null)
    return model === engine;
  if (Array.isArray(model) && model.length !== (engine as unknown[]).length) return false;
  for (const key in engine) if (!(key in model)) return false;
  for (const key in model)
    if (!isAlike((model as Record<string, unknown>)[key], (engine as Record<string, unknown>)[key])) return false;
  return true;
}

/** Every path at which the two differ. */
export function unlikePaths(model: unknown, engine: unknown, path = ''): string[] {
  if (typeof model !== 'object' || typeof engine !== 'object' || model === null || engine === null)
    return model === engine ? [] : [`${path}: model ${JSON.stringify(model)}, engine ${JSON.stringify(engine)}`];
  const [a, b] = [model as Record<string, unknown>, engine as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    unlikePaths(a[key], b[key], `${path}.${key}`),
  );
}

function compareStep(engine: Engine, answered: Answered, act: () => Acted): Unlike | RunState {
  const model = { refused: refusalOf(answered), view: viewModel(answered.run) };
  try {
    const acted = act();
    const { state, code } = acted;
    const view = viewEngine(state, engine.nextDue(state));
    const same = sameAnswer(answered, acted);
    if (same && isAlike(model.view, view)) return state;
    const answers = same
      ? []
      : [`answer: model ${refusalOf(answered).join(' + ') || 'accepted'}, engine ${code ?? 'accepted'}`];
    return { what: [...answers, ...unlikePaths(model.view, view)], model, engine: { refused: code ?? null, view } };
  } catch (error) {
    return { what: [`the engine threw ${String(error)}`], model, engine: { refused: null, view: null } };
  }
}

const isUnlike = (found: Unlike | RunState): found is Unlike => 'what' in found;

/** Plays engine and model side by side, one step after the other; the first difference stays. */
class SideBySide {
  difference: Unlike | null = null;
  private state: RunState | null = null;
  private readonly bundle;

  constructor(
    private readonly engine: Engine,
    setup: HistorySetup,
    started: ModelRun,
  ) {
    this.bundle = bundleOf(setup);
    this.take({ run: started, refused: [] }, () => ({ state: startEngine(engine, this.bundle, setup) }));
  }

  step(step: HistoryStep, answered: Answered): void {
    const { state } = this;
    if (this.difference !== null || state === null) return;
    this.take(answered, () => {
      const { state: after, refused } = commandEngine(this.engine, this.bundle, state, step);
      return refused === undefined
        ? { state: after }
        : { state: after, code: refused.code, because: refused.details?.['because'] };
    });
  }

  private take(answered: Answered, act: () => Acted): void {
    const found = compareStep(this.engine, answered, act);
    if (isUnlike(found)) this.difference = found;
    else this.state = found;
  }
}

/** The first difference in the given steps and how many steps it took. */
function replay(engine: Engine, setup: HistorySetup, steps: HistoryStep[]): { found: Unlike; length: number } | null {
  let run = startRun(setup, worldOf(setup.periods), setup.startAt);
  const sides = new SideBySide(engine, setup, run);
  for (const [place, step] of steps.entries()) {
    if (sides.difference) return { found: sides.difference, length: place };
    const answered = commandRun(run, setup, worldOf(setup.periods, step.closed), step.at, step.command);
    sides.step({ ...step, lead: answered.run.lead }, answered);
    run = answered.run;
  }
  return sides.difference && { found: sides.difference, length: steps.length };
}

/** Drops every step without which the rest still differs. */
function shrink(engine: Engine, { seed, setup, steps }: History): Difference | null {
  let worst = replay(engine, setup, steps);
  if (worst === null) return null;
  let left = steps.slice(0, worst.length);
  for (let place = left.length - 1; place >= 0; place -= 1) {
    const fewer = left.filter((_, index) => index !== place);
    const still = replay(engine, setup, fewer);
    if (still === null) continue;
    worst = still;
    left = fewer.slice(0, still.length);
  }
  return { seed, setup, steps: left, ...worst.found };
}

/** Plays the random history of this seed on model and engine; `see` is shown every step of the model. */
export function compareHistory(
  engine: Engine,
  seed: number,
  see: (step: Recorded) => void = () => undefined,
): Difference | null {
  let sides: SideBySide | null = null;
  const history = playHistory(seed, (step, setup) => {
    sides ??= new SideBySide(engine, setup, step.before);
    sides.step(step, step.answered);
    see(step);
  });
  return isDifferent(sides) ? shrink(engine, history) : null;
}

const isDifferent = (sides: SideBySide | null): boolean => sides !== null && sides.difference !== null;

/** For people: the settings, the commands, and where both sides part. */
export function describeDifference({ seed, setup, steps, what, model, engine }: Difference): string {
  return [
    `Seed ${seed}: model and engine differ after ${steps.length} commands.`,
    `setup ${JSON.stringify(setup)}`,
    ...steps.map(
      ({ at, closed, command }) => `${new Date(at).toISOString()} [${closed.join()}] ${JSON.stringify(command)}`,
    ),
    ...what,
    `model  ${JSON.stringify(model)}`,
    `engine ${JSON.stringify(engine)}`,
  ].join('\n');
}
