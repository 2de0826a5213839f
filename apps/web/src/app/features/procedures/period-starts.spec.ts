import type { Definition, NodeDefinition } from '@querraum/workflow';
import { periodStarts, startValue } from './period-starts';

const named = (text: string) => ({ de: text, en: text });
const definition = {
  facts: [
    { key: 'received', name: named('Eingang'), type: 'date' },
    { key: 'amount', name: named('Betrag'), type: 'number' },
  ],
  nodes: [
    { id: 'start', name: named('Beginn'), type: 'start' },
    { id: 'draft', name: named('Entwurf'), type: 'task' },
    { id: 'which', name: named('Wohin?'), type: 'exclusiveGateway' },
    { id: 'answer', name: named('Antwort'), type: 'task' },
  ],
} as unknown as Definition;

describe('what a Frist may count from', () => {
  it('is offered: days that are declared, and the other steps that somebody ends', () => {
    const own = definition.nodes.find(({ id }) => id === 'answer') as NodeDefinition;
    expect(periodStarts(definition, own).map(({ start, name }) => [startValue(start), name.de])).toEqual([
      ['fact:received', 'Eingang'],
      ['step:draft', 'Entwurf'],
    ]);
  });

  it('is the beginning of the step where nothing is said', () => {
    expect(startValue(undefined)).toBe('');
  });
});
