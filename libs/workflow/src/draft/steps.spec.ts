import type { Definition, NodeDefinition } from '../definition';
import { incomingOf, outgoingOf } from '../graph';
import { lintDefinition } from '../lint';
import { STORY } from '../play-story';
import { BLOCKS } from '../settings';
import { looseEnds } from '../draft';
import { addStep, canMove, canRemove, moveStep, removeStep } from './steps';

const story = STORY.definition;
/** The steps from the start on, along the first path of each. */
function course(definition: Definition): string[] {
  const passed: string[] = [];
  let next = definition.nodes.find(({ type }) => type === 'start')?.id;
  while (next !== undefined && !passed.includes(next)) {
    passed.push(next);
    next = outgoingOf(definition, next)[0]?.to;
  }
  return passed;
}
const wayAfter = (definition: Definition, nodeId: string): string => outgoingOf(definition, nodeId)[0]?.id ?? '';
const after = (definition: Definition, type: NodeDefinition['type'], nodeId: string) =>
  addStep(definition, type, wayAfter(definition, nodeId));

describe('steps of a procedure', () => {
  it('are added where they are wanted, and nothing else moves', () => {
    const added = after(after(story, 'takeNote', 'start'), 'contribution', 'takeNote1');
    expect(course(added).slice(0, 5)).toEqual(['start', 'takeNote1', 'contribution1', 'round', 'agreed']);
    expect(looseEnds(added)).toEqual([]);
    expect(added.nodes.filter((node) => story.nodes.includes(node))).toEqual(story.nodes);
    expect(after(added, 'takeNote', 'takeNote1').nodes.map(({ id }) => id)).toContain('takeNote2');
  });

  it('are added in a branch without touching its condition', () => {
    const added = addStep(story, 'dispatch', 'f-agreed');
    expect(incomingOf(added, 'dispatch1')).toMatchObject([{ id: 'f-agreed', condition: 'round.outcome = "agreed"' }]);
    expect(outgoingOf(added, 'dispatch1')).toMatchObject([{ to: 'final' }]);
  });

  it('begin as a detour where they decide', () => {
    const added = after(story, 'exclusiveGateway', 'start');
    const ways = outgoingOf(added, 'exclusiveGateway1');
    expect(ways.map(({ to, condition }) => [to, condition])).toEqual([
      ['round', undefined],
      ['round', ''],
    ]);
    expect(added.nodes.find(({ id }) => id === 'exclusiveGateway1')).toMatchObject({ defaultFlow: ways[0]?.id });
    expect(lintDefinition(added).map(({ code }) => code)).toEqual(['badCondition']);
  });

  it('that decide may ask for results of steps and for declared entries, and for nothing else', () => {
    const added = after(
      { ...story, facts: [{ key: 'urgent', name: story.name, type: 'boolean' }] },
      'exclusiveGateway',
      'start',
    );
    const asking = (condition: string) => ({
      ...added,
      flows: added.flows.map((flow) => (flow.condition === '' ? { ...flow, condition } : flow)),
    });
    const codes = (condition: string) => lintDefinition(asking(condition)).map(({ code }) => code);
    expect(codes('facts.urgent = true and steps.round.result = "agreed"')).toEqual([]);
    expect(codes('facts.other = true')).toEqual(['unknownFact']);
    expect(codes('steps.nowhere.result = "agreed"')).toEqual(['unknownFact']);
  });

  it('of every kind can be added and taken out again, which leaves the procedure as it was', () => {
    for (const type of Object.keys(BLOCKS) as NodeDefinition['type'][]) {
      const added = after(story, type, 'start');
      const [node] = added.nodes.filter((one) => !story.nodes.includes(one));
      if (!('initial' in BLOCKS[type])) expect(added).toBe(story);
      else expect(removeStep(added, node?.id ?? '')).toEqual(story);
    }
  });

  it('that decide leave with what only their other paths led to', () => {
    const without = removeStep(story, 'agreed');
    expect(without.nodes.map(({ id }) => id)).toEqual(['start', 'round', 'returned']);
    expect(looseEnds(without)).toEqual([]);
    expect(canRemove(story, 'start') || canRemove(story, 'end')).toBe(false);
    expect(removeStep(story, 'start')).toBe(story);
  });

  it('change places with their neighbour, and only with a step', () => {
    const two = after(after(story, 'takeNote', 'start'), 'contribution', 'takeNote1');
    const moved = moveStep(two, 'contribution1', 'up');
    expect(course(moved).slice(0, 4)).toEqual(['start', 'contribution1', 'takeNote1', 'round']);
    expect(course(moveStep(moved, 'contribution1', 'down'))).toEqual(course(two));
    expect(canMove(two, 'takeNote1', 'up')).toBe(false);
    expect(canMove(two, 'round', 'down')).toBe(false);
    expect(canMove(two, 'round', 'up')).toBe(true);
    expect(moveStep(two, 'final', 'up')).toBe(two);
  });
});
