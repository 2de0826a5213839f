import { advance, type Command, type Definition, type RunState } from '@querraum/workflow';
import { play } from '@querraum/workflow/testing';

type Node = Definition['nodes'][number];
type Flow = Definition['flows'][number];

/** A model with many of something, and how a run of it is played to its end. */
export interface Course {
  name: string;
  sizes: readonly number[];
  definition: (size: number) => Definition;
}

const name = (text: string) => ({ de: text, en: text });
const CONTEXT = {
  now: '2027-03-01T08:00:00.000Z',
  withoutTick: true,
  facts: play.ONE_UNIT,
};

const definition = (nodes: Node[], flows: Flow[]): Definition => ({
  schemaVersion: 1,
  key: 'course',
  name: name('course'),
  nodes,
  flows,
  imported: { process: 'course', language: 'juel' },
});

const flow = (from: string, to: string, condition?: string): Flow => ({
  id: `${from}-${to}`,
  from,
  to,
  ...(condition === undefined ? {} : { condition }),
});

/** Many branches between two gateways, with a task on each. */
function branches(
  gateway: 'parallelGateway' | 'inclusiveGateway',
  task: 'manualTask' | 'userTask',
): Course['definition'] {
  return (size) => {
    const ids = Array.from({ length: size }, (_, index) => `task${index}`);
    return definition(
      [
        { id: 'start', type: 'startEvent', name: name('start') },
        { id: 'fork', type: gateway, name: name('fork') },
        ...ids.map((id): Node => ({ id, type: task, name: name(id) })),
        { id: 'join', type: gateway, name: name('join') },
        { id: 'end', type: 'endEvent', name: name('end') },
      ],
      [
        flow('start', 'fork'),
        ...ids.flatMap((id, index) => [
          flow('fork', id, gateway === 'inclusiveGateway' ? `\${number >= ${index}}` : undefined),
          flow(id, 'join'),
        ]),
        flow('join', 'end'),
      ],
    );
  };
}

/** One task, carried out many times. */
const instances =
  (sequential: boolean): Course['definition'] =>
  (size) =>
    definition(
      [
        { id: 'start', type: 'startEvent', name: name('start') },
        { id: 'task', type: 'userTask', name: name('task'), loop: { sequential, cardinality: String(size) } },
        { id: 'end', type: 'endEvent', name: name('end') },
      ],
      [flow('start', 'task'), flow('task', 'end')],
    );

export const COURSES: readonly Course[] = [
  { name: 'parallel split, passed at once', sizes: [100, 1000], definition: branches('parallelGateway', 'manualTask') },
  { name: 'parallel split, a task each', sizes: [100, 1000], definition: branches('parallelGateway', 'userTask') },
  { name: 'inclusive join, a task each', sizes: [20, 200], definition: branches('inclusiveGateway', 'userTask') },
  { name: 'multi-instance, parallel', sizes: [100, 1000], definition: instances(false) },
  { name: 'multi-instance, sequential', sizes: [100, 1000], definition: instances(true) },
];

/** Plays a run to its end, one task after the other, and says how many commands that took. */
export function playCourse(definition: Definition): number {
  const bundle = { semantics: 1 as const, definition };
  const give = (state: RunState | null, command: Command): RunState => {
    const advanced = advance(bundle, state, command, CONTEXT);
    if (advanced.refused) throw new Error(`The course is stuck: ${advanced.refused.code}`);
    return advanced.state;
  };
  let state = give(null, {
    type: 'start',
    paper: { number: 1, sha256: '' },
    authors: [],
    by: { personId: '', grants: [] },
    variables: { number: 1_000_000 },
  });
  let commands = 1;
  for (let next = 0; state.status === 'running'; next += 1) {
    const step = state.steps[next];
    if (step === undefined) throw new Error('The course has come to no end.');
    if (step.type !== 'userTask') continue;
    state = give(state, { type: 'stepDone', stepId: step.id });
    commands += 1;
  }
  return commands;
}
