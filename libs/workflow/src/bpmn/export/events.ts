import type { EventDefinition } from '../../definition';
import type { Writable, Writing } from './writing';

type Writer<Kind extends EventDefinition['kind']> = (
  writing: Writing,
  event: Extract<EventDefinition, { kind: Kind }>,
  throws: boolean,
) => Writable;

const TIMES = { date: 'timeDate', duration: 'timeDuration', cycle: 'timeCycle' } as const;

const WRITERS: { [Kind in EventDefinition['kind']]: Writer<Kind> } = {
  timer: (writing, { form, text }) =>
    writing.element('TimerEventDefinition', { [TIMES[form]]: writing.expression(text) }),
  message(writing, { name, topic }) {
    const messageRef = name === undefined ? undefined : writing.root('Message', { name });
    const element = writing.element('MessageEventDefinition', { messageRef });
    if (topic !== undefined) {
      element.set('camunda:type', 'external');
      element.set('camunda:topic', topic);
    }
    return element;
  },
  signal: (writing, { name }) =>
    writing.element('SignalEventDefinition', { signalRef: writing.root('Signal', { name }) }),
  error(writing, { code, message, codeVariable, messageVariable }) {
    const errorRef =
      code === undefined ? undefined : writing.root('Error', { name: code, errorCode: code, errorMessage: message });
    const element = writing.element('ErrorEventDefinition', { errorRef });
    if (codeVariable !== undefined) element.set('camunda:errorCodeVariable', codeVariable);
    if (messageVariable !== undefined) element.set('camunda:errorMessageVariable', messageVariable);
    return element;
  },
  escalation(writing, { code, codeVariable }, throws) {
    const escalation = code === undefined ? { name: 'escalation' } : { name: code, escalationCode: code };
    const isNamed = code !== undefined || throws;
    const escalationRef = isNamed ? writing.root('Escalation', escalation) : undefined;
    const element = writing.element('EscalationEventDefinition', { escalationRef });
    if (codeVariable !== undefined) element.set('camunda:escalationCodeVariable', codeVariable);
    return element;
  },
  conditional(writing, { condition, variableName, variableEvents }) {
    const element = writing.element('ConditionalEventDefinition', { condition: writing.expression(condition) });
    if (variableName !== undefined) element.set('camunda:variableName', variableName);
    if (variableEvents !== undefined) element.set('camunda:variableEvents', variableEvents.join(', '));
    return element;
  },
  // The activity is referred to when all elements are there.
  compensation: (writing) => writing.element('CompensateEventDefinition'),
  link: (writing, { name }) => writing.element('LinkEventDefinition', { name }),
  terminate: (writing) => writing.element('TerminateEventDefinition'),
  cancel: (writing) => writing.element('CancelEventDefinition'),
};

/** What an event waits for or brings about, as the list that its element has. */
export function eventDefinitions(writing: Writing, event: EventDefinition | undefined, throws: boolean): Writable[] {
  if (event === undefined) return [];
  const write = WRITERS[event.kind] as (writing: Writing, event: EventDefinition, throws: boolean) => Writable;
  return [write(writing, event, throws)];
}
