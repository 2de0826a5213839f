import type { RunState } from '../../state';
import { unlikePaths } from '../compare';
import type { Engine } from '../engine-run';
import { type Answered, type BlocksSetup, moveBlocks, startBlocks } from './blocks-run';
import { bundleOf, moveEngine, startEngine } from './engine-run';
import { type BlocksHistory, type BlocksStep, playBlocks, type Recorded } from './generate';
import { viewEngine, viewModel } from './view';

export interface BlocksDifference {
  seed: number;
  setup: BlocksSetup;
  /** The shortest history that was found to still differ; its last step is the one that differs. */
  steps: BlocksStep[];
  what: string[];
}

/** A code is compared only where the rules give one reason alone. */
const sameAnswer = (refused: Answered['refused'], code: string | undefined): boolean =>
  refused.length === 1 ? refused[0] === code : (refused.length === 0) === (code === undefined);

/** Engine and model side by side, up to the first step after which they differ. */
class SideBySide {
  what: string[] = [];
  private readonly bundle;
  private state: RunState | null = null;

  constructor(
    private readonly engine: Engine,
    setup: BlocksSetup,
    start: Answered,
  ) {
    this.bundle = bundleOf(setup);
    this.take(start, () => ({ state: startEngine(engine, this.bundle, setup) }));
  }

  step(step: BlocksStep, answered: Answered): void {
    const { state } = this;
    if (this.what.length > 0 || state === null) return;
    this.take(answered, () => {
      const advanced = moveEngine(this.engine, this.bundle, state, step);
      return { state: advanced.state, code: advanced.refused?.code };
    });
  }

  private take({ refused, run }: Answered, act: () => { state: RunState; code?: string | undefined }): void {
    try {
      const { state, code } = act();
      this.state = state;
      if (!sameAnswer(refused, code))
        this.what.push(`answer: model ${refused.join(' + ') || 'accepted'}, engine ${code ?? 'accepted'}`);
      this.what.push(...unlikePaths(viewModel(run), viewEngine(state, this.engine.nextDue(state))));
    } catch (error) {
      this.what.push(`the engine threw ${String(error)}`);
    }
  }
}

const begun = (setup: BlocksSetup): Answered => ({ run: startBlocks(setup), refused: [] });

/** What differs in the given steps, and after how many of them. */
function replay(engine: Engine, setup: BlocksSetup, steps: BlocksStep[]): { what: string[]; length: number } | null {
  let answered = begun(setup);
  const sides = new SideBySide(engine, setup, answered);
  for (const [place, step] of steps.entries()) {
    if (sides.what.length > 0) return { what: sides.what, length: place };
    answered = moveBlocks(answered.run, setup, step.at, step.closed, step.move);
    sides.step({ ...step, lead: answered.run.lead }, answered);
  }
  return sides.what.length > 0 ? { what: sides.what, length: steps.length } : null;
}

/** Drops every step without which the rest still differs. */
function shrink(engine: Engine, { seed, setup, steps }: BlocksHistory): BlocksDifference | null {
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
  return { seed, setup, steps: left, what: worst.what };
}

/** Plays the random history of this seed on model and engine; `see` is shown every step of the model. */
export function compareBlocks(
  engine: Engine,
  seed: number,
  see: (step: Recorded) => void = () => undefined,
): BlocksDifference | null {
  let sides: SideBySide | undefined;
  const history = playBlocks(seed, (step, setup) => {
    sides ??= new SideBySide(engine, setup, { run: step.before, refused: [] });
    sides.step(step, step.answered);
    see(step);
  });
  return hasParted(sides) ? shrink(engine, history) : null;
}

const hasParted = (sides: SideBySide | undefined): boolean => (sides?.what.length ?? 0) > 0;

/** For people: the procedure, the moves, and where both sides part. */
export const describeBlocks = ({ seed, setup, steps, what }: BlocksDifference): string =>
  [
    `Seed ${seed}: model and engine differ after ${steps.length} moves.`,
    `setup ${JSON.stringify(setup)}`,
    ...steps.map(({ at, closed, move }) => `${new Date(at).toISOString()} [${closed.join()}] ${JSON.stringify(move)}`),
    ...what,
  ].join('\n');
