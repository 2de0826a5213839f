import type { Run } from './run';
import { scopeOf } from './scopes';
import type { Json, Scope, StepState, Variables } from './state';

/** Where something of an imported model stands: in a step, or in a scope outside all steps. */
export interface Standing {
  step?: StepState | undefined;
  scope: string | undefined;
}

export const at = (step: StepState): Standing => ({ step, scope: step.scope });

/** Who holds variables: a step, a called procedure, the run. */
type Holder = StepState | Scope | Run['state'];

/** From inside outwards; what was called sees nothing of its caller. */
function holdersOf(run: Run, { step, scope }: Standing): Holder[] {
  const inside = step === undefined ? [] : [step];
  const around = scopeOf(run.state, scope);
  if (around === undefined) return [...inside, run.state];
  if (around.procedure !== undefined) return [...inside, around];
  const owner = run.ownerOf(scope);
  return owner === undefined ? inside : [...inside, ...holdersOf(run, at(owner))];
}

const has = ({ variables }: Holder, name: string): boolean => variables !== undefined && Object.hasOwn(variables, name);

export const lookupAt = (run: Run, standing: Standing) => ({
  has: (name: string): boolean => holdersOf(run, standing).some((holder) => has(holder, name)),
  get: (name: string): Json => holdersOf(run, standing).find((holder) => has(holder, name))?.variables?.[name] ?? null,
});

/** Everything that can be seen from there. */
export function visibleAt(run: Run, standing: Standing): Variables {
  return Object.assign(
    {},
    ...holdersOf(run, standing)
      .reverse()
      .map(({ variables }) => variables),
  ) as Variables;
}

/** The variables that stand there alone. */
export const localAt = (run: Run, standing: Standing): Variables => holdersOf(run, standing)[0]?.variables ?? {};

function put(run: Run, holder: Holder, name: string, value: Json): void {
  const how = has(holder, name) ? 'update' : 'create';
  holder.variables = { ...holder.variables, [name]: value };
  run.changed.push({ name, how, holder: 'id' in holder ? holder.id : '' });
}

/** In the place itself, whatever is known further out. */
export function setLocal(run: Run, standing: Standing, values: Variables): void {
  const [holder] = holdersOf(run, standing);
  if (holder !== undefined) for (const [name, value] of Object.entries(values)) put(run, holder, name, value);
}

/** Where a variable of that name exists, looking outwards; where none does, in the run or the called procedure. */
export function setVariables(run: Run, standing: Standing, values: Variables): void {
  const holders = holdersOf(run, standing);
  for (const [name, value] of Object.entries(values)) {
    const holder = holders.find((known) => has(known, name)) ?? holders.at(-1);
    if (holder !== undefined) put(run, holder, name, value);
  }
}

/** Whether what happened to the variables of that holder can be seen from there. */
export const sees = (run: Run, standing: Standing, holderId: string): boolean =>
  holdersOf(run, standing).some((holder) => ('id' in holder ? holder.id : '') === holderId);
