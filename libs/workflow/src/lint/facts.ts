import { addresseesOf } from '../addressees';
import { startsOf } from '../begins';
import type { Definition, FactDefinition, NodeDefinition } from '../definition';
import { fitsFact } from '../facts';
import { compileCondition } from '../feel';
import { lengthFactsOf } from '../lengths';
import { tableConditions } from '../tables';
import type { Found, LintCode } from './messages';
import { isReadable } from './readable';

type Type = FactDefinition['type'];

/** A fact that a step needs, and of which type; any where none is named. */
interface Needed {
  fact: string;
  types?: readonly Type[];
}

const UNITS: readonly Type[] = ['units', 'departments'];

function neededBy(node: NodeDefinition): Needed[] {
  const addressed = addresseesOf(node).flatMap((addressee) =>
    addressee.kind === 'fact' ? [{ fact: addressee.fact, types: UNITS }] : [],
  );
  const day = (fact: string): Needed => ({ fact, types: ['date'] });
  switch (node.type) {
    case 'task':
      return [...addressed, ...(node.fields ?? []).map(({ fact }) => ({ fact }))];
    case 'resubmission':
      return [...addressed, ...(node.at.kind === 'date' ? [day(node.at.fact)] : [])];
    case 'wait':
      return [...addressed, ...(node.until.kind === 'date' ? [day(node.until.fact)] : [])];
    case 'automatic':
      if (node.job.kind === 'setDate') return [day(node.job.fact)];
      return node.job.kind === 'number' ? [{ fact: node.job.fact, types: ['text'] }] : addressed;
    case 'decision':
      return node.table.outputs.map((fact) => ({ fact }));
    case 'call':
      return [...Object.values(node.inputs ?? {}), ...Object.values(node.outputs ?? {})].map((fact) => ({ fact }));
    default:
      return addressed;
  }
}

function lintNeeded(facts: readonly FactDefinition[], { fact, types }: Needed): LintCode[] {
  const known = facts.find(({ key }) => key === fact);
  if (known === undefined) return ['undeclaredFact'];
  return types === undefined || types.includes(known.type) ? [] : ['factOfOtherType'];
}

/** As many cells as columns, each of them readable, and values that the facts can take. */
function lintTable(definition: Definition, { table }: Extract<NodeDefinition, { type: 'decision' }>): LintCode[] {
  const { inputs, outputs, rules, hitPolicy } = table;
  if (rules.some(({ when, then }) => when.length !== inputs.length || then.length !== outputs.length))
    return ['tableShape'];
  const unreadable = tableConditions(table)
    .flat()
    .some((cell) => {
      if (cell === null) return false;
      const { problem, paths } = compileCondition(cell);
      // Whether the inputs can be read is told by itself.
      return problem !== null || paths.some((path) => !inputs.includes(path) && !isReadable(definition, path));
    });
  const facts = outputs.map((key) => definition.facts?.find((fact) => fact.key === key));
  const fits = rules.every(({ then }) =>
    then.every((value, column) => {
      const fact = facts[column];
      // Collected values become one list.
      const given = hitPolicy === 'collect' && typeof value === 'string' ? [value] : value;
      return fact === undefined || fitsFact(fact, given);
    }),
  );
  return [
    ...(unreadable ? (['badCell'] as const) : []),
    ...(inputs.every((input) => isReadable(definition, input)) ? [] : (['unknownInput'] as const)),
    ...(fits ? [] : (['badValue'] as const)),
  ];
}

const hasTwice = (keys: readonly string[]): boolean => new Set(keys).size < keys.length;

function lintDeclared({ facts = [] }: Definition): LintCode[] {
  const choices = facts.filter(({ type }) => type === 'choice').map(({ choices: some = [] }) => some);
  return [
    ...(hasTwice(facts.map(({ key }) => key)) ? (['factTwice'] as const) : []),
    ...(choices.some((some) => some.length === 0) ? (['noChoices'] as const) : []),
    ...(choices.some((some) => hasTwice(some.map(({ key }) => key))) ? (['choiceTwice'] as const) : []),
  ];
}

function lintNode(definition: Definition, node: NodeDefinition): LintCode[] {
  const { facts = [] } = definition;
  const codes = [
    ...lengthFactsOf(node).flatMap((fact) => lintNeeded(facts, { fact, types: ['number'] })),
    ...startsOf(node).flatMap((start) =>
      start.kind === 'fact' ? lintNeeded(facts, { fact: start.fact, types: ['date'] }) : [],
    ),
    ...neededBy(node).flatMap((needed) => lintNeeded(facts, needed)),
    ...(node.type === 'decision' ? lintTable(definition, node) : []),
    ...(node.type === 'task' && hasTwice((node.fields ?? []).map(({ fact }) => fact)) ? (['fieldTwice'] as const) : []),
  ];
  return [...new Set(codes)];
}

/** Whatever a step reads or fills in is declared, once, and has the form that the step needs. */
export const lintFacts = (definition: Definition): Found[] => [
  ...lintDeclared(definition).map((code) => ({ nodeId: null, code })),
  ...definition.nodes.flatMap((node) => lintNode(definition, node).map((code) => ({ nodeId: node.id, code }))),
];
