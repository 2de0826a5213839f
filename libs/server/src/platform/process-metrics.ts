import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics';

const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;

/** What every process says of itself, API and worker under the same names. The answer looks once; `pool`: connections to the database. */
export function processMetrics(metrics: Metrics): (pool: Record<string, number>) => void {
  const connections = metrics.gauge('querraum_pool_connections', 'Connections to the database, and who waits for one.');
  const delay = metrics.gauge(
    'querraum_event_loop_delay_seconds',
    'The longest wait of the event loop since the last look.',
  );
  const memory = metrics.gauge('querraum_resident_memory_bytes', 'Memory of the process.');
  const heap = metrics.gauge('querraum_heap_used_bytes', 'Memory that living objects take.');
  const processor = metrics.counter('querraum_processor_seconds_total', 'Processor time that the process has used.');
  const uptime = metrics.gauge('querraum_uptime_seconds', 'For how long the process has been there.');
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  return (pool) => {
    for (const [state, number] of Object.entries(pool)) connections.set(number, { state });
    delay.set(loop.max / NANOSECONDS);
    loop.reset();
    const { rss, heapUsed } = process.memoryUsage();
    memory.set(rss);
    heap.set(heapUsed);
    const { user, system } = process.cpuUsage();
    processor.set((user + system) / MICROSECONDS);
    uptime.set(process.uptime());
  };
}
