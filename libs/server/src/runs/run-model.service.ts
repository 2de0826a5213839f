import { Injectable } from '@nestjs/common';
import type {
  ExternalWork,
  ExternalWorkQuery,
  MessageInput,
  RunDetail,
  RunEvents,
  SignalInput,
  VariablesInput,
  WorkError,
  WorkResult,
} from '@querraum/contracts';
import { nodeOfStep, type Command, type ModelCommand, type StepState } from '@querraum/workflow';
import { actsFor, DomainError, Transactions, type Caller } from '../platform';
import { step } from './run-commands';
import { actingOf } from './run-facts';
import { getRun } from './read-run';
import type { RunRecord } from './run-record';
import { runDetail } from './run-view';

/** The condition is that of the index: few runs wait for a worker outside. */
const OPEN_WORK = `
  select r.project_id as "projectId", r.id as "runId", step ->> 'id' as "stepId", step ->> 'nodeId' as "nodeId",
    step ->> 'openedAt' as since,
    coalesce(r.state -> 'variables', '{}') || coalesce(step -> 'variables', '{}') as variables
  from run r
    join project_party lead on lead.project_id = r.project_id and lead.role = 'LEAD' and lead."until" is null
    cross join lateral jsonb_array_elements(r.state -> 'steps') as steps(step)
  where r.status = 'running' and r.waits_for_work
    and not r.state ? 'suspended' and lead.unit_id = any ($2)
    and (step ->> 'open')::boolean and step ->> 'topic' = $1
  order by step ->> 'openedAt', r.id, step ->> 'id' limit $3`;

type WithoutPerson<Given> = Given extends ModelCommand ? Omit<Given, 'by'> : never;

/** What comes from outside to a run of an imported model; whether the person acts for the lead, the engine says. */
@Injectable()
export class RunModelService {
  constructor(private readonly transactions: Transactions) {}

  events(caller: Caller, runId: string): Promise<RunEvents> {
    return this.transactions.read(caller, async (tx) => eventsOf(await getRun(tx, runId)));
  }

  deliver(caller: Caller, key: string, runId: string, input: MessageInput): Promise<RunDetail> {
    return this.give(caller, key, runId, { command: 'message', ...input }, (run) => ({
      type: 'occur',
      subscriptionId: waitingFor(run, input),
      ...withVariables(input),
    }));
  }

  signal(caller: Caller, key: string, runId: string, input: SignalInput): Promise<RunDetail> {
    return this.give(caller, key, runId, { command: 'signal', ...input }, (run) => {
      const waits = run.state.subscriptions?.some(({ kind, name }) => kind === 'signal' && name === input.signal);
      if (waits !== true) throw new DomainError('unknownEvent');
      return { type: 'signal', name: input.signal, ...withVariables(input) };
    });
  }

  setVariables(caller: Caller, key: string, runId: string, input: VariablesInput): Promise<RunDetail> {
    return this.give(caller, key, runId, { command: 'setVariables', ...input }, () => ({
      type: 'setVariables',
      variables: input.variables,
    }));
  }

  complete(caller: Caller, key: string, runId: string, stepId: string, input: WorkResult): Promise<RunDetail> {
    return this.give(caller, key, runId, { command: 'completeWork', stepId, ...input }, (run) => {
      requireWork(run, stepId);
      return { type: 'stepDone', stepId, ...withVariables(input) };
    });
  }

  fail(caller: Caller, key: string, runId: string, stepId: string, input: WorkError): Promise<RunDetail> {
    return this.give(caller, key, runId, { command: 'failWork', stepId, ...input }, (run) => {
      requireWork(run, stepId);
      const { code, message } = input;
      return { type: 'stepError', stepId, code, ...(message && { message }), ...withVariables(input) };
    });
  }

  /** Who reports first has done it: to the second the step is no longer open. */
  openWork(caller: Caller, { topic, limit }: ExternalWorkQuery): Promise<ExternalWork> {
    return this.transactions.read(caller, async (tx) => {
      const units = tx.actor.grants.filter(({ role }) => role !== 'ADMIN').map(({ unitId }) => unitId);
      const rows = await tx.rows<ExternalWork['items'][number]>(OPEN_WORK, [topic, units, limit]);
      return { items: rows.map((row) => ({ ...row, since: new Date(row.since).toISOString() })) };
    });
  }

  private give(
    caller: Caller,
    key: string,
    runId: string,
    request: object,
    commandFor: (run: RunRecord) => WithoutPerson<ModelCommand>,
  ): Promise<RunDetail> {
    const hold = { kind: 'run' as const, id: runId };
    return this.transactions.command(caller, { key, request: { runId, ...request }, hold }, async (tx) => {
      const refused = await step(tx, runId, (run): Command => {
        if (!actsFor(tx, run.project.leadUnitId)) throw new DomainError('notLead');
        if (run.bundle.definition.imported === undefined) throw new DomainError('notImported');
        return { ...commandFor(run), by: actingOf(tx.actor) };
      });
      return refused ?? runDetail(tx, await getRun(tx, runId));
    });
  }
}

const withVariables = ({ variables }: WorkResult) => (variables === undefined ? {} : { variables });

/** What a worker outside does, or what only has to be told to go on; a user task is completed by whoever has it. */
const topicOf = (step: StepState): string | null | undefined => {
  if ('topic' in step && step.topic !== undefined) return step.topic;
  return step.type === 'receiveTask' ? null : undefined;
};

function requireWork({ state }: RunRecord, stepId: string): void {
  const found = state.steps.find(({ id }) => id === stepId);
  if (found === undefined || topicOf(found) === undefined) throw new DomainError('unknownStep');
}

function waitingFor({ state }: RunRecord, { message, waitingId }: MessageInput): string {
  const waiting = (state.subscriptions ?? []).filter(
    ({ kind, name, id }) => kind === 'message' && name === message && (waitingId === undefined || id === waitingId),
  );
  const [first, ...more] = waiting;
  if (first === undefined) throw new DomainError('unknownEvent');
  if (more.length > 0) throw new DomainError('eventNotUnique', { count: waiting.length });
  return first.id;
}

function eventsOf({ bundle, state }: RunRecord): RunEvents {
  return {
    waiting: (state.subscriptions ?? []).map((waiting) => ({
      id: waiting.id,
      nodeId: waiting.nodeId,
      name: nodeOfStep(bundle, state, waiting).name,
      kind: waiting.kind,
      event: waiting.name ?? null,
      at: waiting.at ?? null,
      failed: waiting.failed ?? null,
    })),
    work: state.steps.flatMap((open) => {
      const topic = open.open ? topicOf(open) : undefined;
      if (topic === undefined) return [];
      const { name } = nodeOfStep(bundle, state, open);
      return [{ stepId: open.id, nodeId: open.nodeId, name, topic, since: open.openedAt }];
    }),
    variables: { ...state.variables },
  };
}
