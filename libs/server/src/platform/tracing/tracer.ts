export type Attributes = Record<string, string | number | boolean>;

export interface SpanBeginning {
  /** `server`: somebody asked over HTTP · `consumer`: a work item is carried out. */
  kind: 'server' | 'consumer';
  /** The trace that this continues, as W3C writes it (`traceparent`); anything else begins a new one. */
  parent?: string | null;
  attributes?: Attributes;
}

/** What OpenTelemetry does where it is on. */
export interface Tracer {
  span<T>(name: string, beginning: SpanBeginning, work: (tell: (more: Attributes) => void) => Promise<T>): Promise<T>;
  traceParent(): string | undefined;
  stop(): Promise<void>;
}
