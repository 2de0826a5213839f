import { Resolver } from 'node:dns/promises';

/** The addresses of a name, as the name server says at this moment. */
export type ResolveName = (name: string, signal: AbortSignal) => Promise<string[]>;

const ASK_MS = 2000;
const TRIES = 2;

/**
 * Asks the name server itself, not the operating system: a server that does not answer then holds none of the few threads on
 * which the whole process looks up names, and what stands in a hosts file leads nowhere.
 */
export const resolveName: ResolveName = async (name, signal) => {
  const resolver = new Resolver({ timeout: ASK_MS, tries: TRIES });
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};
