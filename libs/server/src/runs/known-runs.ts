import type { DataSource } from 'typeorm';
import { useHouses } from '../houses';
import type { Transaction } from '../platform';
import type { Beside, RunRecord } from './run-record';

/** Runs that are under way come again soon; the least recently written are read when somebody needs them. */
const MOST_RUNS = 300;

export type KnownRun = RunRecord & { beside: Beside };

interface KnownRuns {
  runs: Map<string, { writtenBy: string; run: KnownRun }>;
  /** How often a command found its run here, and how often it had to read it. */
  found: number;
  missed: number;
}

const known = new WeakMap<DataSource, KnownRuns>();

/** The runs that a process knows. */
export function knownRunsOf(source: DataSource): KnownRuns {
  const ofSource = known.get(source) ?? { runs: new Map(), found: 0, missed: 0 };
  known.set(source, ofSource);
  return ofSource;
}

/** What a transaction has written; should it not be committed, no row says that it was written by it. */
export function keepKnownRun(tx: Transaction, run: KnownRun, writtenBy: string): void {
  const { runs } = knownRunsOf(tx.manager.connection);
  runs.delete(run.id);
  runs.set(run.id, { writtenBy, run });
  const [oldest] = runs.keys();
  if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
}

/**
 * The run that is held, if run, project and history are still as this process has written them together: whatever touches
 * a project writes one of the three (docs/adr/0058), but for what units are called and of which Ressort they are. Else it is read.
 */
export function findKnownRun(tx: Transaction, runId: string): KnownRun | undefined {
  const { held } = tx;
  if (held?.kind !== 'run' || held.id !== runId) return undefined;
  const ofSource = knownRunsOf(tx.manager.connection);
  const found = ofSource.runs.get(runId);
  const { as } = held;
  if (!as || found?.writtenBy !== as.writtenBy || !isStill(found.run, as)) {
    ofSource.missed += 1;
    return undefined;
  }
  ofSource.found += 1;
  useHouses(tx, as.knownRevision);
  return { ...found.run, procedureValidVersion: as.procedureValidVersion };
}

const isStill = ({ beside: { head, houses } }: KnownRun, as: { head: string; knownRevision: string }): boolean =>
  head.hash?.toString('hex') === as.head && houses === as.knownRevision;
