import type { Transport } from './transport';

/** No queue at all: the dispatcher's own process executes, one item after the other. */
export function inlineTransport(): Transport {
  let run: ((id: string) => Promise<unknown>) | undefined;
  return {
    name: 'inline',
    async start(execute) {
      run = execute;
    },
    async dispatch(items) {
      // A failure is counted where it happens; it does not keep the others from their turn.
      for (const { id } of items) await Promise.allSettled([run?.(id)]);
    },
    async stop() {
      run = undefined;
    },
  };
}
