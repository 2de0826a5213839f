import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './children.mjs';
import { findPort } from './ports.mjs';

/** The first of the programs that PATH leads to. */
export function findOnPath(/** @type {string[]} */ ...programs) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find(isExecutable);
}

function isExecutable(/** @type {string} */ file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the machine's own Redis or Valkey; it keeps nothing, because it only wakes workers up.
 * @param {{ children: import('./children.mjs').Children, directory: string, port?: number }} options
 * @returns {Promise<{ url: string, port: number, program: string, child: import('./children.mjs').Child, stop: () => Promise<void> } | undefined>}
 *   undefined when the machine has none
 */
export async function startRedis({ children, directory, port }) {
  const program = findOnPath('redis-server', 'valkey-server');
  if (program === undefined) return undefined;
  mkdirSync(directory, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const usedPort = port ?? (await findPort([]));
    const flags = ['--port', String(usedPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = children.start('redis', program, [...flags, '--maxmemory-policy', 'noeviction', '--dir', directory]);
    if (await pongs(usedPort, child)) {
      return { url: `redis://127.0.0.1:${usedPort}`, port: usedPort, program, child, stop: child.stop };
    }
    const log = lastLines(child.logFile);
    await child.stop();
    if (port !== undefined || attempt === 3 || !/address already in use/i.test(log)) {
      throw new Error(`${program} ist nicht gestartet.\n${log}`);
    }
  }
}

/** @param {number} port @param {import('./children.mjs').Child} child */
async function pongs(port, child) {
  for (const end = Date.now() + 20_000; Date.now() < end && !child.hasExited(); await sleep(20)) {
    if (await ping(port)) return !child.hasExited();
  }
  return false;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function ping(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
