import { LANES, type Lane } from '../jobs/lanes';
import { CLOSE_WITHIN_MS, type Execute, PLACES, type Ring, type Transport } from './transport';
import { within } from '../within';

interface Queue {
  waiting: Ring[];
  active: Set<Promise<unknown>>;
}

/** No queue at all: this process executes by itself, so many at once as a lane has places. */
export function inlineTransport(closeWithinMs = CLOSE_WITHIN_MS): Transport {
  const queues = new Map<Lane, Queue>(LANES.map((lane) => [lane, { waiting: [], active: new Set() }]));
  const queueOf = (lane: Lane): Queue => queues.get(lane) ?? { waiting: [], active: new Set() };
  let run: Execute | undefined;

  function takeNext(lane: Lane): void {
    const { waiting, active } = queueOf(lane);
    while (run && active.size < PLACES[lane]) {
      const ring = waiting.shift();
      if (!ring) return;
      // A failure is counted where it happens; it does not keep the others from their turn.
      const running = run(ring)
        .catch(() => undefined)
        .finally(() => {
          active.delete(running);
          takeNext(lane);
        });
      active.add(running);
    }
  }

  return {
    name: 'inline',
    async start(execute) {
      run = execute;
    },
    async dispatch(rings) {
      if (!run) throw new Error('transport is not started');
      for (const ring of rings) queueOf(ring.lane).waiting.push(ring);
      for (const lane of LANES) takeNext(lane);
    },
    async backlog(lane) {
      const { waiting, active } = queueOf(lane);
      return { waiting: waiting.length, active: active.size };
    },
    async stop() {
      run = undefined;
      for (const { waiting } of queues.values()) waiting.length = 0;
      const ending = Promise.all([...queues.values()].flatMap(({ active }) => [...active]));
      await within(closeWithinMs, ending).catch(() => undefined);
    },
  };
}
