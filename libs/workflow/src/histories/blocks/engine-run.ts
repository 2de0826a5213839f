import type { Advanced, Command } from '../../advance';
import type { StepCommand } from '../../command';
import type { Bundle, Definition, Flow, NodeDefinition } from '../../definition';
import { frozen } from '../../play-frozen';
import type { RunState } from '../../state';
import { context, type Engine } from '../engine-run';
import { LEAD_UNIT, peopleOf } from '../world';
import { type BlocksMove, type BlocksSetup, placeName } from './blocks-run';
import type { Condition, Course, Fork, Way } from './course-model';
import type { BlocksStep } from './generate';
import { formOfFact } from './rules';

const NOWHERE = 'nowhere';
const name = { de: 'Schritt', en: 'step' };

const written = (condition: Condition): string =>
  'fact' in condition ? `facts.${condition.fact} = true` : `steps.${condition.block}.result = "${condition.result}"`;

/** The course as a graph: what a person would draw. */
class Drawing {
  readonly nodes: NodeDefinition[] = [];
  readonly flows: Flow[] = [];

  private draw(node: NodeDefinition, from: Flow[]): void {
    this.nodes.push(node);
    for (const flow of from) flow.to = node.id;
  }

  private leave(from: string, condition: Condition | null = null): Flow {
    const id = `f${this.flows.length}`;
    const flow = { id, from, to: NOWHERE, ...(condition === null ? {} : { condition: written(condition) }) };
    this.flows.push(flow);
    return flow;
  }

  private way(id: string, { when, course, leaves }: Way): { first: Flow; open: Flow[] } {
    const first = this.leave(`${id}begin`, when);
    const open = this.course(course, [first]);
    if (!leaves) return { first, open };
    this.end(`${first.id}end`, open);
    return { first, open: [] };
  }

  private fork({ id, kind, ways, otherwise }: Fork, from: Flow[]): Flow[] {
    const type = kind === 'inclusive' ? 'inclusiveGateway' : 'parallelGateway';
    const split = { id: `${id}begin`, name, type } as const;
    this.draw(split, from);
    const drawn = ways.map((way) => this.way(id, way));
    const standard = otherwise === null ? undefined : drawn[otherwise]?.first.id;
    if (standard !== undefined) Object.assign(split, { defaultFlow: standard });
    this.draw(
      { id: `${id}join`, name, type },
      drawn.flatMap(({ open }) => open),
    );
    return [this.leave(`${id}join`)];
  }

  /** The flows that lead on from there. */
  course(course: Course, from: Flow[]): Flow[] {
    return course.reduce((open, element) => {
      if ('fork' in element) return this.fork(element.fork, open);
      this.draw(element.block, open);
      return [this.leave(element.block.id)];
    }, from);
  }

  begin(): Flow[] {
    this.nodes.push({ id: 'start', name, type: 'start' });
    return [this.leave('start')];
  }

  end(id: string, from: Flow[]): void {
    this.draw({ id, name, type: 'end', outcome: 'completed' }, from);
  }
}

export function bundleOf({ course, facts, declared }: BlocksSetup): Bundle {
  const drawing = new Drawing();
  drawing.end('end', drawing.course(course, drawing.begin()));
  const { nodes, flows } = drawing;
  const definition: Definition = {
    schemaVersion: 1,
    key: 'random-blocks',
    name,
    nodes,
    flows,
    facts: declared.map((key) => ({ key, name, type: formOfFact(key), atStart: key in facts })),
  };
  return { semantics: 1, definition };
}

/** The same move in the engine's ids. */
function translate(state: RunState, given: BlocksMove): Command {
  if (given.target === 'tick') return { type: 'tick' };
  if (given.target === 'recount')
    return { type: 'recount', changed: given.changed.map((date) => ({ date, name: 'house day', closed: true })) };
  if (given.target === 'lead') return { type: 'leadChanged', fromUnitId: LEAD_UNIT };
  const stepOf = (block: string) => state.steps.find(({ nodeId }) => nodeId === block);
  if (given.target === 'run') {
    const { by, command } = given;
    if (command.type !== 'skipStep') return { ...command, by };
    return { type: 'skipStep', by, stepId: stepOf(command.block)?.id ?? NOWHERE, reason: command.reason };
  }
  const step = stepOf(given.block);
  const command = { ...given.command };
  const toStep = { type: 'step', stepId: step?.id ?? NOWHERE, by: given.by } as const;
  if (step?.type === 'task' && command.type !== 'addPlace') {
    const { seatId: _, ...onTask } = command;
    return { ...toStep, command: onTask as StepCommand };
  }
  const places = step !== undefined && 'places' in step ? step.places : [];
  if ('seatId' in command) {
    const named = places.find((_, position) => placeName(position) === command.seatId);
    command.seatId = named?.id ?? NOWHERE;
  }
  return { ...toStep, command };
}

export function startEngine({ advance }: Engine, bundle: Bundle, { startAt, facts }: BlocksSetup): RunState {
  const by = peopleOf(LEAD_UNIT)[0];
  const paper = { number: 1, sha256: 'a'.repeat(64) };
  const started = advance(bundle, null, { type: 'start', paper, authors: [], by, facts }, context(startAt));
  if (started.refused) throw new Error(`the start was refused: ${started.refused.code}`);
  return started.state;
}

export const moveEngine = (
  { advance }: Engine,
  bundle: Bundle,
  state: RunState,
  { at, closed, move, lead }: BlocksStep,
): Advanced => advance(bundle, frozen(state), translate(state, move), context(at, closed, lead));
