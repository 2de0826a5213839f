import type { WorkStanding } from '@querraum/server';
import { latenessOf } from './jobs/lanes';

/** Without any progress for so long, while something prompt is due: something is wrong here. */
const NO_PROGRESS_SECONDS = 20;
/** What is promised: no Frist comes later (reliability promise P8). */
const PROMISED_SECONDS = 60;

export interface Condition {
  standing: WorkStanding;
  /** Since this worker has last executed something, or started. */
  idleSeconds: number;
  bellAnswers: boolean;
}

export interface Readiness {
  isReady: boolean;
  status: 'ok' | 'degraded' | 'noProgress' | 'late';
}

/**
 * A bell that is away makes a worker slower, not useless. What was tried and failed is an incident, no want of progress. Mails
 * and slow work are not asked about: a slow mail server is no fault of any worker, and to restart one helps nobody.
 */
export function readinessOf({ standing, idleSeconds, bellAnswers }: Condition): Readiness {
  const { oldestUntriedSeconds: late } = latenessOf(standing).prompt;
  if (late > PROMISED_SECONDS) return { isReady: false, status: 'late' };
  if (late > NO_PROGRESS_SECONDS && idleSeconds > NO_PROGRESS_SECONDS) return { isReady: false, status: 'noProgress' };
  return { isReady: true, status: bellAnswers ? 'ok' : 'degraded' };
}
