import type { ModdleElement } from '../moddle';
import type { Report } from '../report';
import { checkCompensations } from './compensation';
import { checkEvents } from './events';
import { checkFlows } from './flows';
import { scopesOf } from './scope';

/** What BPMN 2.0 asks of a process beyond its schema. */
export function checkRules(report: Report, process: ModdleElement): void {
  const scopes = [...scopesOf(process)];
  checkCompensations(report, scopes);
  for (const scope of scopes) {
    checkEvents(report, scope);
    checkFlows(report, scope);
  }
}
