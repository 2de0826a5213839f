import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config';
import type { Transaction } from '../database/transaction';
import { statement } from '../database/statement';
import type { Attributes, SpanBeginning, Tracer } from './tracer';

const STAMP = statement('stampTrace', "select set_config('app.trace_parent', $1, true)");
const LAST_SPANS_MS = 2000;
const nothing = (): void => undefined;
let tracer: Tracer | undefined;

/**
 * Traces from the browser's click to the last job that it owes. Off unless OTEL_EXPORTER_OTLP_ENDPOINT is set; then nothing of
 * OpenTelemetry is loaded, and each of these is the call that it wraps (docs/adr/0061).
 */
export const tracing = {
  async start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Config, service: string): Promise<void> {
    if (endpoint === undefined) return;
    const { openTelemetry } = await import('./open-telemetry');
    tracer = openTelemetry(endpoint, service);
  },

  get isOn(): boolean {
    return tracer !== undefined;
  },

  span<T>(name: string, beginning: SpanBeginning, work: (tell: (more: Attributes) => void) => Promise<T>): Promise<T> {
    return tracer ? tracer.span(name, beginning, work) : work(nothing);
  },

  /** What is owed in this transaction from here on continues the trace: the column of `work_item` takes it as its default. */
  async stamp(tx: Transaction): Promise<void> {
    const parent = tracer?.traceParent();
    if (parent !== undefined) await tx.rows(STAMP, [parent]);
  },

  /** Sends what is still to be sent. A collector that is silent or away keeps nobody from ending: a trace is no record. */
  async stop(): Promise<void> {
    const sent = tracer?.stop().catch(nothing);
    tracer = undefined;
    await Promise.race([sent, sleep(LAST_SPANS_MS, undefined, { ref: false })]);
  },
};
