import type { NodeDefinition, Period } from '../definition';
import { bodyOf, childOf, childrenOf, nameOf, textOf } from './element';
import { processIdOf } from './export/blocks';
import type { ModdleElement } from './moddle';
import { localized } from './reading';

type Base = Pick<NodeDefinition, 'id' | 'name' | 'parent'>;
type Reader = (element: ModdleElement, base: Base) => NodeDefinition | undefined;

const LEAD = { kind: 'lead' } as const;
const UNITS = { D: 'calendarDay', W: 'week', M: 'month' } as const;

function periodOf(text: string): Period | undefined {
  const [, length, unit] = /^P([1-9]\d{0,2})([DWM])$/.exec(text) ?? [];
  if (length === undefined || unit === undefined || Number(length) > 366) return undefined;
  return { length: Number(length), unit: UNITS[unit as keyof typeof UNITS], roll: true };
}

const readTask: Reader = (element, base) =>
  childOf(element, 'loopCharacteristics') === undefined
    ? { ...base, type: 'task', addressee: LEAD, reminders: [] }
    : undefined;

const readCatch: Reader = (element, base) => {
  const [event, ...more] = childrenOf(element, 'eventDefinitions');
  if (event === undefined || more.length > 0) return undefined;
  if (nameOf(event) === 'timerEventDefinition') {
    const period = periodOf(bodyOf(event, 'timeDuration') ?? '');
    const [, fact] = /^=?\s*facts\.([a-z][a-zA-Z0-9]{0,40})$/.exec(bodyOf(event, 'timeDate') ?? '') ?? [];
    if (period !== undefined) return { ...base, type: 'timer', period };
    return fact === undefined ? undefined : { ...base, type: 'wait', until: { kind: 'date', fact } };
  }
  const message = childOf(event, 'messageRef');
  const name = message === undefined ? '' : (textOf(message, 'name') ?? '').trim();
  if (nameOf(event) !== 'messageEventDefinition' || name === '') return undefined;
  return { ...base, type: 'wait', until: { kind: 'event', event: localized(name), reportedBy: LEAD } };
};

/** Events that do more than begin or end have no block that does the same. */
const plain = (element: ModdleElement) => childrenOf(element, 'eventDefinitions').length === 0;

const READERS: Record<string, Reader> = {
  startEvent: (element, base) => (plain(element) ? { ...base, type: 'start' } : undefined),
  endEvent: (element, base) => (plain(element) ? { ...base, type: 'end', outcome: 'completed' } : undefined),
  exclusiveGateway: (_, base) => ({ ...base, type: 'exclusiveGateway' }),
  parallelGateway: (_, base) => ({ ...base, type: 'parallelGateway' }),
  inclusiveGateway: (_, base) => ({ ...base, type: 'inclusiveGateway' }),
  task: readTask,
  userTask: readTask,
  manualTask: readTask,
  intermediateCatchEvent: readCatch,
  callActivity: (element, base) => {
    const called = textOf(element, 'calledElement') ?? '';
    const procedure = called.startsWith(processIdOf('')) ? called.slice(processIdOf('').length) : called;
    return procedure === '' ? undefined : { ...base, type: 'call', procedure };
  },
};

/** The block that an element without our own settings comes nearest to; people's work is the lead's. */
export const plainBlock: Reader = (element, base) => READERS[nameOf(element)]?.(element, base);
