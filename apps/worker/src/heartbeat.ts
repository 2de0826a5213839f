import { hostname } from 'node:os';
import { newId, type Transactions } from '@querraum/server';
import type { Logger } from 'pino';
import type { Executed } from './execute';

const BEAT_MS = 10_000;

const BEAT = `insert into worker (id, name, transport, bell_answers, executed, executed_directly, started_at, seen_at, progress_at, reads_sealed)
  values ($1, $2, $3, $4, $5, $6, clock_timestamp() - $7 * interval '1 second', clock_timestamp(),
    clock_timestamp() - $8 * interval '1 second', $9)
  on conflict (id) do update set bell_answers = excluded.bell_answers, executed = excluded.executed,
    executed_directly = excluded.executed_directly, seen_at = excluded.seen_at, progress_at = excluded.progress_at`;

/** What a worker says of itself. */
export interface Condition {
  transport: string;
  bellAnswers: boolean;
  executedDirectly: number;
  /** Whether it has a key for the secrets of targets. */
  readsSealed: boolean;
}

/**
 * The worker's row in the register: who does the work, since when, and whether its bell answers (docs/adr/0061). A notice
 * and nothing more: no work depends on it.
 */
export class Heartbeat {
  private readonly id = newId();
  private readonly startedAt = performance.now();
  private progressAt: number | undefined;
  private executed = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly log: Logger,
  ) {}

  async start(condition: () => Condition): Promise<void> {
    await this.say("delete from worker where seen_at < clock_timestamp() - interval '1 day'", []);
    await this.beat(condition());
    this.timer = setInterval(() => void this.beat(condition()), BEAT_MS);
  }

  /** Who leaves in order takes its row along; who dies is seen as silent. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.say('delete from worker where id = $1', [this.id]);
  }

  /** Work that has come to its end; a failure is no progress. */
  count({ outcome }: Pick<Executed, 'outcome'>): void {
    if (outcome !== 'done' && outcome !== 'later') return;
    this.executed += 1;
    this.progressAt = performance.now();
  }

  /** Since this worker has last done something, or started. */
  get idleSeconds(): number {
    return secondsSince(this.progressAt ?? this.startedAt);
  }

  async beat({ transport, bellAnswers, executedDirectly, readsSealed }: Condition): Promise<void> {
    const name = `${hostname()}:${process.pid}`;
    const progress = this.progressAt === undefined ? null : secondsSince(this.progressAt);
    const given = [this.id, name, transport, bellAnswers, this.executed, executedDirectly];
    await this.say(BEAT, [...given, secondsSince(this.startedAt), progress, readsSealed]);
  }

  /** A database that is away is the dispatcher's business; its worker then is silent, which is what the register shows. */
  private async say(sql: string, values: unknown[]): Promise<void> {
    await this.transactions
      .run((tx) => tx.rows(sql, values))
      .catch((error: unknown) => this.log.warn({ err: error }, 'no report to the register'));
  }
}

const secondsSince = (moment: number): number => (performance.now() - moment) / 1000;
