import type { ActivityNode, CallActivityNode, Loop, MappedValue } from '../definition';
import type { z } from 'zod';
import {
  bodyOf,
  childOf,
  childrenOf,
  extensionOf,
  extensionsOf,
  extensionTypeOf,
  nameOf,
  textOf,
  vendorOf,
} from './element';
import type { ModdleElement } from './moddle';
import { checkedCondition, checkedExpression, flowIdOf, nodeBaseOf, type Reading } from './reading';
import { refuse } from './report';

type Mapping = { name: string; value: MappedValue };

/** What every activity may have: a loop, variables of its own, a default flow. */
export function activityOf(reading: Reading, element: ModdleElement, parent: string | undefined) {
  const loop = readLoop(reading, element);
  const { inputs, outputs } = readMappings(reading, element);
  if (loop !== undefined && outputs.length > 0) refuse(reading.report, element, 'unsupported', 'outputParameter');
  const defaultFlow = childOf(element, 'default');
  for (const quantity of ['startQuantity', 'completionQuantity']) {
    const value = element[quantity];
    if (value !== undefined && value !== 1) refuse(reading.report, element, 'unsupported', quantity);
  }
  return {
    ...nodeBaseOf(reading, element, parent),
    ...(loop === undefined ? {} : { loop }),
    ...(inputs.length === 0 ? {} : { inputs }),
    ...(outputs.length === 0 ? {} : { outputs }),
    ...(defaultFlow === undefined ? {} : { defaultFlow: flowIdOf(reading, defaultFlow) }),
    ...(element['isForCompensation'] === true ? { forCompensation: true } : {}),
  } satisfies Partial<ActivityNode>;
}

function readLoop(reading: Reading, element: ModdleElement): Loop | undefined {
  const loop = childOf(element, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  if (nameOf(loop) !== 'multiInstanceLoopCharacteristics') {
    refuse(reading.report, element, 'unsupported', nameOf(loop));
    return undefined;
  }
  const zeebe = extensionOf(loop, 'zeebe:loopCharacteristics');
  const cardinality = bodyOf(loop, 'loopCardinality');
  const collection = vendorOf(loop, 'collection') ?? (zeebe && textOf(zeebe, 'inputCollection')) ?? dataInputOf(loop);
  const item = childOf(loop, 'inputDataItem');
  const elementVariable =
    vendorOf(loop, 'elementVariable') ?? (zeebe && textOf(zeebe, 'inputElement')) ?? (item && textOf(item, 'name'));
  const completionCondition = bodyOf(loop, 'completionCondition');
  for (const outside of ['loopDataOutputRef', 'outputDataItem', 'complexBehaviorDefinition', 'oneBehaviorEventRef']) {
    const value = loop[outside];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) {
      refuse(reading.report, loop, 'unsupported', outside);
    }
  }
  for (const outside of ['outputCollection', 'outputElement']) {
    if (zeebe !== undefined && textOf(zeebe, outside)) refuse(reading.report, loop, 'unsupported', `zeebe:${outside}`);
  }
  if (!cardinality && !collection) {
    refuse(reading.report, loop, 'missing', 'loopCardinality, collection');
  }
  return {
    sequential: loop['isSequential'] === true,
    ...(cardinality ? { cardinality: checkedCondition(reading, loop, cardinality) } : {}),
    ...(collection ? { collection: checkedCondition(reading, loop, collection) } : {}),
    ...(elementVariable ? { elementVariable } : {}),
    ...(completionCondition ? { completionCondition: checkedCondition(reading, loop, completionCondition) } : {}),
  };
}

/** Read as the name of a variable, whatever the data object is called that it refers to. */
function dataInputOf(loop: ModdleElement): string | undefined {
  const input = childOf(loop, 'loopDataInputRef');
  return input === undefined ? undefined : textOf(input, 'id');
}

export function readMappings(reading: Reading, element: ModdleElement): { inputs: Mapping[]; outputs: Mapping[] } {
  const inputs: Mapping[] = [];
  const outputs: Mapping[] = [];
  for (const extension of extensionsOf(element)) {
    for (const parameter of extension.$children ?? []) {
      if (extensionTypeOf(extension) === 'vendor:inputOutput') {
        const value = valueOf(reading, element, parameter);
        const mapping = { name: textOf(parameter, 'name') ?? '', value };
        if (mapping.name === '') refuse(reading.report, element, 'missing', `${nameOf(parameter)} name`);
        if (nameOf(parameter) === 'inputParameter') inputs.push(mapping);
        else if (nameOf(parameter) === 'outputParameter') outputs.push(mapping);
        else refuse(reading.report, element, 'unsupported', parameter.$type);
      }
      if (extension.$type === 'zeebe:ioMapping') {
        const mapping = {
          name: textOf(parameter, 'target') ?? '',
          value: checkedExpression(reading, element, textOf(parameter, 'source') ?? ''),
        };
        if (mapping.name === '') refuse(reading.report, element, 'missing', `${nameOf(parameter)} target`);
        if (mapping.name.includes('.')) refuse(reading.report, element, 'unsupported', `target="${mapping.name}"`);
        if (parameter.$type === 'zeebe:input') inputs.push(mapping);
        else outputs.push(mapping);
      }
    }
  }
  return { inputs, outputs };
}

/** No text at all is no value. */
const NOTHING = { juel: '${null}', feel: '=null' } as const;

function valueOf(reading: Reading, element: ModdleElement, holder: ModdleElement): MappedValue {
  const [inner, ...more] = holder.$children ?? [];
  if (inner === undefined) {
    const text = (holder.$body ?? '').trim();
    return text === '' ? NOTHING[reading.language] : checkedExpression(reading, element, text);
  }
  if (more.length === 0 && nameOf(inner) === 'list') {
    return { list: (inner.$children ?? []).map((item) => valueOf(reading, element, item)) };
  }
  if (more.length === 0 && nameOf(inner) === 'map') {
    const entries = (inner.$children ?? []).map((entry) => {
      return [textOf(entry, 'key') ?? '', valueOf(reading, element, entry)] as const;
    });
    return { map: Object.fromEntries(entries) };
  }
  refuse(reading.report, element, 'unsupported', inner.$type);
  return NOTHING[reading.language];
}

type CallActivity = z.infer<typeof CallActivityNode>;
type Handover = NonNullable<CallActivity['ins']>[number];

export function readCall(reading: Reading, element: ModdleElement, parent: string | undefined): CallActivity {
  const zeebe = extensionOf(element, 'zeebe:calledElement');
  const process =
    textOf(element, 'calledElement')?.trim() ||
    element.$attrs?.['querraum:calledElement']?.trim() ||
    (zeebe && textOf(zeebe, 'processId')?.trim()) ||
    '';
  if (process === '') refuse(reading.report, element, 'missing', 'calledElement');
  const ins = handovers(reading, element, 'vendor:in');
  const outs = handovers(reading, element, 'vendor:out');
  if (vendorOf(element, 'inheritVariables') === 'true') ins.unshift({ all: true });
  if (zeebe !== undefined) {
    if (textOf(zeebe, 'propagateAllParentVariables') !== 'false') ins.unshift({ all: true });
    if (textOf(zeebe, 'propagateAllChildVariables') !== 'false') outs.unshift({ all: true });
  }
  return {
    ...activityOf(reading, element, parent),
    type: 'callActivity',
    process: checkedExpression(reading, element, process),
    ...(ins.length === 0 ? {} : { ins }),
    ...(outs.length === 0 ? {} : { outs }),
  };
}

function handovers(reading: Reading, element: ModdleElement, type: string): Handover[] {
  return extensionsOf(element).flatMap((extension): Handover[] => {
    if (extensionTypeOf(extension) !== type || textOf(extension, 'businessKey') !== undefined) return [];
    const local = textOf(extension, 'local') === 'true' ? { local: true } : {};
    if (textOf(extension, 'variables') === 'all') return [{ all: true, ...local }];
    const source = textOf(extension, 'source') ?? '';
    const expression = textOf(extension, 'sourceExpression') ?? '';
    const target = textOf(extension, 'target') ?? '';
    if (source === '' && expression === '') {
      refuse(reading.report, element, 'missing', `${nameOf(extension)} source, sourceExpression`);
    }
    if (target === '') refuse(reading.report, element, 'missing', `${nameOf(extension)} target`);
    return [
      {
        ...(source === '' ? { expression: checkedExpression(reading, element, expression) } : { source }),
        target,
        ...local,
      },
    ];
  });
}

/** The elements of a performer's expression: `user(anna), group(legal), sport`. */
export function performersOf(element: ModdleElement): { kind: 'user' | 'group'; text: string; role: string }[] {
  return childrenOf(element, 'resources').flatMap((role) => {
    const assignment = childOf(role, 'resourceAssignmentExpression');
    const expression = assignment === undefined ? undefined : childOf(assignment, 'expression');
    const text = (expression && textOf(expression, 'body')) ?? '';
    // One person alone, as it stands there: the engines that the models come from do not trim it.
    const parts = nameOf(role) === 'humanPerformer' ? [text].filter((part) => part.trim() !== '') : splitOutside(text);
    return parts.map((part) => {
      const named = /^\s*(user|group)\(([\s\S]*)\)\s*$/.exec(part);
      return {
        role: nameOf(role),
        kind: named?.[1] === 'user' ? ('user' as const) : ('group' as const),
        text: named?.[2]?.trim() ?? part,
      };
    });
  });
}

/** At commas that stand outside of expressions. */
function splitOutside(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '(') depth += 1;
    if (character === '}' || character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
