import { createServer } from 'node:net';

/**
 * The first of the wished ports that nobody uses, else any free one.
 * @param {(number | undefined)[]} wished
 * @param {number[]} [taken] already given to somebody who does not listen yet
 */
export async function findPort(wished, taken = []) {
  for (const port of wished) if (port !== undefined && !taken.includes(port) && (await isFree(port))) return port;
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && !taken.includes(port)) return port;
  }
}

/** @param {number} port */
export const isFree = async (port) => (await listenOnce(port)) !== undefined;

/**
 * @param {number} port
 * @returns {Promise<number | undefined>}
 */
function listenOnce(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
