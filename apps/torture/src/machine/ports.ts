import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what Linux gives to outgoing connections: nobody takes such a port while its server is just dead. */
const FIRST = 20_000;
const LAST = 32_000;

/** Loopback ports that nobody uses, each another one. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
