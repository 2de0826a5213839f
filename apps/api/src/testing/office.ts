import type { RunDetail, StepView } from '@querraum/contracts';
import { giveNumber, serveProject, tick, workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { Answer, TestApi } from './test-api';
import { startTestApi } from './test-api';
import { Story } from './story';

interface Done {
  result?: string;
  words?: string;
  values?: Record<string, unknown>;
}
type Found = { id: string; code: string };

/** A house that works through a procedure over HTTP, by the test clock; what the worker owes is done when time passes. */
export class Office {
  readonly story: Story;

  private constructor(
    readonly database: TestDatabase,
    readonly api: TestApi,
  ) {
    this.story = new Story(api);
  }

  static async open(): Promise<Office> {
    const database = await openTestDatabase(DEMO);
    return new Office(database, await startTestApi(database));
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }

  /** The clock stands at the instant, and everything that is due has happened. */
  async at(instant: string): Promise<void> {
    await this.database.owner.query(
      `insert into test_clock (id, shift_ms) values (1, round(extract(epoch from $1::timestamptz - app.now()) * 1000))
       on conflict (id) do update set shift_ms = test_clock.shift_ms + excluded.shift_ms`,
      [instant],
    );
    await this.workOff();
  }

  /** As the worker does it; mails are not owed here. */
  async workOff(): Promise<void> {
    for (;;) {
      const due = await this.database.workerTransactions.run((tx) => workItems.claimDue(tx, 100));
      if (due.length === 0) return;
      for (const { id } of due) {
        await this.database.workerTransactions.run(async (tx) => {
          const item = await workItems.open(tx, id);
          if (item?.kind === 'tickRun' || item?.kind === 'giveNumber') {
            const { projectId, runId } = item.payload as { projectId: string; runId: string };
            await serveProject(tx, projectId);
            if (item.kind === 'tickRun') await tick(tx, runId);
            else await giveNumber(tx, item.payload as Parameters<typeof giveNumber>[1]);
          }
          if (item) await workItems.done(tx, id);
        });
      }
    }
  }

  /** Names of the steps at which the run stands. */
  async open(): Promise<string[]> {
    const { steps } = await this.story.run();
    return steps.filter(({ open }) => open).map(({ nodeId }) => nodeId);
  }

  async step(nodeId: string): Promise<StepView> {
    const { steps } = await this.story.run();
    const step = steps.findLast((candidate) => candidate.nodeId === nodeId);
    if (!step) throw new Error(`${nodeId} has not been reached; open: ${steps.map((one) => one.nodeId).join(', ')}`);
    return step;
  }

  /** Somebody takes their task of the step over and completes it. */
  async does(nodeId: string, as: string, done: Done = {}): Promise<RunDetail> {
    return this.story.ok(await this.tries(nodeId, as, done));
  }

  async tries(nodeId: string, as: string, done: Done = {}): Promise<Answer<RunDetail & Found>> {
    const ids = tasksIn(await this.step(nodeId));
    const refused: string[] = [];
    for (const id of ids) {
      const claimed = await this.api.request('POST', `/tasks/${id}/claim`, { as, body: {} });
      refused.push(claimed.text);
      if (claimed.status === 200) return this.api.request('POST', `/tasks/${id}/completion`, { as, body: done });
    }
    throw new Error(`${as} has no task of ${nodeId}: ${refused.join(', ')}`);
  }

  async signs(as: string, result: string, words?: string): Promise<RunDetail> {
    const { id, paperNumber } = await this.story.claim(as, 'finalSignature');
    const body = result === 'signed' ? { result, version: paperNumber, acknowledged: [] } : { result, words };
    return this.story.ok(await this.api.request<RunDetail>('POST', `/tasks/${id}/signature`, { as, body }));
  }
}

const tasksIn = (step: StepView): string[] =>
  ('places' in step ? step.places.map(({ taskId }) => taskId) : 'taskId' in step ? [step.taskId] : []).flatMap(
    (id) => id ?? [],
  );
