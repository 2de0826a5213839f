import { statfs } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, knownRunsOf, Metrics, type Observer, poolOf, processMetrics } from '@querraum/server';
import { DataSource } from 'typeorm';

/** 0.06 is what is promised of the 99th percentile of a decision (reliability.md). */
const SECONDS = [0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 0.5, 1, 2, 5];

/** `cutOff`: the client had gone before its answer. */
const STATUSES = ['2xx', '3xx', '4xx', '5xx', 'cutOff'] as const;
export type StatusClass = (typeof STATUSES)[number];

/** `refused`: with a reason that people can mend · `busy`: to be sent again · `failed`: a bug. */
export type Outcome = 'done' | 'refused' | 'busy' | 'failed' | 'cutOff';

/** Whether it brought a file: such a command lasts as long as the line of whoever sends it. */
export type Upload = 'yes' | 'no';

/** What an API counts, for Prometheus; the names stand in docs/operations.md. No label bears an id or a word of the house. */
@Injectable()
export class ApiMetrics {
  private readonly metrics = new Metrics();
  private readonly lookAtProcess = processMetrics(this.metrics);
  private readonly commands = this.metrics.histogram(
    'querraum_command_duration_seconds',
    'From the first byte of a command to the last of its answer.',
    SECONDS,
  );
  private readonly requests = this.metrics.counter('querraum_requests_total', 'Requests that were answered.');
  private readonly waiting = this.metrics.gauge('querraum_requests_under_way', 'Requests that wait for their answer.');
  private readonly crowded = this.metrics.counter(
    'querraum_crowded_requests_total',
    'Requests that were turned away because too many were under way.',
  );
  private readonly knownRuns = this.metrics.counter(
    'querraum_known_runs_total',
    'Runs that a command needed: known from the command before, or read.',
  );
  private readonly free = this.metrics.gauge('querraum_disk_free_bytes', 'Room on the disk of a folder.');
  private readonly size = this.metrics.gauge('querraum_disk_size_bytes', 'Size of the disk of a folder.');
  private readonly answered: Record<StatusClass, number> = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, cutOff: 0 };
  /** Kept by the back-pressure. */
  underWay = 0;
  turnedAway = 0;

  constructor(
    private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  request(status: StatusClass): void {
    this.answered[status] += 1;
  }

  command(command: string, outcome: Outcome, upload: Upload): Observer {
    return this.commands.of({ command, outcome, upload });
  }

  /** The text as of now. */
  async text(): Promise<string> {
    for (const status of STATUSES) this.requests.set(this.answered[status], { status });
    this.waiting.set(this.underWay);
    this.crowded.set(this.turnedAway);
    const { found, missed } = knownRunsOf(this.source);
    this.knownRuns.set(found, { outcome: 'found' });
    this.knownRuns.set(missed, { outcome: 'missed' });
    this.lookAtProcess({ ...poolOf(this.source) });
    await this.lookAtDisk('documents', this.config.DOCUMENT_STORE);
    return this.metrics.text();
  }

  /** A bucket has no disk; of a folder that is away nothing is known. */
  private async lookAtDisk(place: string, folder: string): Promise<void> {
    const disk = folder.startsWith('s3://') ? undefined : await statfs(folder).catch(() => undefined);
    if (!disk) {
      this.free.forget();
      this.size.forget();
      return;
    }
    this.free.set(disk.bavail * disk.bsize, { place });
    this.size.set(disk.blocks * disk.bsize, { place });
  }
}
