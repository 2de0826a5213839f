import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what a machine gives to outgoing connections: nobody takes such a port before its server listens. */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * The first of the wished ports that nobody uses, else any free one.
 * @param {(number | undefined)[]} wished
 * @param {number[]} [taken] already given to somebody who does not listen yet
 */
export async function findPort(wished, taken = []) {
  for (const port of wished) if (port !== undefined && !taken.includes(port) && (await isFree(port))) return port;
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
