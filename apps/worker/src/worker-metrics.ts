import { type InstallationStanding, Metrics, processMetrics, type WorkStanding } from '@querraum/server';
import type { DispatchCounts } from './dispatcher';
import type { Executed } from './execute';
import type { MailServer } from './jobs';
import { LANE_OF, LANES, latenessOf, type Lane } from './jobs/lanes';
import type { Readiness } from './readiness';

const OUTCOMES = ['done', 'later', 'failed'] as const;
const SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];

/** What is looked at when somebody asks; without a database nothing is known of the work and the installation. */
export interface Now {
  standing: WorkStanding | undefined;
  installation: InstallationStanding | undefined;
  readiness: Readiness | undefined;
  bellAnswers: boolean;
  pool: Record<string, number>;
}

/** What a worker counts, for Prometheus; the names stand in docs/operations.md. */
export class WorkerMetrics implements DispatchCounts {
  private readonly metrics = new Metrics();
  private readonly lookAtProcess = processMetrics(this.metrics);
  private readonly oldest = this.metrics.gauge(
    'querraum_oldest_due_seconds',
    'By how much the oldest work that is due is late, by lane.',
  );
  private readonly items = this.metrics.gauge(
    'querraum_work_items',
    'Work that is due, was given up, or is held since a restore.',
  );
  private readonly lateness = this.metrics.histogram(
    'querraum_work_item_lateness_seconds',
    'From the instant at which work was due to its effect.',
    SECONDS,
  );
  private readonly dispatches = this.metrics.counter('querraum_dispatches_total', 'Work that was rung for.');
  private readonly executions = this.metrics.counter('querraum_executions_total', 'Work that was executed.');
  private readonly directly = this.metrics.counter(
    'querraum_direct_executions_total',
    'Work that was taken past the bell.',
  );
  private readonly incidents = this.metrics.counter('querraum_incidents_total', 'Work that was given up.');
  private readonly mails = this.metrics.counter(
    'querraum_mails_total',
    'Mails that the mail server was asked to take, by what it said.',
  );
  private readonly up = this.metrics.gauge('querraum_transport_up', 'Whether the bell answers.');
  private readonly ready = this.metrics.gauge(
    'querraum_worker_ready',
    'Whether the database answers this worker and no Frist waits in vain.',
  );
  private readonly checkpoint = this.metrics.gauge(
    'querraum_audit_checkpoint_age_seconds',
    'Since the last checkpoint of the audit that is signed and lies outside; +Inf where there is none.',
  );
  private readonly archive = this.metrics.gauge(
    'querraum_wal_archive_age_seconds',
    'Since the last WAL segment went to the archive; +Inf where none is kept.',
  );
  private readonly paused = this.metrics.gauge(
    'querraum_webhooks_paused',
    'Targets of events that were paused because nothing arrived there.',
  );
  private readonly database = this.metrics.gauge(
    'querraum_database_size_bytes',
    'What the database takes on its disk.',
  );

  private readonly ofDatabase = [
    ...[this.oldest, this.items],
    ...[this.checkpoint, this.archive, this.paused, this.database],
  ];

  constructor(private readonly transport: string) {
    this.dispatches.add({ transport }, 0);
    for (const lane of LANES) this.direct(lane, 0);
    for (const outcome of ['sent', 'away', 'refused'] as const) this.mails.add({ outcome }, 0);
    // What begins with its first count has not risen then, so that nobody sees the first of it.
    for (const kind of Object.keys(LANE_OF)) {
      this.incidents.add({ kind }, 0);
      for (const outcome of OUTCOMES) this.executions.add({ kind, outcome }, 0);
    }
  }

  dispatched(items: number): void {
    this.dispatches.add({ transport: this.transport }, items);
  }

  direct(lane: Lane, items: number): void {
    this.directly.add({ transport: this.transport, lane }, items);
  }

  executed({ kind, outcome, lateSeconds }: Executed): void {
    this.executions.add({ kind, outcome: outcome === 'givenUp' ? 'failed' : outcome });
    if (outcome === 'givenUp') this.incidents.add({ kind });
    if (lateSeconds !== undefined) this.lateness.observe(lateSeconds, { kind });
  }

  /** The same server, of which each answer is counted. */
  counting(server: MailServer): MailServer {
    return {
      ...server,
      send: async (mail) => {
        const outcome = await server.send(mail);
        this.mails.add({ outcome: outcome.state });
        return outcome;
      },
    };
  }

  /** The text as of now. */
  text(now: Now): string {
    this.ready.set(now.readiness?.isReady ? 1 : 0);
    this.up.set(now.bellAnswers ? 1 : 0, { transport: this.transport });
    this.lookAtProcess(now.pool);
    // What was true before the database went is not said as if it were known: who reads it would see a backup that is fresh for ever.
    for (const gauge of this.ofDatabase) gauge.forget();
    if (now.standing) this.sayWork(now.standing);
    if (now.installation) this.sayInstallation(now.installation);
    return this.metrics.text();
  }

  private sayWork(standing: WorkStanding): void {
    const lateness = latenessOf(standing);
    for (const lane of LANES) this.oldest.set(lateness[lane].oldestDueSeconds, { lane });
    this.items.set(
      standing.kinds.reduce((sum, { due }) => sum + due, 0),
      { state: 'due' },
    );
    this.items.set(standing.incidents, { state: 'incident' });
    this.items.set(standing.held, { state: 'held' });
  }

  private sayInstallation(standing: InstallationStanding): void {
    this.checkpoint.set(standing.checkpointSeconds);
    this.archive.set(standing.archiveSeconds);
    this.paused.set(standing.pausedWebhooks);
    this.database.set(standing.databaseBytes);
  }
}
