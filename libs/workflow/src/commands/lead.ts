import { actingFor, isBlank } from '../authority';
import { refuse } from '../command';
import type { LeadCommand, Refusal } from '../command';
import type { Run } from '../run';
import { insertStep } from './insert-step';
import type { LeadHandler } from './lead-handler';
import { reopen } from './reopen';
import { retry } from './retry';
import { returnTo } from './return-to';
import { skipStep } from './skip-step';
import { resume, suspend } from './suspension';

const handlers: { [Type in LeadCommand['type']]: LeadHandler<Type> } = {
  cancelRun(run, { reason }, lead) {
    run.end('cancelled', lead, reason);
    return null;
  },
  suspend,
  resume,
  returnTo,
  insertStep,
  skipStep,
  retry,
  reopen,
};

export const isLeadCommand = (command: { type: string }): command is LeadCommand =>
  Object.hasOwn(handlers, command.type);

export function carryOutLead(run: Run, command: LeadCommand): Refusal | null {
  const lead = actingFor(command.by, run.facts.leadUnitId);
  if (lead === null) return refuse('notLead');
  if ('reason' in command && isBlank(command.reason)) return refuse('reasonRequired');
  const handle = handlers[command.type] as LeadHandler<LeadCommand['type']>;
  return handle(run, command, lead);
}
