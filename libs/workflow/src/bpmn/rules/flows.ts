import { childOf, nameOf } from '../element';
import type { ModdleElement } from '../moddle';
import { refuse, type Report } from '../report';
import { conditionOf, eventOf, isActivity, isEventSubProcess, linkOf, type Scope } from './scope';

/** Which flows may lead where (BPMN 2.0, tables 7.3, 10.51 and 10.5.4, 10.6). */
export function checkFlows(report: Report, scope: Scope): void {
  const outgoing = new Map<ModdleElement, ModdleElement[]>();
  for (const flow of scope.flows) {
    const source = childOf(flow, 'sourceRef');
    const target = childOf(flow, 'targetRef');
    if (source === undefined || target === undefined) continue;
    outgoing.set(source, [...(outgoing.get(source) ?? []), flow]);
    for (const [end, element] of Object.entries({ sourceRef: source, targetRef: target })) {
      if (element.$parent !== scope.container) refuse(report, flow, 'notAllowedHere', `${end} of another scope`);
      else if (!isFlowNode(element)) refuse(report, flow, 'notAllowedHere', `${end} ${nameOf(element)}`);
      else if (isEventSubProcess(element)) refuse(report, flow, 'notAllowedHere', `${end} of an event sub-process`);
      else if (element['isForCompensation'] === true) {
        refuse(report, flow, 'notAllowedHere', `${end} of a compensation`);
      }
    }
    if (neverLeft(source)) refuse(report, flow, 'notAllowedHere', `sourceRef ${nameOf(source)}`);
    if (neverReached(target)) refuse(report, flow, 'notAllowedHere', `targetRef ${nameOf(target)}`);
  }
  for (const node of scope.nodes) {
    const flows = outgoing.get(node) ?? [];
    checkDefault(report, node, flows);
    if (nameOf(node) === 'exclusiveGateway') checkExclusive(report, node, flows);
    if (nameOf(node) === 'eventBasedGateway') checkEventBased(report, flows);
  }
}

const isFlowNode = (element: ModdleElement) => isActivity(element) || /(event|gateway)$/i.test(nameOf(element));

function neverLeft(element: ModdleElement): boolean {
  const name = nameOf(element);
  if (name === 'boundaryEvent') return eventOf(element) === 'compensate';
  return name === 'endEvent' || (name === 'intermediateThrowEvent' && linkOf(element) !== undefined);
}

function neverReached(element: ModdleElement): boolean {
  const name = nameOf(element);
  if (name === 'intermediateCatchEvent') return linkOf(element) !== undefined;
  return name === 'startEvent' || name === 'boundaryEvent';
}

function checkDefault(report: Report, node: ModdleElement, flows: ModdleElement[]): void {
  const chosen = childOf(node, 'default');
  if (chosen !== undefined && !flows.includes(chosen)) {
    refuse(report, node, 'notAllowedHere', 'default that does not leave it');
  }
}

/** What is neither under a condition nor the default would make the way a matter of the order in the file. */
function checkExclusive(report: Report, node: ModdleElement, flows: ModdleElement[]): void {
  const chosen = childOf(node, 'default');
  if (chosen !== undefined && conditionOf(chosen) !== undefined) {
    refuse(report, chosen, 'notAllowedHere', 'conditionExpression of a default');
  }
  const open = flows.filter((flow) => flow !== chosen && conditionOf(flow) === undefined);
  if (flows.length < 2 || (open.length < 2 && chosen === undefined)) return;
  for (const flow of open) refuse(report, flow, 'missing', 'conditionExpression');
}

function checkEventBased(report: Report, flows: ModdleElement[]): void {
  for (const flow of flows) {
    const target = childOf(flow, 'targetRef');
    if (target === undefined) continue;
    if (nameOf(target) === 'receiveTask') refuse(report, target, 'unsupported', 'receiveTask after eventBasedGateway');
    else if (nameOf(target) !== 'intermediateCatchEvent' || linkOf(target) !== undefined) {
      refuse(report, flow, 'notAllowedHere', `${nameOf(target)} after eventBasedGateway`);
    }
  }
}
