import type { BpmnNode, NodeDefinition, Period } from '../../definition';
import type { Writable, Writing } from './writing';

/** The office's own blocks: what stands in the file beside the standard element. */
export type BlockNode = Exclude<NodeDefinition, BpmnNode>;
type Writer<Type extends BlockNode['type']> = (writing: Writing, node: Extract<BlockNode, { type: Type }>) => Writable;

/** As near as ISO 8601 comes to a Frist, which knows holidays. */
const durationOf = ({ length, unit }: Period): string =>
  unit === 'month' ? `P${length}M` : `P${unit === 'week' ? length * 7 : length}D`;

/** Several people do the same: three upright lines in the picture. */
const together = (writing: Writing, many: number): Writable | undefined =>
  many < 2
    ? undefined
    : writing.element('MultiInstanceLoopCharacteristics', { loopCardinality: writing.expression(`=${many}`) });

function service(writing: Writing, type: 'ServiceTask' | 'BusinessRuleTask', topic: string): Writable {
  const element = writing.element(type);
  element.set('camunda:type', 'external');
  element.set('camunda:topic', topic);
  return element;
}

const waiting = (writing: Writing, definition: Writable): Writable =>
  writing.element('IntermediateCatchEvent', { eventDefinitions: [definition] });

const timer = (writing: Writing, form: 'timeDuration' | 'timeDate', text: string): Writable =>
  waiting(writing, writing.element('TimerEventDefinition', { [form]: writing.expression(text) }));

/** What the process of a procedure is called in its file. */
export const processIdOf = (key: string): string => `procedure-${key}`;

const WRITERS: { [Type in BlockNode['type']]: Writer<Type> } = {
  start: (writing) => writing.element('StartEvent'),
  end: (writing, { outcome }) =>
    writing.element('EndEvent', {
      // Returned and rejected end everything at once.
      eventDefinitions: outcome === 'completed' ? [] : [writing.element('TerminateEventDefinition')],
    }),
  exclusiveGateway: (writing) => writing.element('ExclusiveGateway'),
  parallelGateway: (writing) => writing.element('ParallelGateway'),
  inclusiveGateway: (writing) => writing.element('InclusiveGateway'),
  task: (writing) => writing.element('UserTask'),
  coSignatureRound: (writing, { waves }) =>
    writing.element('UserTask', {
      loopCharacteristics: together(
        writing,
        Math.max(
          2,
          waves.reduce((sum, { seats }) => sum + seats.length, 0),
        ),
      ),
    }),
  finalSignature: (writing) => writing.element('UserTask'),
  takeNote: (writing, { addressees }) =>
    writing.element('UserTask', { loopCharacteristics: together(writing, addressees.length) }),
  contribution: (writing, { addressees }) =>
    writing.element('UserTask', { loopCharacteristics: together(writing, addressees.length) }),
  dispatch: (writing) => writing.element('UserTask'),
  resubmission: (writing) => writing.element('UserTask'),
  committee: (writing) => writing.element('UserTask'),
  automatic: (writing, { job }) => service(writing, 'ServiceTask', job.kind),
  decision: (writing) => service(writing, 'BusinessRuleTask', 'decision'),
  call: (writing, { procedure }) => writing.element('CallActivity', { calledElement: processIdOf(procedure) }),
  timer: (writing, { period }) => timer(writing, 'timeDuration', durationOf(period)),
  wait: (writing, { until }) =>
    until.kind === 'date'
      ? timer(writing, 'timeDate', `=facts.${until.fact}`)
      : waiting(
          writing,
          writing.element('MessageEventDefinition', {
            messageRef: writing.root('Message', { name: until.event.de.trim() || 'event' }),
          }),
        ),
};

/** The nearest thing in standard BPMN, so that another tool shows a sensible picture. */
export const writeBlock = (writing: Writing, node: BlockNode): Writable =>
  (WRITERS[node.type] as (writing: Writing, node: BlockNode) => Writable)(writing, node);
