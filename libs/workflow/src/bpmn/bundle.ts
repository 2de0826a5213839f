import type { Bundle, Definition } from '../definition';
import { modelCallsOf } from '../lint/calls';
import { refusal, type Refusal } from './report';

const processOf = (definition: Definition): string => definition.imported?.process ?? definition.key;

/** What a run of the first definition is pinned to: the others are called by the ids of their processes. */
export function bundleOf(main: Definition, others: Definition[]): Bundle {
  const called = Object.fromEntries(others.map((other) => [processOf(other), other]));
  return { semantics: 1, definition: main, ...(others.length === 0 ? {} : { called }) };
}

/** What calls itself, directly or through others, would never end; every call that closes such a circle is named. */
export function refuseCircles(definitions: Definition[]): Refusal[] {
  const byProcess = new Map(definitions.map((definition) => [processOf(definition), definition]));
  const refused: Refusal[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const start of byProcess.keys()) {
    const path = [{ process: start, calls: callsIn(start) }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const call = at.calls.shift();
      if (call === undefined) {
        state.set(at.process, 'done');
        path.pop();
      } else if (state.get(call.process) === 'open') {
        refused.push(refusal('callActivity', call.id, 'circle', call.process));
      } else if (!state.has(call.process) && byProcess.has(call.process)) {
        state.set(call.process, 'open');
        path.push({ process: call.process, calls: callsIn(call.process) });
      }
    }
  }
  return refused;

  function callsIn(process: string) {
    const definition = byProcess.get(process);
    return definition === undefined ? [] : modelCallsOf(definition);
  }
}

/** Calls to processes that are not among the definitions. */
export function refuseUnknownCalls(definitions: Definition[]): Refusal[] {
  const known = new Set(definitions.map(processOf));
  return definitions.flatMap((definition) =>
    modelCallsOf(definition)
      .filter(({ process }) => !known.has(process))
      .map(({ id, process }) => refusal('callActivity', id, 'unknownReference', `calledElement="${process}"`)),
  );
}
