import { childOf, nameOf } from '../element';
import type { ModdleElement } from '../moddle';
import { refuse, type Report } from '../report';
import { eventOf, isActivity, isEventSubProcess, linkOf, type Scope } from './scope';

/** Which events may stand where (BPMN 2.0, tables 10.84 to 10.90); `none` is an event without a definition. */
const ALLOWED = {
  startOfProcess: ['none', 'message', 'timer', 'conditional', 'signal'],
  startOfSubProcess: ['none'],
  startOfEventSubProcess: ['message', 'timer', 'escalation', 'error', 'compensate', 'conditional', 'signal'],
  endEvent: ['none', 'message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'],
  intermediateThrowEvent: ['none', 'message', 'escalation', 'link', 'compensate', 'signal'],
  intermediateCatchEvent: ['message', 'timer', 'conditional', 'link', 'signal'],
  boundaryEvent: ['message', 'timer', 'escalation', 'error', 'cancel', 'compensate', 'conditional', 'signal'],
} as const;
type Place = keyof typeof ALLOWED;

function placeOf(element: ModdleElement, container: ModdleElement): Place | undefined {
  const name = nameOf(element);
  if (name !== 'startEvent') return name in ALLOWED ? (name as Place) : undefined;
  if (nameOf(container) === 'process') return 'startOfProcess';
  return isEventSubProcess(container) ? 'startOfEventSubProcess' : 'startOfSubProcess';
}

export function checkEvents(report: Report, scope: Scope): void {
  for (const element of scope.nodes) {
    const place = placeOf(element, scope.container);
    if (place === undefined) continue;
    const event = eventOf(element);
    const allowed: readonly string[] = ALLOWED[place];
    if (!allowed.includes(event ?? 'none')) {
      refuse(
        report,
        element,
        'notAllowedHere',
        event === undefined ? 'no event definition' : `${event}EventDefinition`,
      );
    }
    if (event === 'cancel' && !standsAtTransaction(element, scope.container)) {
      refuse(report, element, 'notAllowedHere', 'cancelEventDefinition without transaction');
    }
    if (place === 'startOfEventSubProcess' && element['isInterrupting'] === false) {
      if (event === 'error' || event === 'compensate')
        refuse(report, element, 'notAllowedHere', 'isInterrupting="false"');
    }
    if (place === 'boundaryEvent') checkBoundary(report, element, event, scope);
  }
  checkStarts(report, scope);
  checkLinks(report, scope);
}

function standsAtTransaction(element: ModdleElement, container: ModdleElement): boolean {
  const activity = nameOf(element) === 'boundaryEvent' ? childOf(element, 'attachedToRef') : container;
  return activity === undefined || nameOf(activity) === 'transaction';
}

function checkBoundary(report: Report, element: ModdleElement, event: string | undefined, scope: Scope): void {
  const activity = childOf(element, 'attachedToRef');
  if (activity === undefined) return;
  if (activity.$parent !== scope.container) refuse(report, element, 'notAllowedHere', 'attachedToRef of another scope');
  else if (!isActivity(activity) || isEventSubProcess(activity)) {
    refuse(report, element, 'notAllowedHere', `attachedToRef ${nameOf(activity)}`);
  }
  if ((event === 'error' || event === 'cancel') && element['cancelActivity'] === false) {
    refuse(report, element, 'notAllowedHere', 'cancelActivity="false"');
  }
}

/** The standard leaves out starts and allows several; here it must be clear with what a scope begins. */
function checkStarts(report: Report, { container, nodes }: Scope): void {
  const starts = nodes.filter((element) => nameOf(element) === 'startEvent');
  const plain = starts.filter((start) => eventOf(start) === undefined);
  if (starts.length === 0) refuse(report, container, 'missing', 'startEvent');
  const most = nameOf(container) === 'process' ? plain : starts;
  if (most.length > 1) for (const start of most) refuse(report, start, 'unsupported', 'several startEvent');
}

function checkLinks(report: Report, { nodes }: Scope): void {
  const links = nodes.filter((element) => linkOf(element) !== undefined);
  const catching = links.filter((element) => nameOf(element) === 'intermediateCatchEvent');
  for (const element of links) {
    const name = linkOf(element);
    const targets = catching.filter((target) => linkOf(target) === name);
    if (catching.includes(element)) {
      if (targets.length > 1) refuse(report, element, 'notAllowedHere', `several link targets ${name}`);
    } else if (targets.length === 0) refuse(report, element, 'unknownReference', `link ${name}`);
  }
}
