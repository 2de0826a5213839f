import { Injectable } from '@nestjs/common';
import type { JobOfRegister, JobRegister, WorkerReport } from '@querraum/contracts';
import { access, Transactions, type Caller } from '../platform';
import { JOB_WORDS } from './job-words';

const JOBS = `select w.*, coalesce(h.held, 0) as held from app.work_by_kind($1) w left join app.held_by_kind() h using (kind)
  order by array_position($1, kind)`;
// A worker reports every ten seconds: who has missed three reports is silent, and stays in sight for a day. Of more than can be
// shown those are that reported last: whoever lives is among them.
const WORKERS = `select id, name, transport, bell_answers as "bellAnswers", executed, executed_directly as "executedDirectly",
    started_at as "startedAt", seen_at as "seenAt", progress_at as "progressAt",
    seen_at < clock_timestamp() - interval '30 seconds' as "isSilent"
  from (select * from worker where seen_at > clock_timestamp() - interval '1 day' order by seen_at desc limit 200) seen
  order by started_at, id`;

type Counted = Omit<JobOfRegister, 'name' | 'does' | 'comes' | 'oldestDueAt' | 'nextDueAt'> & {
  kind: keyof typeof JOB_WORDS;
  oldestDueAt: Date | null;
  nextDueAt: Date | null;
};
type Seen = Omit<WorkerReport, 'startedAt' | 'seenAt' | 'progressAt'> & {
  startedAt: Date;
  seenAt: Date;
  progressAt: Date | null;
};

/** What runs in the background, in words and numbers, and who does it (docs/adr/0061). */
@Injectable()
export class JobRegisterService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller): Promise<JobRegister> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'job:read');
      const jobs = await tx.rows<Counted>(JOBS, [Object.keys(JOB_WORDS)]);
      const workers = await tx.rows<Seen>(WORKERS);
      return { at: tx.now.toISOString(), jobs: jobs.map(jobView), workers: workers.map(workerView) };
    });
  }
}

const jobView = ({ kind, oldestDueAt, nextDueAt, ...counted }: Counted): JobOfRegister => ({
  kind,
  ...JOB_WORDS[kind],
  ...counted,
  oldestDueAt: oldestDueAt?.toISOString() ?? null,
  nextDueAt: nextDueAt?.toISOString() ?? null,
});

const workerView = ({ startedAt, seenAt, progressAt, ...row }: Seen): WorkerReport => ({
  ...row,
  startedAt: startedAt.toISOString(),
  seenAt: seenAt.toISOString(),
  progressAt: progressAt?.toISOString() ?? null,
});
