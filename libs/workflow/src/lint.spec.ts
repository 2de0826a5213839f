import type { Definition, NodeDefinition } from './definition';
import { lintDefinition } from './lint';
import { roundNode, roundOnly } from './play';
import { STORY } from './play-story';

const story = STORY.definition;
const found = (definition: Definition) => lintDefinition(definition).map(({ nodeId, code }) => [nodeId, code]);
const withFlows = (change: (flows: Definition['flows']) => Definition['flows']): Definition => ({
  ...story,
  flows: change(story.flows),
});
const withNodes = (more: NodeDefinition[], flows: Definition['flows'] = []): Definition => ({
  ...story,
  nodes: [...story.nodes, ...more],
  flows: [...story.flows, ...flows],
});
const node = (id: string, type: 'end' | 'start' | 'parallelGateway' | 'exclusiveGateway'): NodeDefinition => {
  const base = { id, name: { de: id, en: id } };
  return type === 'end' ? { ...base, type, outcome: 'completed' } : { ...base, type };
};
const without = (...ids: string[]) => withFlows((flows) => flows.filter(({ id }) => !ids.includes(id)));
const rounds = (...args: Parameters<typeof roundNode>) => found(roundOnly(roundNode(...args)).definition);

describe('the linter', () => {
  it('finds nothing in the procedure of the story', () => {
    expect(lintDefinition(story)).toEqual([]);
  });

  it('speaks both languages', () => {
    const [first] = lintDefinition(withNodes([node('lost', 'end')]));
    expect(first).toEqual({
      nodeId: 'lost',
      code: 'unreachable',
      message: { de: 'Dieser Schritt wird nie erreicht.', en: 'This step is never reached.' },
    });
  });

  it('finds what hangs loose', () => {
    expect(found(without('f-signed', 'f-refused', 'f-not-signed'))).toEqual([['signed', 'noOutgoing']]);
    expect(found(withFlows((flows) => [...flows, { id: 'x', from: 'final', to: 'nowhere' }]))).toEqual([
      ['final', 'looseFlow'],
      ['final', 'severalOutgoing'],
    ]);
    expect(found(withFlows((flows) => [...flows, { id: 'x', from: 'end', to: 'start' }]))).toEqual([
      ['start', 'intoStart'],
      ['end', 'outOfEnd'],
    ]);
    expect(found(withNodes([node('other', 'start')], [{ id: 'x', from: 'other', to: 'round' }]))).toEqual([
      ['other', 'severalStarts'],
    ]);
    expect(found(withNodes([node('end', 'end')]))).toEqual([['end', 'doubleId']]);
    expect(found({ ...story, nodes: story.nodes.slice(1), flows: story.flows.slice(1) })).toEqual([[null, 'noStart']]);
  });

  it('finds a node without a way to an end, and circles in which nobody acts', () => {
    const gateways = [node('one', 'exclusiveGateway'), node('two', 'exclusiveGateway')];
    const flows = [
      { id: 'x', from: 'signed', to: 'one', condition: 'round.outcome = "cancelled"' },
      { id: 'y', from: 'one', to: 'two' },
      { id: 'z', from: 'two', to: 'one' },
    ];
    expect(found(withNodes(gateways, flows))).toEqual([
      ['one', 'noPathToEnd'],
      ['two', 'noPathToEnd'],
      ['one', 'endlessLoop'],
      ['two', 'endlessLoop'],
    ]);
  });

  it('finds a decision without a way out, and conditions that cannot be used', () => {
    const gateway = (defaultFlow?: string): Definition => ({
      ...story,
      nodes: story.nodes.map((old) => {
        if (old.id !== 'agreed' || old.type !== 'exclusiveGateway') return old;
        const { id, name, type } = old;
        return { id, name, type, ...(defaultFlow === undefined ? {} : { defaultFlow }) };
      }),
    });
    expect(found(gateway())).toEqual([['agreed', 'noDefaultFlow']]);
    expect(found(gateway('f-start'))).toEqual([['agreed', 'unknownDefaultFlow']]);
    expect(found(gateway('f-rejected'))).toEqual([['agreed', 'noCondition']]);
    const condition = (text: string) =>
      withFlows((flows) => flows.map((flow) => (flow.id === 'f-agreed' ? { ...flow, condition: text } : flow)));
    expect(found(condition('matches(round.outcome, "a")'))).toEqual([['agreed', 'badCondition']]);
    expect(found(condition('round.result = "agreed"'))).toEqual([['agreed', 'unknownFact']]);
    expect(
      found(withFlows((flows) => flows.map((flow) => (flow.id === 'f-round' ? { ...flow, condition: 'true' } : flow)))),
    ).toEqual([['round', 'strayCondition']]);
  });

  it('finds a quorum that needs nothing or too much', () => {
    const seats = [{ seats: ['health', 'youth'] }];
    expect(rounds(seats, { quorum: { kind: 'percent', p: 0 } })).toEqual([['round', 'percentZero']]);
    expect(rounds(seats, { quorum: { kind: 'count', n: 3 } })).toEqual([['round', 'countAboveSeats']]);
    expect(rounds(seats, { quorum: { kind: 'count', n: 0 } })).toEqual([['round', 'nothingNeeded']]);
    expect(
      rounds([{ seats: [{ unit: 'chief', mandatory: true }, 'youth'] }], { quorum: { kind: 'count', n: 0 } }),
    ).toEqual([]);
    expect(rounds(seats, { quorum: { kind: 'count', n: 2 } })).toEqual([]);
  });

  it('finds a final signature without its round', () => {
    const signature = (roundNodeId: string): Definition => ({
      ...story,
      nodes: story.nodes.map((old) => (old.type === 'finalSignature' ? { ...old, roundNodeId } : old)),
    });
    expect(found(signature('signed'))).toEqual([['final', 'noSuchRound']]);
    const around = withFlows((flows) => flows.map((flow) => (flow.id === 'f-start' ? { ...flow, to: 'final' } : flow)));
    expect(found(around)).toContainEqual(['final', 'notAfterRound']);
    const straight = withFlows((flows) =>
      flows.map((flow) => (flow.id === 'f-round' ? { ...flow, to: 'final' } : flow)),
    );
    expect(found(straight)).toContainEqual(['final', 'undecidedRound']);
  });

  it('finds a way past the final signature to an end as completed', () => {
    const past = withFlows((flows) => flows.map((flow) => (flow.id === 'f-back' ? { ...flow, to: 'end' } : flow)));
    expect(found(past)).toEqual([['end', 'pastFinalSignature']]);
  });

  it('finds two rounds of one paper side by side', () => {
    const second = { ...roundNode([{ seats: ['youth'] }]), id: 'second' };
    const definition: Definition = {
      ...roundOnly(roundNode([{ seats: ['health'] }])).definition,
      nodes: [
        node('start', 'start'),
        node('split', 'parallelGateway'),
        roundNode([{ seats: ['health'] }]),
        second,
        node('join', 'parallelGateway'),
        node('end', 'end'),
      ],
      flows: [
        ['start', 'split'],
        ['split', 'round'],
        ['split', 'second'],
        ['round', 'join'],
        ['second', 'join'],
        ['join', 'end'],
      ].map(([from = '', to = ''], index) => ({ id: `f${index}`, from, to })),
    };
    expect(found(definition)).toEqual([['split', 'parallelRounds']]);
  });

  it('finds a task for more than one unit', () => {
    const task: NodeDefinition = {
      id: 'task',
      type: 'task',
      name: { de: 'a', en: 'a' },
      addressee: { kind: 'participants', involvement: 'TAKE_NOTE' },
      reminders: [],
    };
    const flows = story.flows.map((flow) => (flow.id === 'f-start' ? { ...flow, to: 'task' } : flow));
    const definition = {
      ...story,
      nodes: [...story.nodes, task],
      flows: [...flows, { id: 'x', from: 'task', to: 'round' }],
    };
    expect(found(definition)).toEqual([['task', 'severalAddressees']]);
  });
});
