import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './machine/server.ts';

const LOOKS_EVERY_MS = 100;

/** What a worker said of itself at one moment, as a load balancer and Prometheus hear it. */
export interface Said {
  /** Seconds since the watch began. */
  at: number;
  worker: string;
  isReady: boolean;
  status: string;
  /** Of every lane. */
  oldestDueSeconds: number;
  transportUp: boolean;
}

/** Asks workers for their readiness and metrics again and again. */
export class WorkerWatch {
  readonly said: Said[] = [];
  readonly #began = performance.now();
  #isOver = false;
  readonly #watching: Promise<unknown>;

  constructor(workers: readonly Server[]) {
    this.#watching = Promise.all(workers.map((worker) => this.#watch(worker)));
  }

  /** Until the last word of each worker is such. */
  async until(isSo: (said: Said) => boolean, patienceMs: number): Promise<boolean> {
    for (const end = performance.now() + patienceMs; performance.now() < end; await sleep(20)) {
      const last = new Map(this.said.map((said) => [said.worker, said]));
      if (last.size > 0 && [...last.values()].every(isSo)) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  async #watch(worker: Server): Promise<void> {
    for (; !this.#isOver; await sleep(LOOKS_EVERY_MS)) {
      const [ready, metrics] = await Promise.all([worker.ask('/health/ready'), worker.ask('/metrics')]);
      if (!ready || !metrics) continue;
      const { status } = JSON.parse(ready.text) as { status: string };
      this.said.push({
        at: (performance.now() - this.#began) / 1000,
        worker: worker.name,
        isReady: ready.status === 200,
        status,
        oldestDueSeconds: Math.max(...gauges(metrics.text, 'querraum_oldest_due_seconds')),
        transportUp: gauges(metrics.text, 'querraum_transport_up')[0] === 1,
      });
    }
  }
}

/** The values of all series of this name. */
const gauges = (text: string, name: string): number[] =>
  [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (.+)$`, 'gm'))].map(([, value]) => Number(value));
