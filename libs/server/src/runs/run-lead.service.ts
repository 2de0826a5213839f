import { Injectable } from '@nestjs/common';
import type {
  Insertion,
  Reopening,
  Retry,
  ReturnPlanQuery,
  ReturnPlanView,
  ReturnTargets,
  RunDetail,
  RunReturn,
  Skip,
  Suspension,
} from '@querraum/contracts';
import type { LeadCommand, PaperVersion } from '@querraum/workflow';
import { authorsOf, getDocument, requireCurrent } from '../documents';
import { requireUnit } from '../organisation';
import { DomainError, Transactions, type ActorTransaction, type Caller } from '../platform';
import { returnPlanOf, returnTargetsOf } from './return-view';
import { step } from './run-commands';
import { actingOf } from './run-facts';
import { getRun } from './read-run';
import type { RunRecord } from './run-record';
import { runDetail } from './run-view';

/** A command without the person who gives it: that is whoever is signed in. */
type WithoutPerson<Command> = Command extends LeadCommand ? Omit<Command, 'by'> : never;
type Given = WithoutPerson<LeadCommand>;

/** What the lead does with a run as a whole; whether it may, the engine says. */
@Injectable()
export class RunLeadService {
  constructor(private readonly transactions: Transactions) {}

  suspend(caller: Caller, key: string, runId: string, input: Suspension): Promise<RunDetail> {
    return this.give(caller, key, runId, { type: 'suspend', ...input });
  }

  resume(caller: Caller, key: string, runId: string): Promise<RunDetail> {
    return this.give(caller, key, runId, { type: 'resume' });
  }

  returnTo(caller: Caller, key: string, runId: string, { scope, ...input }: RunReturn): Promise<RunDetail> {
    return this.give(caller, key, runId, { type: 'returnTo', ...input, ...(scope !== undefined && { scope }) });
  }

  insertStep(caller: Caller, key: string, runId: string, { name, period, ...input }: Insertion): Promise<RunDetail> {
    // Written once by the lead, for whoever reads it in whichever language.
    const command = { type: 'insertStep' as const, ...input, name: { de: name, en: name }, ...(period && { period }) };
    return this.give(caller, key, runId, command, async (tx) => {
      await requireUnit(tx, input.unitId);
      return {};
    });
  }

  skipStep(caller: Caller, key: string, runId: string, input: Skip): Promise<RunDetail> {
    return this.give(caller, key, runId, { type: 'skipStep', ...input });
  }

  retry(caller: Caller, key: string, runId: string, input: Retry): Promise<RunDetail> {
    return this.give(caller, key, runId, { type: 'retry', ...input });
  }

  reopen(caller: Caller, key: string, runId: string, input: Reopening): Promise<RunDetail> {
    return this.give(caller, key, runId, { type: 'reopen', ...input }, paperNow);
  }

  returnTargets(caller: Caller, runId: string): Promise<ReturnTargets> {
    return this.transactions.read(caller, async (tx) => returnTargetsOf(await getRun(tx, runId)));
  }

  returnPlan(caller: Caller, runId: string, query: ReturnPlanQuery): Promise<ReturnPlanView> {
    return this.transactions.read(caller, async (tx) => returnPlanOf(await getRun(tx, runId), query));
  }

  /** `beside`: what the command needs of the house, read under the lock of the run. */
  private give(
    caller: Caller,
    key: string,
    runId: string,
    command: Given,
    beside: (tx: ActorTransaction, run: RunRecord) => Promise<object> = () => Promise.resolve({}),
  ): Promise<RunDetail> {
    const request = { command: command.type, runId, ...command };
    return this.transactions.command(caller, { key, request, hold: { kind: 'run', id: runId } }, async (tx) => {
      const refused = await step(tx, runId, async (run) => ({
        ...command,
        ...(await beside(tx, run)),
        by: actingOf(tx.actor),
      }));
      return refused ?? runDetail(tx, await getRun(tx, runId));
    });
  }
}

/** A run that goes on takes its document as it is by now; two runs of one document would decide twice. */
async function paperNow(tx: ActorTransaction, run: RunRecord): Promise<{ paper: PaperVersion; authors: string[] }> {
  const document = await getDocument(tx, run.documentId);
  requireCurrent(document);
  const running = await tx.rows("select 1 from run where document_id = $1 and status = 'running' and id <> $2", [
    run.documentId,
    run.id,
  ]);
  if (running.length > 0) throw new DomainError('runRunning');
  const [paper] = await tx.rows<PaperVersion>(
    'select number, sha256 from document_version where document_id = $1 order by number desc limit 1',
    [run.documentId],
  );
  if (paper === undefined) throw new DomainError('notFound');
  return { paper, authors: await authorsOf(tx, run.documentId) };
}
