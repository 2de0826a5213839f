import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type SpanContext } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { otlpExporter } from './otlp-exporter';
import type { Tracer } from './tracer';

const TRACE_PARENT = /^00-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/;
const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER } as const;

/** Spans go to the collector in batches, in the background: whoever asks waits for none of it. */
export function openTelemetry(endpoint: string, service: string): Tracer {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(otlpExporter(endpoint))],
  });
  const spans = provider.getTracer('querraum');
  const active = new AsyncLocalStorage<SpanContext>();
  return {
    async span(name, { kind, parent, attributes }, work) {
      const above = remote(parent) ?? active.getStore();
      const span = spans.startSpan(name, { kind: KINDS[kind], attributes }, contextOf(above));
      try {
        return await active.run(span.spanContext(), () => work((more) => span.setAttributes(more)));
      } catch (error) {
        // The name alone: what an error says may be words of files, and traces are read by more people than those.
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
        throw error;
      } finally {
        span.end();
      }
    },
    traceParent() {
      const span = active.getStore();
      return span && `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
    },
    stop: () => provider.shutdown(),
  };
}

function remote(parent: string | null | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(parent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

const contextOf = (above: SpanContext | undefined): Context =>
  above ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT;
