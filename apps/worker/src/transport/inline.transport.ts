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
      for (const { id } of items) await run?.(id);
    },
    async stop() {
      run = undefined;
    },
  };
}
