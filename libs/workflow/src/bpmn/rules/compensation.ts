import { childOf, childrenOf, nameOf } from '../element';
import type { ModdleElement } from '../moddle';
import { note, refuse, type Report } from '../report';
import { eventOf, type Scope } from './scope';

/** An association leads from the boundary event to the activity that compensates; it may stand in any scope around. */
export function checkCompensations(report: Report, scopes: Scope[]): void {
  const associations = scopes.flatMap(({ container }) =>
    childrenOf(container, 'artifacts').filter((artifact) => nameOf(artifact) === 'association'),
  );
  for (const { container, nodes } of scopes) {
    for (const node of nodes) {
      if (nameOf(node) !== 'boundaryEvent' || eventOf(node) !== 'compensate') continue;
      const handlers = associations
        .filter((association) => childOf(association, 'sourceRef') === node)
        .flatMap((association) => childOf(association, 'targetRef') ?? []);
      checkHandlers(report, node, handlers, container);
    }
  }
}

function checkHandlers(report: Report, node: ModdleElement, handlers: ModdleElement[], container: ModdleElement): void {
  const [handler, ...more] = handlers;
  if (handler === undefined) note(report, node, 'compensateEventDefinition without association');
  else if (more.length > 0) refuse(report, node, 'unsupported', 'several association');
  else if (handler['isForCompensation'] !== true || handler.$parent !== container) {
    refuse(report, handler, 'missing', 'isForCompensation="true"');
  }
}
